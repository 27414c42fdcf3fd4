import { sql } from 'kysely'
import type { Tx } from '#kernel/db/server'

export type MonthKey = { projectId: string; period: string }
export const monthKey = ({ projectId, period }: MonthKey): string => `${projectId} ${period}`

/** Whoever opens months waits for the other who does. */
export async function lockMonths(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(2201)`.execute(tx)
}

/** The entries of months that are open already, by project and period. */
export async function findMonths(tx: Tx, keys: readonly MonthKey[]): Promise<Map<string, string>> {
  const { rows } = await sql<MonthKey & { entryId: string }>`
    select m.project_id as "projectId", m.period, m.entry_id as "entryId"
    from investment_month m
    join jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k("projectId" uuid, period text)
      on k."projectId" = m.project_id and k.period = m.period`.execute(tx)
  return new Map(rows.map((row) => [monthKey(row), row.entryId]))
}

export async function insertMonths(
  tx: Tx,
  months: readonly (MonthKey & { entryId: string })[],
): Promise<void> {
  if (months.length === 0) return
  await sql`
    insert into investment_month (project_id, period, entry_id)
    select "projectId", period, "entryId"
    from jsonb_to_recordset(${JSON.stringify(months)}::jsonb) as m("projectId" uuid, period text, "entryId" uuid)`.execute(
    tx,
  )
}
