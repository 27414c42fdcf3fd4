import {
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Transaction,
} from 'kysely'
import { AppError } from '#kernel/errors/model'
import '../model/messages.ts'
import { EmbeddedServer } from './embedded.ts'
import { EmbeddedDriver } from './embedded-driver.ts'
import { lockFolder } from './folder-lock.ts'
import { PostgresServer } from './postgres.ts'

/** Rows are typed where they are used: `db.withTables<DivisionTables>()`. */
export type Database = Kysely<object>
export type Tx = Transaction<object>

export type DatabaseHandle = {
  readonly kind: 'embedded' | 'postgres'
  readonly db: Database
  /**
   * Runs scripts of several statements each, without parameters, one after the other on one connection. What fails
   * leaves no transaction open, and the error says by `script` which of them it was.
   */
  script(...texts: readonly string[]): Promise<void>
  /**
   * Calls back for every NOTIFY on the channel, from this and any other process; returns how to stop. While the line is
   * down notifications are lost: `onGap` is called once it stands again.
   */
  listen(
    channel: string,
    callback: (payload: string) => void,
    onGap?: () => void,
  ): Promise<() => Promise<void>>
  /** Connections of this process, how many of them do nothing, and how many requests wait for one. */
  load: () => { open: number; idle: number; queued: number }
  close(): Promise<void>
}

type Options = {
  /** A PostgreSQL ≥ 15 with PostGIS: `postgres://user@host/database`. Without it, the embedded database. */
  url?: string | undefined
  /** Folder of the embedded database; without it, it lives in memory. */
  dataDir?: string | undefined
  /** Connections at most, on PostgreSQL. */
  poolSize?: number
}

/**
 * Opens the database: PostgreSQL where `url` is given, else PGlite (PostgreSQL in WebAssembly) in a worker thread.
 * Both answer the same types: bigint as number, date as `YYYY-MM-DD`, timestamptz as Date, numeric as string.
 * @throws AppError db.in_use when another process holds the folder; db.unreachable when PostgreSQL doesn't answer.
 */
export async function openDatabase(options: Options = {}): Promise<DatabaseHandle> {
  return options.url ? openPostgres(options.url, options.poolSize ?? 10) : openEmbedded(options.dataDir)
}

async function openPostgres(url: string, poolSize: number): Promise<DatabaseHandle> {
  const server = new PostgresServer(url, poolSize)
  try {
    await server.check()
  } catch (error) {
    await server.close()
    throw error
  }
  const db = new Kysely<object>({ dialect: dialect(() => server.driver()) })
  return {
    kind: 'postgres',
    db,
    script: (...texts) => server.script(texts),
    load: () => server.load(),
    listen: (channel, callback, onGap) => server.listen(channel, callback, onGap),
    close: async () => {
      await db.destroy()
      await server.close()
    },
  }
}

async function openEmbedded(dataDir: string | undefined): Promise<DatabaseHandle> {
  const lock = dataDir === undefined ? undefined : lockFolder(dataDir)
  let server: EmbeddedServer
  try {
    server = await EmbeddedServer.open(dataDir)
  } catch (error) {
    lock?.release()
    throw new AppError('db.cannot_open', { status: 500, params: { folder: dataDir ?? '' }, cause: error })
  }
  const db = new Kysely<object>({ dialect: dialect(() => new EmbeddedDriver(server)) })
  return {
    kind: 'embedded',
    db,
    script: (...texts) => server.exclusive(() => server.script(texts)),
    load: () => server.load(),
    listen: (channel, callback) => server.listen(channel, callback),
    close: async () => {
      await db.destroy()
      await server.close()
      lock?.release()
    },
  }
}

function dialect(createDriver: Dialect['createDriver']): Dialect {
  return {
    createDriver,
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  }
}
