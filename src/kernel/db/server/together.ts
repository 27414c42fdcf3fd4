import { CompiledQuery, type RawBuilder } from 'kysely'
import type { Database, Tx } from './database.ts'

/** What the drivers see of queries that are sent in one go. */
export class TogetherRequest {
  readonly queries: readonly CompiledQuery[]

  constructor(queries: readonly CompiledQuery[]) {
    this.queries = queries
  }
}

export function togetherRequest({ parameters }: CompiledQuery): TogetherRequest | undefined {
  return parameters[0] instanceof TogetherRequest ? parameters[0] : undefined
}

/**
 * Queries that don't need each other's answers, on one connection in one round trip: a page of a list and its count, or
 * what several callers lock. On connections of their own they cost the server as many writings and wakings.
 * @returns the rows of each
 */
export async function executeTogether<const Rows extends readonly unknown[]>(
  db: Database | Tx,
  queries: { readonly [K in keyof Rows]: RawBuilder<Rows[K]> },
): Promise<{ -readonly [K in keyof Rows]: Rows[K][] }> {
  const request = new TogetherRequest(queries.map((query) => query.compile(db)))
  const { rows } = await db.executeQuery<unknown[]>(
    CompiledQuery.raw('', [request]) as CompiledQuery<unknown[]>,
  )
  return rows as { -readonly [K in keyof Rows]: Rows[K][] }
}
