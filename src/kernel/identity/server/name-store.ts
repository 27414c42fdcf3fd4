import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'

/** Names of accounts, for whoever shows who did what. Unknown ids fall out. */
export async function accountNames(db: Database, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{
    id: number
    name: string
  }>`select id, name from account where id = any(${ids}::int[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Whether the account holds a position of the organisation now. */
export async function worksFor(
  db: Database,
  accountId: number,
  organisationId: number,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`select from appointment a join position p on p.id = a.position_id
    where a.account_id = ${accountId} and p.organisation_id = ${organisationId}
      and (a.valid_from is null or a.valid_from <= ${now}) and (a.valid_to is null or a.valid_to > ${now}) limit 1`.execute(
    db,
  )
  return rows.length > 0
}
