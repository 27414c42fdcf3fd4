import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { PersonQuery } from '../model/person.ts'
import { readSearchText } from '../model/search-text.ts'
import { beginsWith, liesIn, visibleTo } from './record-store.ts'

/** What a list of persons is narrowed to. A whole number is no part of it: it is looked up on record. */
export function personConditions(actor: Actor, { q, division }: PersonQuery): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [visibleTo(actor, 'person'), sql`person.erased_at is null`]
  if (division) conditions.push(liesIn('person', division))
  if (!q) return conditions
  const { kind, value } = readSearchText(q)
  const [name, pinyin, initials] = [sql`person.name`, sql`person.pinyin`, sql`person.initials`]
  conditions.push(
    kind === 'pinyin'
      ? sql`(${beginsWith(pinyin, value)} or ${beginsWith(initials, value)})`
      : beginsWith(name, value),
  )
  return conditions
}

/** Those of the persons whom the actor may see, in the order of lists. */
export const thesePersons = (actor: Actor, ids: readonly string[]): RawBuilder<unknown>[] => [
  visibleTo(actor, 'person'),
  sql`person.id = any(${[...ids]}::uuid[])`,
]

/** Whether anybody in the register comes from the source. */
export async function hasPersonFrom(db: Database, source: string): Promise<boolean> {
  const { rows } = await sql`select from person where source = ${source} limit 1`.execute(db)
  return rows.length > 0
}
