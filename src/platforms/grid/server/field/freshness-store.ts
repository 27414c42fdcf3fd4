import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { visibleTo } from '#kernel/registry/server'

export type OldFact = { id: string; asOf: string }

const oldMax = 30_000

/** For how many days facts of households and persons count as fresh, by element. */
export async function readFreshDays(db: Database): Promise<Map<string, number | null>> {
  const { rows } = await sql<{ code: string; days: number | null }>`
    select distinct on (code) code, fresh_days as days from data_element
    where code like 'household.%' or code like 'person.%' order by code, version desc`.execute(db)
  return new Map(rows.map(({ code, days }) => [code, days]))
}

/** Of the objects that the actor sees, those whose facts are of before a day, the oldest first. */
export async function listOld(
  db: Database,
  actor: Actor,
  kind: 'household' | 'person',
  before: string,
): Promise<OldFact[]> {
  const table = sql.table(kind)
  const asOf = sql`coalesce(o.as_of, to_char(o.updated_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD'))`
  const { rows } = await sql<OldFact>`
    select o.id, ${asOf} as "asOf" from ${table} o
    where ${visibleTo(actor, 'o')} and ${asOf} < ${before} order by 2, 1 limit ${oldMax}`.execute(db)
  return rows
}
