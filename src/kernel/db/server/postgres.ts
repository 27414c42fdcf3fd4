import type { DatabaseConnection, Driver, TransactionSettings } from 'kysely'
import pg from 'pg'
import { AppError } from '#kernel/errors/model'
import { parseInstant } from './instant.ts'
import { PostgresConnection } from './postgres-connection.ts'
import { oid, parseInt8 } from './result.ts'
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
