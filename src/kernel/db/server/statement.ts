import { CompiledQuery, type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from './database.ts'

const last = new WeakSet<object>()

/** Whether the transaction ends with this query: asked by the drivers. */
export function endsTransaction(query: CompiledQuery): boolean {
  return last.has(query)
}

const anew = '/* planned anew */'

/**
 * Stands in a statement that PostgreSQL is to plan each time with the values asked for: where a condition names one row
 * in a thousand or all of them, the plan that is kept after five runs knows neither.
 */
export const plannedAnew: RawBuilder<unknown> = sql.raw(anew)

/** Whether its plan may be kept: asked by the driver. */
export function keepsPlan(text: string): boolean {
  return !text.includes(anew)
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
