/** Child processes that end with their parent: signals go on to them, their exit code comes back. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * npm ends on SIGTERM without telling what it started. Calls `stop` when the npm that started us is gone; where
 * somebody else did, as a shell that may end before us, there is nothing to watch.
 */
function watchNpm(stop) {
  if (!process.env.npm_lifecycle_event) return undefined
  const parent = process.ppid
  return setInterval(() => process.ppid !== parent && stop(), 500)
}

/**
 * Runs a program to its end. `capture` collects what it prints instead of showing it.
 * Answers the exit code (128 + n for a signal), what was collected, and whether a signal came in the meantime.
 */
export function run(command, args, { cwd, env = process.env, capture = false, shell = false } = {}) {
  return new Promise((resolve) => {
    const stdio = capture ? ['ignore', 'pipe', 'pipe'] : 'inherit'
    const child = spawn(command, args, { cwd, env, stdio, shell })
    const output = []
    let interrupted = 0
    child.stdout?.on('data', (chunk) => output.push(chunk))
    child.stderr?.on('data', (chunk) => output.push(chunk))
    const listeners = forwarded.map((signal) => {
      const listener = () => {
        interrupted = 128 + (constants.signals[signal] ?? 1)
        // A terminal sends Ctrl-C to the whole group; sending it on would make two of one.
        if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
      }
      process.on(signal, listener)
      return () => process.removeListener(signal, listener)
    })
    const watch = watchNpm(() => child.kill('SIGTERM'))
    listeners.push(() => clearInterval(watch))
    const end = (code) => {
      for (const stop of listeners) stop()
      resolve({ code, interrupted, output: Buffer.concat(output).toString('utf8') })
    }
    child.on('error', (error) => {
      output.push(Buffer.from(`${error.code === 'ENOENT' ? `${command} was not found` : error.message}\n`))
      end(127)
    })
    child.on('close', (code, signal) => end(code ?? 128 + (constants.signals[signal] ?? 1)))
  })
}

/** Shows a line while `work` goes on and the seconds it took: a counting one on a terminal, two lines elsewhere. */
export async function withProgress(text, work) {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  const terminal = process.stderr.isTTY
  process.stderr.write(`${text} …${terminal ? '' : '\n'}`)
  const timer = terminal
    ? setInterval(() => process.stderr.write(`\r${text} … ${seconds()} s`), 1000)
    : undefined
  try {
    return await work()
  } finally {
    clearInterval(timer)
    if (terminal) process.stderr.write(`\r${text} … ${seconds()} s\n`)
  }
}
