import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { standing } from './session-store.ts'

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
  const row = await standing(db, now)
    .where('account.id', '=', accountId)
    .where('position.organisation_id', '=', organisationId)
    .select('account.id')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
