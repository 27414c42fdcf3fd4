import { sql } from 'kysely'
import { copyInto, copyLine, type Database } from '#kernel/db/server'
import { nameKeys } from '#kernel/registry/server'
import type { Patient } from './load.ts'

const batch = 20_000
const columns = ['id', 'ledger_id', 'name', 'pinyin', 'initials', 'division_code']
type Unnamed = { id: string; ledger_id: number; name: string; title: string; division_code: string }

/** Makes entries findable by their titles as the relay does: with the pinyin, which PostgreSQL can't make. */
export async function makeFindable(db: Database): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000', read = batch; read === batch; ) {
    const { rows } = await sql<Unnamed>`
      select id, ledger_id, lower(title collate "C") as name, title, division_code from entry e
      where id > ${after}::uuid order by id limit ${batch}`.execute(db)
    const { rows: known } = await sql<{ id: string }>`
      select id from search_entry where id > ${after}::uuid and id <= ${rows.at(-1)?.id ?? after}::uuid`.execute(
      db,
    )
    const named = new Set(known.map(({ id }) => id))
    const lines = rows
      .filter(({ id }) => !named.has(id))
      .map((row) => {
        const { pinyin, initials } = nameKeys(row.title)
        return copyLine([row.id, row.ledger_id, row.name, pinyin, initials, row.division_code])
      })
    await db
      .transaction()
      .execute((tx) => copyInto(tx, 'search_entry', columns, [Buffer.from(lines.join(''))]))
    read = rows.length
    after = rows.at(-1)?.id ?? after
  }
}

/** Takes the index of keys off; the returned function builds it over all rows, which takes a third of the time. */
export async function withoutKeys(run: Patient): Promise<() => Promise<void>> {
  const [index] = await run(
    `select indexdef as definition from pg_indexes where indexname = 'search_entry_keys'`,
  )
  await run('drop index search_entry_keys')
  return async () => {
    await run(index?.definition ?? '')
    // Said by a migration, and no part of the definition.
    await run('alter index search_entry_keys alter column 1 set statistics 0')
  }
}
