import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Answer, Ask } from './served.ts'

type Outcome = Exclude<Answer, { state: string }> | 'killed'

/** The serving process seen from outside: asks, answers, and kill -9 at a chosen answer. */
export class KillableServer {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, (outcome: Outcome) => void>()
  readonly #gone: Promise<unknown>
  #answersLeft: number
  #stderr = ''
  /** Settles when the process takes requests; false when it was killed before that. */
  readonly ready: Promise<boolean>

  /** @param answersUntilKill after how many answers it is killed; 0: while it starts; infinite: never */
  constructor(root: string, url: string | undefined, answersUntilKill: number) {
    this.#answersLeft = answersUntilKill
    this.#child = fork(join(import.meta.dirname, 'served.ts'), [root, url ?? ''], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr += chunk.toString()
    })
    this.#gone = once(this.#child, 'exit')
    const { promise, resolve, reject } = Promise.withResolvers<boolean>()
    this.ready = promise
    this.#child.on('message', (answer: Answer) => {
      if (!('state' in answer)) this.#answered(answer)
      else if (answer.state === 'ready') resolve(true)
      else if (this.#answersLeft === 0) this.#kill()
    })
    void this.#gone.then(() => {
      if (this.#child.signalCode === 'SIGKILL') resolve(false)
      else reject(new Error(`the server ended by itself: ${this.#stderr}`))
      for (const settle of this.#waiting.values()) settle('killed')
      this.#waiting.clear()
    })
  }

  get killed(): boolean {
    return this.#child.signalCode === 'SIGKILL' || this.#child.killed
  }

  async ask(ask: Ask): Promise<Outcome> {
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    this.#waiting.set(ask.id, resolve)
    if (!this.#child.connected) return 'killed'
    this.#child.send(ask, () => undefined)
    return promise
  }

  /** Resolves when the process is gone, however it went. */
  async gone(): Promise<{ code: number | null; stderr: string }> {
    await this.#gone
    return { code: this.#child.exitCode, stderr: this.#stderr }
  }

  async stop(): Promise<{ code: number | null; stderr: string }> {
    this.#child.send('stop')
    return this.gone()
  }

  #answered(answer: Exclude<Answer, { state: string }>): void {
    this.#waiting.get(answer.id)?.(answer)
    this.#waiting.delete(answer.id)
    this.#answersLeft -= 1
    if (this.#answersLeft === 0) this.#kill()
  }

  #kill(): void {
    this.#child.kill('SIGKILL')
  }
}
