import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Baseline, PlanSource } from '../../model/plan/answers.ts'
import type { PlanChanges } from '../../model/plan/changes.ts'
import type { Plan, TargetKind } from '../../model/plan/plan.ts'

type Reader = Database | Tx

export type PlanHead = { revision: number; baselineNo: number | null }

/** The present revision of an entry's plan; undefined where it has none. */
export async function findHead(db: Reader, entryId: string): Promise<PlanHead | undefined> {
  const { rows } = await sql<PlanHead>`
    select revision, baseline_no as "baselineNo" from project_plan where entry_id = ${entryId}`.execute(db)
  return rows[0]
}

export type RevisionRow = {
  revision: number
  source: PlanSource
  changes: PlanChanges
  reason: string
  accountId: number
  at: Date
}

export async function findRevision(
  db: Reader,
  entryId: string,
  revision: number,
): Promise<(RevisionRow & { content: Plan }) | undefined> {
  const { rows } = await sql<RevisionRow & { content: Plan }>`
    select revision, content, source, changes, reason, account_id as "accountId", recorded_at as at
    from project_plan_revision where entry_id = ${entryId} and revision = ${revision}`.execute(db)
  return rows[0]
}

const listedMax = 200

/** Who changed what when, the newest first. */
export async function listRevisions(db: Database, entryId: string): Promise<RevisionRow[]> {
  const { rows } = await sql<RevisionRow>`
    select revision, source, changes, reason, account_id as "accountId", recorded_at as at
    from project_plan_revision where entry_id = ${entryId} order by revision desc limit ${listedMax}`.execute(
    db,
  )
  return rows
}

export type SavedRequest = { entryId: string; no: number; digest: Buffer | null }

/** What a request with this key has saved before. */
export async function findSaved(
  db: Reader,
  table: 'project_plan_revision' | 'project_plan_baseline',
  { accountId, clientKey }: { accountId: number; clientKey: string },
): Promise<SavedRequest | undefined> {
  const isRevision = table === 'project_plan_revision'
  const { rows } = await sql<SavedRequest>`
    select entry_id as "entryId", ${isRevision ? sql`revision` : sql`no`} as no,
      ${isRevision ? sql`digest` : sql`null`} as digest
    from ${sql.table(table)} where account_id = ${accountId} and client_key = ${clientKey}`.execute(db)
  return rows[0]
}

export type NewRevision = {
  entryId: string
  revision: number
  content: Plan
  digest: Uint8Array
  source: PlanSource
  changes: PlanChanges
  reason: string
  accountId: number
  clientKey: string | null
  at: Date
}

/** Keeps a revision and makes it the present one. The caller holds the entry's row lock. */
export async function addRevision(tx: Tx, row: NewRevision): Promise<void> {
  const { entryId, revision, content, digest, source, changes, reason, accountId, clientKey, at } = row
  await sql`
    insert into project_plan_revision
      (entry_id, revision, content, digest, source, changes, reason, account_id, client_key, recorded_at)
    values (${entryId}, ${revision}, ${JSON.stringify(content)}::jsonb, ${Buffer.from(digest)},
      ${JSON.stringify(source)}::jsonb, ${JSON.stringify(changes)}::jsonb, ${reason}, ${accountId}, ${clientKey}, ${at})`.execute(
    tx,
  )
  const { kind = null, date = null } = content.target ?? {}
  await sql`
    insert into project_plan (entry_id, revision, target_kind, target_date)
    values (${entryId}, ${revision}, ${kind}, ${date})
    on conflict (entry_id) do update
      set revision = excluded.revision, target_kind = excluded.target_kind, target_date = excluded.target_date`.execute(
    tx,
  )
}

export type BaselineRow = Omit<Baseline, 'at' | 'by' | 'target'> & { at: Date; accountId: number }

export async function findBaseline(
  db: Reader,
  entryId: string,
  no: number,
): Promise<BaselineRow | undefined> {
  const { rows } = await sql<BaselineRow>`
    select no, revision, name, dates, account_id as "accountId", recorded_at as at
    from project_plan_baseline where entry_id = ${entryId} and no = ${no}`.execute(db)
  return rows[0]
}

type ListedBaseline = Omit<BaselineRow, 'dates'> & {
  targetKind: TargetKind | null
  targetDate: string | null
}

export async function listBaselines(db: Database, entryId: string): Promise<ListedBaseline[]> {
  const { rows } = await sql<ListedBaseline>`
    select b.no, b.revision, b.name, b.account_id as "accountId", b.recorded_at as at,
      r.content -> 'target' ->> 'kind' as "targetKind", r.content -> 'target' ->> 'date' as "targetDate"
    from project_plan_baseline b join project_plan_revision r using (entry_id, revision)
    where b.entry_id = ${entryId} order by b.no desc`.execute(db)
  return rows
}

/** Keeps a baseline and makes it the one that is compared with; answers its number. */
export async function addBaseline(
  tx: Tx,
  row: Omit<BaselineRow, 'no'> & { entryId: string; clientKey: string },
): Promise<number> {
  const { entryId, revision, name, dates, accountId, clientKey, at } = row
  const { rows } = await sql<{ no: number }>`
    insert into project_plan_baseline (entry_id, no, revision, name, dates, account_id, client_key, recorded_at)
    select ${entryId}, coalesce(max(no), 0) + 1, ${revision}, ${name}, ${JSON.stringify(dates)}::jsonb, ${accountId},
      ${clientKey}, ${at}
    from project_plan_baseline where entry_id = ${entryId} returning no`.execute(tx)
  const no = rows[0]?.no ?? 1
  await sql`update project_plan set baseline_no = ${no} where entry_id = ${entryId}`.execute(tx)
  return no
}

export type Targeted = { entryId: string; revision: number; seq: number }

/** Entries whose plan has a target, with the present revision, and the step that the entry has come to. */
export async function listTargeted(db: Database): Promise<Targeted[]> {
  const { rows } = await sql<Targeted>`
    select p.entry_id as "entryId", p.revision, e.seq
    from project_plan p join entry e on e.id = p.entry_id where p.target_date is not null`.execute(db)
  return rows
}
