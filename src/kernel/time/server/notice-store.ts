import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Notice } from '#kernel/time/model'

export type StoredNotice = { document: string; notice: unknown; accountId: number; at: Date }

/** In the order in which they were taken in, which is one in which each can be added to those before. */
export async function readNotices(db: Database): Promise<StoredNotice[]> {
  const { rows } = await sql<StoredNotice>`
    select document, notice, account_id as "accountId", at from holiday_notice order by at, document`.execute(
    db,
  )
  return rows
}

/** Two notices that come at once are judged one after the other. */
export async function lockNotices(tx: Tx): Promise<void> {
  await sql`lock table holiday_notice in share row exclusive mode`.execute(tx)
}

/** Keeps a notice and tells every process of the database. */
export async function insertNotice(
  tx: Tx,
  row: { document: string; notice: Notice; accountId: number; at: Date },
): Promise<void> {
  await sql`insert into holiday_notice (document, notice, account_id, at)
    values (${row.document}, ${JSON.stringify(row.notice)}::jsonb, ${row.accountId}, ${row.at})`.execute(tx)
  await sql`select pg_notify('yiwang_calendar', ${row.document})`.execute(tx)
}
