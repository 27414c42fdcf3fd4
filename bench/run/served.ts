import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'

/** The program as `yiwang serve` runs it, in a process of its own, and somebody signed in to it. */
export type Served = {
  origin: string
  pid: number
  cookie: string
  /** Somebody else's cookie. */
  signIn(loginName: string): Promise<string>
  get(path: string): Promise<Buffer>
  post(path: string, body: unknown): Promise<Buffer>
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../..')

async function start(
  dataDir: string,
  url: string | undefined,
): Promise<{ origin: string; child: ChildProcess }> {
  // Under npm the launcher would stay beside the program.
  const env = { ...process.env, DATABASE_URL: url, npm_lifecycle_event: undefined }
  const child = spawn(
    process.execPath,
    ['bin/yiwang.mjs', 'serve', '--port', '0', '--data', dataDir, '--lang', 'en'],
    { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  const origin = new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)
      if (found) resolve(found[0])
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('exit', (code) => reject(new Error(`the server ended with code ${code}:\n${said}`)))
  })
  return { origin: await origin, child }
}

export async function serveDatabase(
  dataDir: string,
  url: string | undefined,
  loginName: string,
): Promise<Served> {
  const { origin, child } = await start(dataDir, url)
  const agent = new Agent({ keepAlive: true, maxSockets: 32 })
  let cookie = ''
  const ask = (method: string, path: string, body?: unknown, as = cookie) =>
    new Promise<{ status: number; bytes: Buffer; cookies: string[] }>((resolve, reject) => {
      const headers = {
        'x-yiwang': '1',
        cookie: as,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
      }
      const asked = request(`${origin}${path}`, { method, agent, headers }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', reject)
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            bytes: Buffer.concat(parts),
            cookies: answer.headers['set-cookie'] ?? [],
          }),
        )
      })
      asked.on('error', reject)
      asked.end(body === undefined ? undefined : JSON.stringify(body))
    })
  const good = async (method: string, path: string, body?: unknown) => {
    const { status, bytes } = await ask(method, path, body)
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${bytes.toString().slice(0, 300)}`)
    return bytes
  }
  const signIn = async (name: string) => {
    const entered = await ask('POST', '/api/demonstration/session', { loginName: name }, '')
    return entered.cookies.map((text) => text.split(';')[0]).join('; ')
  }
  cookie = await signIn(loginName)
  return {
    origin,
    pid: child.pid ?? 0,
    cookie,
    signIn,
    get: (path) => good('GET', path),
    post: (path, body) => good('POST', path, body),
    stop: async () => {
      agent.destroy()
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
