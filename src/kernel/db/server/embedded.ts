import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Answer } from './result.ts'

type Waiting = { resolve(value: unknown): void; reject(error: Error): void }
type Reply = {
  id?: number
  value?: unknown
  error?: Record<string, unknown>
  ready?: true
  failed?: Record<string, unknown>
  channel?: string
  payload?: string
}

const root = join(import.meta.dirname, '../../../..')

/** An initialised cluster, kept beside the installed packages because it depends on nothing but their versions. */
function snapshotFile(): string {
  const versions = ['@electric-sql/pglite', '@electric-sql/pglite-postgis'].map((name) => {
    const file = join(root, 'node_modules', name, 'package.json')
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
  })
  const key = createHash('sha256').update(versions.join()).digest('hex').slice(0, 12)
  return join(root, 'node_modules/.cache/yiwang', `cluster-${key}.tar.gz`)
}

/** The main thread's end of the worker that runs PGlite. One connection: transactions take turns. */
export class EmbeddedServer {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  readonly #listeners = new Map<string, Set<(payload: string) => void>>()
  #next = 1
  #turn: Promise<void> = Promise.resolve()
  /** Who has the turn and who waits for it. */
  #asking = 0

  private constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (reply: Reply) => this.#receive(reply))
    worker.on('error', (error) => this.#failAll(error instanceof Error ? error : new Error(String(error))))
    worker.on('exit', () => this.#failAll(new Error('the embedded database has stopped')))
  }

  static async open(dataDir: string | undefined): Promise<EmbeddedServer> {
    const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), {
      workerData: { dataDir, snapshot: snapshotFile() },
    })
    await new Promise<void>((resolve, reject) => {
      worker.once('message', (reply: Reply) => {
        if (reply.failed) reject(toError(reply.failed))
        else resolve()
      })
      worker.once('error', reject)
    })
    return new EmbeddedServer(worker)
  }

  /** Waits for its turn on the only connection; the returned function gives the turn on. */
  async acquire(): Promise<() => void> {
    const before = this.#turn
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#turn = promise
    this.#asking += 1
    await before
    return () => {
      this.#asking -= 1
      resolve()
    }
  }

  load(): { open: number; idle: number; queued: number } {
    return { open: 1, idle: this.#asking === 0 ? 1 : 0, queued: Math.max(0, this.#asking - 1) }
  }

  async exclusive<T>(work: () => Promise<T>): Promise<T> {
    const release = await this.acquire()
    try {
      return await work()
    } finally {
      release()
    }
  }

  async query(text: string, values: readonly unknown[]): Promise<Answer> {
    const answer = (await this.#ask({ op: 'query', text, values })) as Answer & { bytea: string[] }
    for (const name of answer.bytea) {
      for (const row of answer.rows) {
        const value = row[name]
        if (value instanceof Uint8Array)
          row[name] = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
      }
    }
    return answer
  }

  /** Adds rows by COPY; answers how many. */
  async copy(target: string, chunks: readonly Uint8Array[]): Promise<number> {
    return Number(await this.#ask({ op: 'copy', target, chunks: [...chunks] }))
  }

  async script(texts: readonly string[]): Promise<void> {
    for (const [script, text] of texts.entries()) {
      try {
        await this.#ask({ op: 'script', text })
      } catch (error) {
        await this.#ask({ op: 'script', text: 'rollback' })
        throw Object.assign(error as Error, { script })
      }
    }
  }

  async listen(channel: string, callback: (payload: string) => void): Promise<() => Promise<void>> {
    const known = this.#listeners.get(channel)
    if (known) known.add(callback)
    else {
      this.#listeners.set(channel, new Set([callback]))
      await this.exclusive(() => this.#ask({ op: 'listen', channel }))
    }
    return async () => {
      const listeners = this.#listeners.get(channel)
      listeners?.delete(callback)
      if (listeners?.size !== 0) return
      this.#listeners.delete(channel)
      await this.exclusive(() => this.#ask({ op: 'unlisten', channel }))
    }
  }

  async close(): Promise<void> {
    await this.exclusive(() => this.#ask({ op: 'close' }))
    this.#worker.removeAllListeners('exit')
    await this.#worker.terminate()
  }

  #ask(request: Record<string, unknown>): Promise<unknown> {
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ ...request, id })
    })
  }

  #receive(reply: Reply): void {
    if (reply.channel !== undefined) {
      for (const callback of this.#listeners.get(reply.channel) ?? []) callback(reply.payload ?? '')
      return
    }
    if (reply.id === undefined) return
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if (reply.error) waiting?.reject(toError(reply.error))
    else waiting?.resolve(reply.value)
  }

  #failAll(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error)
    this.#waiting.clear()
  }
}

function toError(fields: Record<string, unknown>): Error {
  return Object.assign(new Error(String(fields['message'])), fields)
}
