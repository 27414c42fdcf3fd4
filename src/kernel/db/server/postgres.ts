import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult, TransactionSettings } from 'kysely'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { AppError } from '#kernel/errors/model'
import { type CopyRequest, copyRequest } from './copy.ts'
import { parseInstant } from './instant.ts'
import { oid, parseInt8 } from './result.ts'
import { endsTransaction } from './statement.ts'
import { togetherRequest } from './together.ts'
import { refuseBesideTransaction, transactionBegins, transactionEnds } from './transaction-guard.ts'

const textArray = pg.types.getTypeParser(1009 as never) as (text: string) => (string | null)[]

const types: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format: never) => {
    if (id === oid.int8) return parseInt8
    if (id === oid.timestamptz) return parseInstant
    if (id === oid.date) return (text: string) => text
    if (id === oid.dateArray) return textArray
    if (id === oid.int8Array) return (text: string) => textArray(text).map((item) => item && parseInt8(item))
    return pg.types.getTypeParser(id as never, format)
  }) as never,
}

/** Statements are prepared once per connection and text (twice the speed of unprepared ones), up to this many. */
const preparedMax = 400
const names = new Map<string, string>()

function statementName(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= preparedMax) return known
  const name = createHash('sha1').update(text).digest('hex').slice(0, 20)
  names.set(text, name)
  return name
}

function configOf({ sql: text, parameters }: CompiledQuery): pg.QueryConfig {
  const values = parameters as unknown[]
  const name = values.length > 0 ? statementName(text) : undefined
  return name === undefined ? { text, values } : { text, values, name }
}

class PostgresConnection implements DatabaseConnection {
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
    const opening = this.#opening
    this.#opening = undefined
    this.#ended = ending
    const before = opening === undefined ? [] : [{ text: opening }]
    const results = await this.#send([...before, config, ...(ending ? [{ text: 'commit' }] : [])])
    return results[before.length] as pg.QueryResult
  }

  async #inOneGo(queries: readonly CompiledQuery[]): Promise<unknown[][]> {
    if (this.#opening !== undefined) await this.#client.query(this.#opening)
    this.#opening = undefined
    const results = await this.#send(queries.map(configOf))
    return results.map(({ rows }) => rows)
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

class PostgresDriver implements Driver {
  readonly #pool: pg.Pool
  /** Connections whose transaction may be in an unknown state: they are thrown away, not reused. */
  readonly #broken = new WeakSet<DatabaseConnection>()

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    refuseBesideTransaction()
    return new PostgresConnection(await this.#pool.connect())
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    transactionBegins(connection)
    const level = settings.isolationLevel === undefined ? '' : ` isolation level ${settings.isolationLevel}`
    ;(connection as PostgresConnection).begin(`begin${level}`)
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    transactionEnds(connection)
    await this.#control(connection, 'commit')
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    transactionEnds(connection)
    await this.#control(connection, 'rollback')
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    ;(connection as PostgresConnection).release(this.#broken.has(connection))
  }

  async destroy(): Promise<void> {}

  async #control(connection: DatabaseConnection, text: string): Promise<void> {
    try {
      await (connection as PostgresConnection).end(text)
    } catch (error) {
      this.#broken.add(connection)
      throw error
    }
  }
}

const sessionSettings = [
  'timezone=Asia/Shanghai',
  'statement_timeout=60000',
  'jit=off',
  'max_parallel_workers_per_gather=0',
]

const listenAgainMs = 500

export class PostgresServer {
  readonly #url: string
  readonly #pool: pg.Pool

  constructor(url: string, poolSize: number) {
    this.#url = url
    this.#pool = new pg.Pool({
      connectionString: url,
      max: poolSize,
      // `begin` and the first statement go out together.
      pipeline: true,
      types,
      application_name: 'yiwang',
      connectionTimeoutMillis: 5000,
      // Short statements by many clients: compiling them and starting workers for one costs more than it saves.
      options: sessionSettings.map((setting) => `-c ${setting}`).join(' '),
    })
    // A connection that breaks fails what is asked of it and is replaced at the next use. Without a listener it would
    // end the process: the pool listens to those that are idle, nobody to one that is in use.
    this.#pool.on('error', () => undefined)
    this.#pool.on('connect', (client) => client.on('error', () => undefined))
  }

  driver(): Driver {
    return new PostgresDriver(this.#pool)
  }

  load(): { open: number; idle: number; queued: number } {
    const { totalCount: open, idleCount: idle, waitingCount: queued } = this.#pool
    return { open, idle, queued }
  }

  async check(): Promise<void> {
    let version: number
    let postgis: boolean
    try {
      const { rows } = await this.#pool.query(
        `select current_setting('server_version_num')::int as version,
          exists (select from pg_available_extensions where name = 'postgis') as postgis`,
      )
      version = rows[0].version
      postgis = rows[0].postgis
    } catch (error) {
      throw new AppError('db.unreachable', { status: 503, params: { reason: String(error) }, cause: error })
    }
    if (version < 150000)
      throw new AppError('db.too_old', { status: 500, params: { version: String(version) } })
    if (!postgis) throw new AppError('db.no_postgis', { status: 500 })
  }

  async script(texts: readonly string[]): Promise<void> {
    const client = await this.#pool.connect()
    let broken = false
    let script = 0
    try {
      for (const text of texts) {
        await client.query(text)
        script += 1
      }
    } catch (error) {
      broken = true
      throw Object.assign(error as Error, { script })
    } finally {
      client.release(broken)
    }
  }

  async listen(
    channel: string,
    callback: (payload: string) => void,
    onGap: () => void = () => undefined,
  ): Promise<() => Promise<void>> {
    let stopped = false
    let client: pg.Client | undefined
    let timer: NodeJS.Timeout | undefined
    const connect = async (again: boolean): Promise<void> => {
      const next = new pg.Client({
        connectionString: this.#url,
        application_name: 'yiwang-listen',
        connectionTimeoutMillis: 5000,
        keepAlive: true,
      })
      const lose = () => {
        if (client !== next) return
        client = undefined
        void next.end().catch(() => undefined)
        if (!stopped)
          timer = setTimeout(() => void connect(true).catch(() => undefined), listenAgainMs).unref()
      }
      client = next
      next.on('notification', (message) => callback(message.payload ?? ''))
      next.on('error', lose)
      next.on('end', lose)
      try {
        await next.connect()
        await next.query(`listen ${pg.escapeIdentifier(channel)}`)
      } catch (error) {
        // Whoever starts is told; later on it is tried until it stands.
        stopped ||= !again
        lose()
        throw error
      }
      if (again) onGap()
    }
    await connect(false)
    return async () => {
      stopped = true
      clearTimeout(timer)
      await client?.end()
    }
  }

  async close(): Promise<void> {
    await this.#pool.end()
  }
}
