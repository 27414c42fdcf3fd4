import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type CopyRequest, copyRequest } from './copy.ts'
import { endsTransaction, keepsPlan } from './statement.ts'
import { togetherRequest } from './together.ts'

/** Statements are prepared once per connection and text (twice the speed of unprepared ones), up to this many. */
const preparedMax = 400
const names = new Map<string, string>()

function statementName(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= preparedMax || !keepsPlan(text)) return known
  const name = createHash('sha1').update(text).digest('hex').slice(0, 20)
  names.set(text, name)
  return name
}

function configOf({ sql: text, parameters }: CompiledQuery): pg.QueryConfig {
  const values = parameters as unknown[]
  const name = values.length > 0 ? statementName(text) : undefined
  return name === undefined ? { text, values } : { text, values, name }
}

/** One connection of the pool, as Kysely uses it. */
export class PostgresConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  /** A `begin` that waits to be sent together with the transaction's first statement: a round trip less for each. */
  #opening: string | undefined
  /** The transaction went with its last statement. */
  #ended = false

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  begin(text: string): void {
    this.#opening = text
    this.#ended = false
  }

  /** Sends `commit` or `rollback`; a transaction that never said anything was never opened. */
  async end(text: string): Promise<void> {
    if (this.#opening === undefined && !this.#ended) await this.#client.query(text)
    this.#opening = undefined
    this.#ended = false
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#ended) throw new Error('the transaction has ended with its last statement')
    const copy = copyRequest(query)
    if (copy) return { rows: [], numAffectedRows: await this.#copy(copy) }
    const together = togetherRequest(query)
    if (together) return { rows: (await this.#inOneGo(together.queries)) as R[] }
    const config = configOf(query)
    const ending = endsTransaction(query)
    const result = await (this.#opening === undefined && !ending
      ? this.#client.query(config)
      : this.#together(config, ending))
    const rows = (result.rows ?? []) as R[]
    return result.rowCount === null ? { rows } : { rows, numAffectedRows: BigInt(result.rowCount) }
  }

  async #copy({ target, chunks }: CopyRequest): Promise<bigint> {
    if (this.#opening !== undefined) await this.#client.query(this.#opening)
    this.#opening = undefined
    this.#pipeline(false)
    const stream = this.#client.query(copyFrom(`copy ${target} from stdin`))
    await pipeline(Readable.from(chunks), stream)
    return BigInt(stream.rowCount)
  }

  /** A COPY holds the line for itself: until the connection is given back, statements wait for each other. */
  #pipeline(on: boolean): void {
    Object.assign(this.#client, { pipeline: on })
  }

  release(broken: boolean): void {
    this.#pipeline(true)
    this.#client.release(broken)
  }

  /** A statement with the `begin` before it, the `commit` after it, or both. Where it fails, PostgreSQL rolls back. */
  async #together(config: pg.QueryConfig, ending: boolean): Promise<pg.QueryResult> {
    this.#ended = ending
    const before = this.#takeOpening()
    const results = await this.#send([...before, config, ...(ending ? [{ text: 'commit' }] : [])])
    return results[before.length] as pg.QueryResult
  }

  #takeOpening(): { text: string }[] {
    const opening = this.#opening
    this.#opening = undefined
    return opening === undefined ? [] : [{ text: opening }]
  }

  async #inOneGo(queries: readonly CompiledQuery[]): Promise<unknown[][]> {
    const before = this.#takeOpening()
    const results = await this.#send([...before, ...queries.map(configOf)])
    return results.slice(before.length).map(({ rows }) => rows)
  }

  /** All in one write. Every answer is waited for, so that none is left on the line for whoever is next. */
  async #send(configs: readonly pg.QueryConfig[]): Promise<pg.QueryResult[]> {
    const client = this.#client
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
    stream.cork()
    const sent = configs.map((config) => client.query(config))
    stream.uncork()
    const settled = await Promise.allSettled(sent)
    return settled.map((one) => {
      if (one.status === 'rejected') throw one.reason
      return one.value
    })
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query)
  }
}
