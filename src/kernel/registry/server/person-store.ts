import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { PersonQuery } from '../model/person.ts'
import { readSearchText } from '../model/search-text.ts'
import { beginning, liesIn, visibleTo } from './record-store.ts'

/** What a list of persons is narrowed to; numbers are looked up by their blind index. */
export function personConditions(
  actor: Actor,
  { q, division }: PersonQuery,
  blindIndexOf: (column: 'person.id_number' | 'person.phone', value: string) => Buffer,
): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [visibleTo(actor, 'person'), sql`person.erased_at is null`]
  if (division) conditions.push(liesIn('person', division))
  if (!q) return conditions
  const search = readSearchText(q)
  switch (search.kind) {
    case 'id_number':
      conditions.push(sql`id_number_index = ${blindIndexOf('person.id_number', search.value)}`)
      break
    case 'phone':
      conditions.push(sql`phone_index = ${blindIndexOf('person.phone', search.value)}`)
      break
    case 'pinyin':
      conditions.push(
        sql`(pinyin like ${beginning(search.value)} or initials like ${beginning(search.value)})`,
      )
      break
    case 'text':
      conditions.push(sql`name like ${beginning(search.value)}`)
      break
  }
  return conditions
}

/** Whether anybody in the register comes from the source. */
export async function hasPersonFrom(db: Database, source: string): Promise<boolean> {
  const { rows } = await sql`select from person where source = ${source} limit 1`.execute(db)
  return rows.length > 0
}
