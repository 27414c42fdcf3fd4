/**
 * `npm run bundle -- --try`: installs the bundle in a network namespace that has nothing but its own loopback, with an
 * empty environment, starts it, signs in, and says what it saw. Linux, with user namespaces allowed.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { run } from './child.mjs'
import { LauncherError } from './runtime.mjs'
import { messages } from './messages.mjs'

const port = 8080
const address = `http://127.0.0.1:${port}`
const say = (text) => process.stdout.write(`${text}\n`)

/** Runs the trial of a bundle's file; throws when anything of it did not hold. */
export async function tryBundle(file) {
  const work = mkdtempSync(join(tmpdir(), 'yiwang-trial-'))
  try {
    const inside = [process.execPath, fileURLToPath(import.meta.url), file, work]
    const script = 'ip link set lo up && exec env -i PATH=/usr/bin:/bin HOME="$2" "$0" "$1" "$3" "$2"'
    const [node, self] = inside
    const args = ['--user', '--map-root-user', '--net', 'sh', '-c', script, node, self, work, file]
    const { code } = await run('unshare', args)
    if (code !== 0) throw new LauncherError(messages.trialFailed())
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function must(what, command, args) {
  const { code, output } = await run(command, args, { capture: true })
  say(`${code === 0 ? '✔' : '✖'} ${what}`)
  if (code !== 0) throw new Error(output)
  return output
}

async function isUp(seconds) {
  for (let tried = 0; tried < seconds; tried += 1) {
    const answer = await fetch(`${address}/api/health`).catch(() => undefined)
    if (answer?.ok) return answer.json()
    await wait(1000)
  }
  throw new Error('it did not come up')
}

/** The demonstration's first account, as a browser would sign in. */
async function signIn() {
  const roles = await (await fetch(`${address}/api/demonstration/roles`)).json()
  const answer = await fetch(`${address}/api/demonstration/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-yiwang': '1' },
    body: JSON.stringify({ loginName: roles[0].loginName }),
  })
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}`)
  return roles[0].loginName
}

async function inside(file, work) {
  const reached = await fetch('http://192.0.2.1', { signal: AbortSignal.timeout(3000) }).then(
    () => true,
    () => false,
  )
  if (reached) throw new Error('there is a network here')
  say('✔ nothing but the loopback is there')
  await must('unpacked', 'tar', ['-xzf', file, '-C', work])
  const [folder] = readdirSync(work).filter((name) => name.startsWith('yiwang-'))
  const [to, data] = [join(work, 'to'), join(work, 'data')]
  await must('installed', join(work, folder, 'install.sh'), ['--to', to, '--data', data])
  const program = join(to, 'current', 'yiwang')
  const server = spawn(program, ['serve', '--data', data, '--port', String(port)], { stdio: 'inherit' })
  const ended = new Promise((resolve) => {
    server.on('close', resolve)
  })
  try {
    const early = ended.then((code) => Promise.reject(new Error(`the server ended with ${String(code)}`)))
    const health = await Promise.race([isUp(600), early])
    say(`✔ up: ${JSON.stringify(health)}`)
    say(`✔ signed in as ${await signIn()}`)
    const page = await (await fetch(address)).text()
    if (!/<script[^<>]+src="\/assets\//.test(page)) throw new Error('the pages were not served')
    say('✔ pages are served')
  } finally {
    server.kill('SIGTERM')
    await ended
  }
  say(await must('the log verifies', program, ['verify', '--data', data, '--lang', 'en']))
}

if (process.argv[1] === import.meta.filename) await inside(process.argv[2], process.argv[3])
