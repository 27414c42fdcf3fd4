import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { MigrationMap } from '../model/migrate.ts'
import type { Refusal } from '../model/verdict.ts'

/** Which entries a migration is about: those on other versions, open ones unless it says otherwise. */
export type Scope = { ledgerId: number; to: number; closedToo: boolean }

function waiting({ ledgerId, to, closedToo }: Scope): RawBuilder<unknown> {
  return sql`e.ledger_id = ${ledgerId} and e.def_version <> ${to} ${closedToo ? sql`` : sql`and e.is_open`}`
}

export async function countWaiting(db: Database | Tx, scope: Scope): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from entry e where ${waiting(scope)}`.execute(db)
  return rows[0]?.n ?? 0
}

/** The next entries after one, in the order of their ids. */
export async function listWaiting(
  db: Database,
  scope: Scope,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from entry e where ${waiting(scope)} ${after === null ? sql`` : sql`and id > ${after}`}
    order by id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

export type RunRow = {
  id: string
  ledgerId: number
  to: number
  map: MigrationMap
  closedToo: boolean
  accountId: number
  positionId: number
  organisationId: number
  total: number
  createdAt: Date
  cancelledAt: Date | null
  endedAt: Date | null
  moved: number
  refused: number
}

export async function insertRun(
  db: Database | Tx,
  run: Omit<RunRow, 'cancelledAt' | 'endedAt' | 'moved' | 'refused'>,
): Promise<void> {
  await sql`
    insert into migration_run (id, ledger_id, to_version, map, closed_too, account_id, position_id, organisation_id, total, created_at)
    values (${run.id}, ${run.ledgerId}, ${run.to}, ${JSON.stringify(run.map)}::jsonb, ${run.closedToo}, ${run.accountId},
      ${run.positionId}, ${run.organisationId}, ${run.total}, ${run.createdAt})`.execute(db)
}

const runs = sql`
  select r.id, r.ledger_id as "ledgerId", r.to_version as "to", r.map, r.closed_too as "closedToo",
    r.account_id as "accountId", r.position_id as "positionId", r.organisation_id as "organisationId", r.total,
    r.created_at as "createdAt", r.cancelled_at as "cancelledAt", r.ended_at as "endedAt",
    (select count(*)::int from migration_result where run_id = r.id and moved) as moved,
    (select count(*)::int from migration_result where run_id = r.id and not moved) as refused
  from migration_run r`

export async function listRuns(db: Database, ledgerId: number): Promise<RunRow[]> {
  const { rows } =
    await sql<RunRow>`${runs} where r.ledger_id = ${ledgerId} order by r.created_at desc, r.id limit 50`.execute(
      db,
    )
  return rows
}

export async function findRun(db: Database | Tx, id: string): Promise<RunRow | undefined> {
  const { rows } = await sql<RunRow>`${runs} where r.id = ${id}`.execute(db)
  return rows[0]
}

export async function unfinishedRuns(db: Database | Tx): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`${runs} where r.ended_at is null order by r.created_at, r.id`.execute(db)
  return rows
}

/** Whether a run of the ledger is under way; the row is locked, so that two never begin at once. */
export async function lockLedger(tx: Tx, ledgerId: number): Promise<boolean> {
  await sql`select 1 from ledger where id = ${ledgerId} for update`.execute(tx)
  const { rows } =
    await sql`select 1 from migration_run where ledger_id = ${ledgerId} and ended_at is null`.execute(tx)
  return rows.length > 0
}

export async function cancelRun(db: Database, id: string, at: Date): Promise<void> {
  await sql`update migration_run set cancelled_at = ${at} where id = ${id} and ended_at is null and cancelled_at is null`.execute(
    db,
  )
}

export async function endRun(db: Database, id: string, at: Date): Promise<void> {
  await sql`update migration_run set ended_at = ${at} where id = ${id} and ended_at is null`.execute(db)
}

/** Entries that the run has not come to yet. */
export async function nextOfRun(db: Database, run: RunRow, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from entry e where ${waiting(run)}
      and not exists (select 1 from migration_result r where r.run_id = ${run.id} and r.entry_id = e.id)
    order by id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

export type ResultRow = { entryId: string; refusals: readonly Refusal[] }

export async function insertResults(
  db: Database | Tx,
  runId: string,
  results: readonly ResultRow[],
): Promise<void> {
  if (results.length === 0) return
  const rows = results.map(({ entryId, refusals }) => ({
    entry_id: entryId,
    moved: refusals.length === 0,
    refusals,
  }))
  await sql`
    insert into migration_result (run_id, entry_id, moved, refusals)
    select ${runId}, entry_id, moved, refusals
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(entry_id uuid, moved bool, refusals jsonb)
    on conflict (run_id, entry_id) do nothing`.execute(db)
}

export type RefusedRow = { id: string; no: string; title: string; refusals: Refusal[] }

/** Entries that a run left where they were, of those that the condition lets the caller see (alias `e`). */
export async function listRefused(
  db: Database,
  runId: string,
  visible: RawBuilder<boolean>,
): Promise<RefusedRow[]> {
  const { rows } = await sql<RefusedRow>`
    select e.id, e.no, e.title, r.refusals from migration_result r join entry e on e.id = r.entry_id
    where r.run_id = ${runId} and not r.moved and ${visible} order by e.no limit 200`.execute(db)
  return rows
}
