import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Keys } from '#kernel/crypto/server'
import type { RawHousehold } from '../../model/importing/rows.ts'
import {
  type HouseholdHead,
  ListPart,
  type ReadTask,
  type SealedPart,
  type SealingKeys,
  type SealTask,
} from './seal.ts'
import type { PartTask } from './seal-worker.ts'

const perPart = 1000
/** Below this, starting threads costs more than they save. */
const worthwhile = 5000
const threadsMax = 4
/** So many parts are sealed ahead of the one that is being written. */
const ahead = 4

type Reading = Omit<ReadTask, 'households'> & {
  households: readonly RawHousehold[]
  /** Called as parts are done, with how many rows; what it throws ends the work. */
  onProgress: (rows: number) => Promise<void>
}
type Sealing = Omit<SealTask, 'without'> & { refused: ReadonlySet<HouseholdHead> }

/** Threads that read and seal lists: started while the list is still being opened, since they take a moment to come. */
export class SealPool {
  readonly #keys: SealingKeys
  readonly #workers: Asked[]
  /** The parts of the list with whoever read them. */
  #parts: { heads: HouseholdHead[]; seal: (task: SealTask) => Promise<SealedPart> }[] = []

  constructor({ cipher, active, blindIndex }: Keys, rows: number) {
    this.#keys = { cipher, active, blindIndex }
    const count = rows < worthwhile ? 0 : Math.min(availableParallelism(), threadsMax)
    this.#workers = Array.from({ length: count }, () => new Asked(this.#keys))
  }

  /** Reads a list in parts, on as many threads as there are processors; answers the households in the list's order. */
  async read({ households, onProgress, ...rest }: Reading): Promise<HouseholdHead[]> {
    const slices: RawHousehold[][] = []
    for (let start = 0; start < households.length; start += perPart)
      slices.push(households.slice(start, start + perPart))
    let next = 0
    const work = async (worker: Asked | undefined) => {
      for (let part = next++; part < slices.length; part = next++) {
        const slice = slices[part] ?? []
        this.#parts[part] = await this.#readPart(worker, part, { ...rest, households: slice })
        await onProgress(slice.reduce((sum, { rows }) => sum + rows.length, 0))
      }
    }
    await Promise.all(this.#workers.length === 0 ? [work(undefined)] : this.#workers.map(work))
    return this.#parts.flatMap(({ heads }) => heads)
  }

  async #readPart(worker: Asked | undefined, part: number, read: ReadTask) {
    if (worker) {
      const heads = (await worker.ask({ part, read })) as HouseholdHead[]
      return { heads, seal: async (seal: SealTask) => (await worker.ask({ part, seal })) as SealedPart }
    }
    const own = new ListPart(this.#keys, read)
    return { heads: own.heads, seal: async (task: SealTask) => own.seal(task) }
  }

  /** The list's rows as they are to be written, without refused households; some parts are sealed ahead. */
  async *seal({ refused, ...rest }: Sealing): AsyncGenerator<SealedPart> {
    const parts = this.#parts
    const begin = (index: number) => {
      const part = parts[index]
      if (!part) return undefined
      const without = part.heads.flatMap((head, place) => (refused.has(head) ? [place] : []))
      const sealed = part.seal({ ...rest, without })
      // Told to whoever takes the part in its turn.
      sealed.catch(() => undefined)
      return sealed
    }
    const begun = parts.slice(0, ahead).map((_, index) => begin(index))
    for (let index = 0; index < parts.length; index += 1) {
      const sealed = await begun.shift()
      begun.push(begin(index + ahead))
      if (sealed) yield sealed
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.close()))
  }
}

type Waiting = { resolve: (answer: unknown) => void; reject: (error: Error) => void }

/** A thread that answers in the order it is asked. */
class Asked {
  readonly #worker: Worker
  readonly #waiting: Waiting[] = []
  #failed: Error | undefined

  constructor(keys: SealingKeys) {
    this.#worker = new Worker(new URL('./seal-worker.ts', import.meta.url), { workerData: keys })
    this.#worker.on('message', (answer) => {
      this.#waiting.shift()?.resolve(answer)
      // A list that waits for its run keeps no program from ending.
      if (this.#waiting.length === 0) this.#worker.unref()
    })
    this.#worker.on('error', (error) => {
      this.#failed = error instanceof Error ? error : new Error(String(error))
      for (const { reject } of this.#waiting.splice(0)) reject(this.#failed)
    })
  }

  ask(task: PartTask): Promise<unknown> {
    if (this.#failed) return Promise.reject(this.#failed)
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    this.#waiting.push({ resolve, reject })
    this.#worker.ref()
    this.#worker.postMessage(task)
    return promise
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }
}
