import { CompiledQuery, type RawBuilder } from 'kysely'
import type { Database } from './database.ts'

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
 * Two queries that don't need each other's answers, on one connection in one round trip: a page of a list and its
 * count. On two connections of their own they cost the server twice the writing and the waking.
 * @returns the rows of each
 */
export async function executeTogether<First, Second>(
  db: Database,
  first: RawBuilder<First>,
  second: RawBuilder<Second>,
): Promise<[First[], Second[]]> {
  const request = new TogetherRequest([first.compile(db), second.compile(db)])
  const { rows } = await db.executeQuery<unknown[]>(
    CompiledQuery.raw('', [request]) as CompiledQuery<unknown[]>,
  )
  return rows as [First[], Second[]]
}
