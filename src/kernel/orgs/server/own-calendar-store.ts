import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { OwnCalendar } from '#kernel/orgs/model'

export type OwnCalendarRow = { no: number; organisationId: number; hours: unknown; days: unknown }

/** What holds of every organisation that keeps anything of its own. */
export async function currentOwnCalendars(db: Database): Promise<OwnCalendarRow[]> {
  const { rows } = await sql<OwnCalendarRow>`
    select distinct on (organisation_id) no, organisation_id as "organisationId", hours, days
    from own_calendar order by organisation_id, no desc`.execute(db)
  return rows
}

export async function ownCalendarChanges(
  db: Database,
  organisationId: number,
): Promise<{ at: Date; accountId: number }[]> {
  const { rows } = await sql<{ at: Date; accountId: number }>`
    select at, account_id as "accountId" from own_calendar where organisation_id = ${organisationId}
    order by no desc limit 50`.execute(db)
  return rows
}

/** Keeps what an organisation goes by from now on, and tells every process of the database. */
export async function insertOwnCalendar(
  tx: Tx,
  organisationId: number,
  { hours, days }: OwnCalendar,
  accountId: number,
  at: Date,
): Promise<void> {
  await sql`insert into own_calendar (organisation_id, hours, days, account_id, at)
    values (${organisationId}, ${JSON.stringify(hours)}::jsonb, ${JSON.stringify(days)}::jsonb, ${accountId},
      ${at})`.execute(tx)
  await sql`select pg_notify('yiwang_calendar', ${`organisation/${organisationId}`})`.execute(tx)
}
