import { type RawBuilder, sql } from 'kysely'

const plain = /^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?$/
const columns = new Map<string, RawBuilder<unknown>>()

/**
 * A column of a table or alias (`e.stage`), to be put into a statement: made once for each name, where `sql.ref` reads
 * and quotes it each time. For names that the program knows; the list is kept for good.
 * @throws RangeError where the name is no plain identifier
 */
export function columnRef(name: string): RawBuilder<unknown> {
  const known = columns.get(name)
  if (known) return known
  if (!plain.test(name)) throw new RangeError(`not the name of a column: ${name}`)
  const made = sql.raw(`"${name.replace('.', '"."')}"`)
  columns.set(name, made)
  return made
}
