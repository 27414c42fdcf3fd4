import { CompiledQuery } from 'kysely'
import type { Database, Tx } from './database.ts'

const last = new WeakSet<object>()

/** Whether the transaction ends with this query: asked by the drivers. */
export function endsTransaction(query: CompiledQuery): boolean {
  return last.has(query)
}

/**
 * Runs a statement whose text the caller keeps, with parameters `$1`…: where a thousand run a second, building and
 * compiling the same text each time costs as much as sending it.
 * @param ending that nothing follows it in its transaction: PostgreSQL is sent `commit` in the same breath, a round
 *   trip less. The transaction stands once this has answered; whatever is asked of it afterwards is refused.
 * @returns the rows
 */
export async function runStatement<Row>(
  db: Database | Tx,
  text: string,
  parameters: readonly unknown[],
  ending?: 'ends_transaction',
): Promise<Row[]> {
  const query = CompiledQuery.raw(text, [...parameters])
  if (ending) last.add(query)
  const { rows } = await db.executeQuery<Row>(query as CompiledQuery<Row>)
  return rows
}
