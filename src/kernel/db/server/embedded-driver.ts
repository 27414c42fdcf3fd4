import type { CompiledQuery, DatabaseConnection, Driver, QueryResult, TransactionSettings } from 'kysely'
import { copyRequest } from './copy.ts'
import type { EmbeddedServer } from './embedded.ts'
import { refuseBesideTransaction, transactionBegins, transactionEnds } from './transaction-guard.ts'

class EmbeddedConnection implements DatabaseConnection {
  readonly #server: EmbeddedServer
  readonly release: () => void

  constructor(server: EmbeddedServer, release: () => void) {
    this.#server = server
    this.release = release
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const copy = copyRequest(query)
    if (copy) return { rows: [], numAffectedRows: BigInt(await this.#server.copy(copy.target, copy.chunks)) }
    const { rows, affected } = await this.#server.query(query.sql, query.parameters.map(toParameter))
    const result: QueryResult<R> = { rows: rows as R[] }
    return affected === undefined ? result : { ...result, numAffectedRows: BigInt(affected) }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query)
  }
}

/** Only what a worker can be sent: a Buffer would arrive as a view on its whole pool. */
function toParameter(value: unknown): unknown {
  return Buffer.isBuffer(value) ? new Uint8Array(value) : value
}

export class EmbeddedDriver implements Driver {
  readonly #server: EmbeddedServer

  constructor(server: EmbeddedServer) {
    this.#server = server
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    refuseBesideTransaction()
    return new EmbeddedConnection(this.#server, await this.#server.acquire())
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    transactionBegins(connection)
    const level = settings.isolationLevel === undefined ? '' : ` isolation level ${settings.isolationLevel}`
    await this.#server.query(`begin${level}`, [])
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    transactionEnds(connection)
    await this.#server.query('commit', [])
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    transactionEnds(connection)
    await this.#server.query('rollback', [])
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    ;(connection as EmbeddedConnection).release()
  }

  async destroy(): Promise<void> {}
}
