import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { LocalText } from '#kernel/i18n/model'
import { servedLayer } from '../../model/cells/people/people.ts'

/** What cells are called now, by their codes. */
export async function cellNames(db: Database, codes: readonly string[]): Promise<Map<string, LocalText>> {
  const { rows } = await sql<{ code: string; name: LocalText }>`
    select code, name from cell where layer = ${servedLayer} and code = any(${[...codes]}::text[])`.execute(
    db,
  )
  return new Map(rows.map(({ code, name }) => [code, name]))
}
