import { AsyncLocalStorage } from 'node:async_hooks'
import type { DatabaseConnection } from 'kysely'

type Mark = { open: boolean }

const current = new AsyncLocalStorage<Mark>()
const marks = new WeakMap<DatabaseConnection, Mark>()

/**
 * A query that asks for a connection of its own while its call chain holds a transaction would wait for itself: on the
 * embedded database at once and for ever, on PostgreSQL when the pool is used up. It fails instead, the same on both.
 */
export function refuseBesideTransaction(): void {
  if (current.getStore()?.open) throw new Error('a query inside a transaction must go through it')
}

export function transactionBegins(connection: DatabaseConnection): void {
  const mark = { open: true }
  marks.set(connection, mark)
  current.enterWith(mark)
}

export function transactionEnds(connection: DatabaseConnection): void {
  const mark = marks.get(connection)
  if (mark) mark.open = false
}
