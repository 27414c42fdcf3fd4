import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import programFlags from '../../bin/node-flags.json' with { type: 'json' }
import type { Answer, Order, Ready, Reply } from './messages.ts'

/** In a started process: says that it is ready, then does what it is told, one thing after the other, until `stop`. */
export function obey(answer: (order: Order) => Promise<Answer>, ready: Ready | true): void {
  process.on('message', (order: Order) => {
    void (async () => {
      let reply: Reply
      try {
        reply = { answer: await answer(order) }
      } catch (error) {
        reply = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
      }
      const stops = order.what === 'stop'
      process.send?.(reply, undefined, undefined, () => {
        if (stops) process.exit(0)
      })
    })()
  })
  // A bench that was killed leaves no server behind.
  process.on('disconnect', () => process.exit(1))
  process.send?.({ ready })
}

const canPin = process.platform === 'linux' && spawnSync('taskset', ['-V']).status === 0

/** A process of the bench, kept to one core where `taskset` is there. */
export class Worker {
  readonly #child: ChildProcess

  private constructor(child: ChildProcess) {
    this.#child = child
    // Every order waits for an answer and for an end.
    child.setMaxListeners(0)
  }

  static readonly pins = canPin

  static async start<T>(file: string, core: number, args: readonly string[] = []): Promise<[Worker, T]> {
    const path = join(import.meta.dirname, file)
    const command = [
      ...(canPin ? ['taskset', '-c', String(core)] : []),
      process.execPath,
      ...nodeOptions(file),
    ]
    const child = spawn(command[0] as string, [...command.slice(1), path, ...args], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const [message] = (await Promise.race([once(child, 'message'), exitOf(child, file)])) as [{ ready: T }]
    return [new Worker(child), message.ready]
  }

  async ask<T extends Answer>(order: Order): Promise<T> {
    this.#child.send(order)
    const [reply] = (await Promise.race([once(this.#child, 'message'), exitOf(this.#child, order.what)])) as [
      Reply,
    ]
    if ('error' in reply) throw new Error(reply.error)
    return reply.answer as T
  }

  async stop(at: 'server' | 'load'): Promise<void> {
    const gone = once(this.#child, 'exit')
    await this.ask({ at, what: 'stop' })
    await gone
  }

  kill(): void {
    this.#child.kill()
  }
}

/** Servers run as `yiwang serve` does. `YIWANG_BENCH_PROFILE=folder` writes a CPU profile of the server there. */
function nodeOptions(file: string): string[] {
  if (!/^(server|open311)-/.test(file)) return []
  const folder = process.env['YIWANG_BENCH_PROFILE']
  return [...programFlags, ...(folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [])]
}

async function exitOf(child: ChildProcess, what: string): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null]
  throw new Error(`${what} ended with ${code}`)
}
