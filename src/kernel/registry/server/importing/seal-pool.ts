import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Keys } from '#kernel/crypto/server'
import type { RawHousehold } from '../../model/importing/rows.ts'
import { type SealedHousehold, sealHouseholds, type SealingKeys, type SealTask } from './seal.ts'

const perTask = 500
/** Below this, starting threads costs more than they save. */
const worthwhile = 5000
const threadsMax = 4

type Sealing = Omit<SealTask, 'households'> & {
  households: readonly RawHousehold[]
  /** Called as parts are done, with how many rows; what it throws ends the work. */
  onProgress: (rows: number) => Promise<void>
}

/** Threads that seal lists: started while the list is still being read, since they take a moment to come. */
export class SealPool {
  readonly #keys: SealingKeys
  readonly #workers: Worker[]

  constructor({ cipher, active, blindIndex }: Keys, rows: number) {
    this.#keys = { cipher, active, blindIndex }
    const count = rows < worthwhile ? 0 : Math.min(availableParallelism(), threadsMax)
    this.#workers = Array.from(
      { length: count },
      () => new Worker(new URL('./seal-worker.ts', import.meta.url), { workerData: this.#keys }),
    )
    // What goes wrong is told to whoever waits for a part.
    for (const worker of this.#workers) worker.on('error', () => undefined)
  }

  /** Seals a list in parts, on as many threads as there are processors, in the list's order. */
  async seal({ households, onProgress, ...rest }: Sealing): Promise<SealedHousehold[]> {
    const parts: RawHousehold[][] = []
    for (let start = 0; start < households.length; start += perTask)
      parts.push(households.slice(start, start + perTask))
    const done: SealedHousehold[][] = []
    let next = 0
    const work = async (seal: (task: SealTask) => SealedHousehold[] | Promise<SealedHousehold[]>) => {
      for (let index = next++; index < parts.length; index = next++) {
        const part = parts[index] ?? []
        done[index] = await seal({ ...rest, households: part })
        await onProgress(part.reduce((sum, { rows }) => sum + rows.length, 0))
      }
    }
    if (this.#workers.length === 0) await work((task) => sealHouseholds(this.#keys, task))
    else await Promise.all(this.#workers.map((worker) => work((task) => ask(worker, task))))
    return done.flat()
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }
}

function ask(worker: Worker, task: SealTask): Promise<SealedHousehold[]> {
  const { promise, resolve, reject } = Promise.withResolvers<SealedHousehold[]>()
  const failed = (error: unknown) => reject(error instanceof Error ? error : new Error(String(error)))
  worker.once('error', failed)
  worker.once('message', (sealed: SealedHousehold[]) => {
    worker.off('error', failed)
    resolve(sealed)
  })
  worker.postMessage(task)
  return promise
}
