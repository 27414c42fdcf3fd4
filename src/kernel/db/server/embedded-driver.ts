import type { CompiledQuery, DatabaseConnection, Driver, QueryResult, TransactionSettings } from 'kysely'
import { copyRequest } from './copy.ts'
import type { EmbeddedServer } from './embedded.ts'
import { endsTransaction } from './statement.ts'
import { togetherRequest } from './together.ts'
import { refuseBesideTransaction, transactionBegins, transactionEnds } from './transaction-guard.ts'

class EmbeddedConnection implements DatabaseConnection {
  readonly #server: EmbeddedServer
  readonly release: () => void
  /** The transaction went with its last statement. */
  #ended = false

  constructor(server: EmbeddedServer, release: () => void) {
    this.#server = server
    this.release = release
  }

  async begin(text: string): Promise<void> {
    this.#ended = false
    await this.#server.query(text, [])
  }

  async end(text: string): Promise<void> {
    if (!this.#ended) await this.#server.query(text, [])
    this.#ended = false
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#ended) throw new Error('the transaction has ended with its last statement')
    const copy = copyRequest(query)
    if (copy) return { rows: [], numAffectedRows: BigInt(await this.#server.copy(copy.target, copy.chunks)) }
    const together = togetherRequest(query)
    if (together) {
      const answers: unknown[] = []
      for (const one of together.queries) answers.push((await this.executeQuery(one)).rows)
      return { rows: answers as R[] }
    }
    const { rows, affected } = await this.#server.query(query.sql, query.parameters.map(toParameter))
    if (endsTransaction(query)) {
      await this.end('commit')
      this.#ended = true
    }
    const result: QueryResult<R> = { rows: rows as R[] }
    return affected === undefined ? result : { ...result, numAffectedRows: BigInt(affected) }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query)
  }
}

/** Only what a worker can be sent: a Buffer would arrive as a view on its whole pool. */
function toParameter(value: unknown): unknown {
  if (value instanceof Date) return readable(value)
  return Buffer.isBuffer(value) ? new Uint8Array(value) : value
}

/** PGlite sends an instant as ISO 8601 has it, whose year 0, signs and six figures PostgreSQL doesn't read. */
function readable(instant: Date): Date | string {
  const year = instant.getUTCFullYear()
  if (!(year < 1 || year > 9999)) return instant
  const rest = instant.toISOString().slice(-'-01-01T00:00:00.000Z'.length)
  const [count, era] = year < 1 ? [1 - year, ' BC'] : [year, '']
  return `${String(count).padStart(4, '0')}${rest}${era}`
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
    await (connection as EmbeddedConnection).begin(`begin${level}`)
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    transactionEnds(connection)
    await (connection as EmbeddedConnection).end('commit')
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    transactionEnds(connection)
    await (connection as EmbeddedConnection).end('rollback')
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    ;(connection as EmbeddedConnection).release()
  }

  async destroy(): Promise<void> {}
}
