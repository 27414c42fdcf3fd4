import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as send } from 'node:http'

export type Reply = { status: number; headers: IncomingHttpHeaders; text: string; ms: number }
export type Asked = {
  key?: string
  body?: unknown
  /** Instead of a body in JSON. */
  raw?: { type: string; bytes: Buffer }
  language?: string
  timeoutMs?: number
}

/** Somebody at a browser: one session, one language, and what is lost on the way is told as such. */
export class Desk {
  readonly #origin: string
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  #cookie = ''

  constructor(origin: string) {
    this.#origin = origin
  }

  static async of(origin: string, loginName: string): Promise<Desk> {
    const desk = new Desk(origin)
    if (!(await desk.signIn(loginName))) throw new Error(`${loginName} can't sign in`)
    return desk
  }

  /** The same person with the same session at another server. */
  at(origin: string): Desk {
    const desk = new Desk(origin)
    desk.#cookie = this.#cookie
    return desk
  }

  async signIn(loginName: string): Promise<boolean> {
    const reply = await this.send('POST', '/api/demonstration/session', { body: { loginName } })
    if (reply === 'lost' || reply.status >= 300) return false
    this.#cookie = (reply.headers['set-cookie'] ?? []).map((line) => line.split(';', 1)[0]).join('; ')
    return true
  }

  /** @throws Error where the file isn't taken */
  async upload(name: string, type: string, bytes: Buffer): Promise<string> {
    const asked = { key: crypto.randomUUID(), raw: { type, bytes } }
    const path = `/api/files?name=${encodeURIComponent(name)}`
    return (parsed(path, await this.send('POST', path, asked)) as { id: string }).id
  }

  /** The answer, or that the line ended before it came. */
  async send(method: string, path: string, asked: Asked = {}): Promise<Reply | 'lost'> {
    const { key, body, raw, language, timeoutMs = 30_000 } = asked
    const payload = raw?.bytes ?? (body === undefined ? undefined : Buffer.from(JSON.stringify(body)))
    const began = performance.now()
    return new Promise((resolve) => {
      const request = send(
        `${this.#origin}${path}`,
        {
          method,
          agent: this.#agent,
          timeout: timeoutMs,
          headers: {
            cookie: this.#cookie,
            'x-yiwang': '1',
            ...(key === undefined ? {} : { 'idempotency-key': key }),
            ...(language === undefined ? {} : { 'accept-language': language }),
            ...(payload && {
              'content-type': raw?.type ?? 'application/json',
              'content-length': payload.length,
            }),
          },
        },
        (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('error', () => resolve('lost'))
          response.on('aborted', () => resolve('lost'))
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(parts).toString('utf8'),
              ms: performance.now() - began,
            }),
          )
        },
      )
      request.on('timeout', () => request.destroy(new Error('timeout')))
      request.on('error', () => resolve('lost'))
      request.end(payload)
    })
  }

  /** @throws Error where it isn't answered with success */
  async get<T>(path: string): Promise<T> {
    return parsed(path, await this.send('GET', path)) as T
  }

  async post<T>(path: string, body?: unknown): Promise<T> {
    const key = crypto.randomUUID()
    return parsed(path, await this.send('POST', path, { key, ...(body === undefined ? {} : { body }) })) as T
  }

  async put<T>(path: string, body: unknown): Promise<T> {
    return parsed(path, await this.send('PUT', path, { body, key: crypto.randomUUID() })) as T
  }

  /** The stream of live events; answers how to end it. Comes back by itself, as browsers do. */
  listen(told: (text: string) => void, opened: () => void = () => undefined): () => void {
    let ended = false
    let response: IncomingMessage | undefined
    const again = () => {
      response = undefined
      if (!ended) setTimeout(open, 250).unref()
    }
    const open = () => {
      if (ended) return
      const request = send(
        `${this.#origin}/api/live`,
        { headers: { cookie: this.#cookie, accept: 'text/event-stream' } },
        (answer) => {
          if (answer.statusCode !== 200) {
            answer.resume()
            return again()
          }
          response = answer
          opened()
          answer.on('data', (part: Buffer) => told(part.toString()))
          answer.on('close', again)
          answer.on('error', () => undefined)
        },
      )
      request.on('error', () => {
        if (response === undefined) again()
      })
      request.end()
    }
    open()
    return () => {
      ended = true
      response?.destroy()
    }
  }

  close(): void {
    this.#agent.destroy()
  }
}

function parsed(path: string, reply: Reply | 'lost'): unknown {
  if (reply === 'lost') throw new Error(`${path}: the line ended`)
  if (reply.status >= 300) throw new Error(`${path}: ${reply.status} ${reply.text.slice(0, 400)}`)
  return (reply.text === '' ? null : JSON.parse(reply.text)) as unknown
}
