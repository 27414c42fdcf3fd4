/** Programs the runner starts: what they print is kept, and shown only when they fail. */
import { type ChildProcess, spawn } from 'node:child_process'

export type Finished = { code: number; output: string }
const running = new Set<ChildProcess>()

/** Ends everything that is still running, for a runner that is told to stop. */
export function stopAll(): void {
  for (const child of running) child.kill('SIGTERM')
}

export function runCommand(
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string; onStart?: (child: ChildProcess) => void } = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const env = options.env ?? process.env
    const child = spawn(command, args, { cwd: options.cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    options.onStart?.(child)
    const output: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk))
    const end = (code: number) => {
      running.delete(child)
      resolve({ code, output: Buffer.concat(output).toString('utf8') })
    }
    child.on('error', (error) => {
      output.push(Buffer.from(error.message))
      end(127)
    })
    child.on('close', (code) => end(code ?? 1))
  })
}
