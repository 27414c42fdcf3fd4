import { once } from 'node:events'
import type { Socket } from 'node:net'
import pg from 'pg'

type Wire = {
  stream: Socket
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

const chunkBytes = 1 << 18

/** One COPY … FROM STDIN on a connection of its own, fed line by line. */
export class CopyInto {
  readonly #client: pg.Client
  readonly #statement: string
  #wire: Wire | undefined
  #lines: string[] = []
  #size = 0
  #done = Promise.withResolvers<void>()

  constructor(url: string, table: string, columns: readonly string[]) {
    this.#client = new pg.Client({ connectionString: url, application_name: 'yiwang-bench' })
    this.#statement = `copy ${table} (${columns.join(', ')}) from stdin`
  }

  async open(): Promise<void> {
    await this.#client.connect()
    await this.#client.query('set synchronous_commit = off')
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const fail = (error: Error) => {
      reject(error)
      this.#done.reject(error)
    }
    // Handled wherever it is awaited; a failure while lines are still written must not end the process.
    this.#done.promise.catch(() => undefined)
    const statement = {
      submit: (wire: Wire) => {
        this.#wire = wire
        wire.query(this.#statement)
      },
      handleCopyInResponse: () => resolve(),
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => this.#done.resolve(),
      handleError: fail,
    }
    this.#client.query(statement as unknown as pg.Submittable)
    await promise
  }

  readonly write = (line: string): void => {
    this.#lines.push(line)
    this.#size += line.length
    if (this.#size >= chunkBytes) this.#flush()
  }

  #flush(): void {
    if (this.#lines.length === 0) return
    this.#wire?.sendCopyFromChunk(Buffer.from(this.#lines.join(''), 'utf8'))
    this.#lines = []
    this.#size = 0
  }

  /** Waits until the server has taken what was sent. */
  async breathe(): Promise<void> {
    const stream = this.#wire?.stream
    if (stream?.writableNeedDrain) await Promise.race([once(stream, 'drain'), this.#done.promise])
  }

  async close(): Promise<void> {
    this.#flush()
    this.#wire?.endCopyFrom()
    await this.#done.promise
    await this.#client.end()
  }
}
