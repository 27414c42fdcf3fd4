import { type RawBuilder, sql } from 'kysely'
import { countLimit, countUpTo, type Database, executeTogether, told } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { Subject, TaskClock } from '../model/state.ts'
import { withinClass } from './visibility-store.ts'

export type TaskRecord = {
  id: string
  entry_id: string
  ledger_id: number
  def_version: number
  kind: string
  organisation_id: number
  account_id: number | null
  opened_at: Date
  acknowledged_at: Date | null
  amber_at: Date | null
  due_at: Date | null
  original_due_at: Date | null
  provisional: boolean
  clock: TaskClock
  no: string
  title: string
  stage: string
}

type TodoRequest = {
  actor: Actor
  ledgerId?: number | undefined
  light?: 'green' | 'amber' | 'red' | undefined
  page: number
  size: number
  now: Date
  /** Ledgers that can have entries above the actor's class; where none has, no entry need be read to count tasks. */
  ledgersAbove: readonly number[]
}

/** A page of the list, by the index `task_organisation` in its order, and how many there are as far as they are counted. */
export function todoPage(request: TodoRequest): {
  rows: RawBuilder<TaskRecord>
  counted: RawBuilder<{ n: number }>
} {
  const { actor, now } = request
  const conditions = [
    sql`t.closed_seq is null`,
    sql`t.todo`,
    sql`t.organisation_id = ${actor.organisationId}`,
    sql`(t.account_id is null or t.account_id = ${actor.accountId})`,
  ]
  if (request.ledgerId !== undefined) conditions.push(sql`t.ledger_id = ${request.ledgerId}`)
  if (request.light === 'red') conditions.push(sql`t.due_at < ${now}`)
  if (request.light === 'amber') conditions.push(sql`t.due_at >= ${now} and t.amber_at <= ${now}`)
  if (request.light === 'green')
    conditions.push(sql`t.due_at >= ${now} and (t.amber_at is null or t.amber_at > ${now})`)
  const open = sql.join(conditions, sql` and `)
  const above = request.ledgersAbove.length > 0
  const isAbove = sql`t.ledger_id = any(${request.ledgersAbove}::int[])`
  const seen = above ? sql`${open} and (not ${isAbove} or ${withinClass(actor)})` : open
  // Entries are read of tasks that could be hidden only, and one by one: joined, all open tasks would be looked through.
  const readable = sql`(select ${withinClass(actor)} from entry e where e.id = t.entry_id)`
  const set = sql`from task t where ${above ? sql`${open} and (not ${isAbove} or ${readable})` : open}`
  const skipped = (request.page - 1) * request.size
  // A limit that is not known is planned anew each time, and a plan takes longer than the page.
  const limit = sql`limit ${sql.lit(request.size)} ${skipped > 0 ? sql`offset ${skipped}` : sql``}`
  return {
    rows: sql<TaskRecord>`select t.id, t.entry_id, t.ledger_id, e.def_version, t.kind, t.organisation_id, t.account_id, t.opened_at,
        t.acknowledged_at, t.amber_at, t.due_at, t.original_due_at, t.provisional, t.clock, e.no, e.title, e.stage
      from task t join entry e on e.id = t.entry_id where ${seen}
      order by t.due_at nulls last, t.id ${limit}`,
    counted: countUpTo(countLimit(request), set),
  }
}

/** The actor's to-do list over all ledgers, the most urgent first: open tasks of its organisation, or of itself. */
export async function listTasks(
  db: Database,
  request: TodoRequest,
): Promise<{ rows: TaskRecord[]; total: number; more: boolean }> {
  const page = todoPage(request)
  const [rows, [count]] = await executeTogether<[TaskRecord, { n: number }]>(db, [page.rows, page.counted])
  return { rows, ...told(count, countLimit(request)) }
}

export async function findTaskClock(
  db: Database,
  taskId: string,
): Promise<{ entryId: string; clock: TaskClock; closedAt: Date | null } | undefined> {
  const { rows } = await sql<{ entry_id: string; clock: TaskClock; closed_at: Date | null }>`
    select entry_id, clock, closed_at from task where id = ${taskId}`.execute(db)
  return rows[0] && { entryId: rows[0].entry_id, clock: rows[0].clock, closedAt: rows[0].closed_at }
}

/** What several entries concern in the register. */
export async function readSubjects(
  db: Database,
  entryIds: readonly string[],
): Promise<{ entryId: string; subject: Subject }[]> {
  const { rows } = await sql<{ entryId: string; subject: Subject }>`
    select entry_id as "entryId", jsonb_build_object('kind', object_kind, 'objectId', object_id, 'role', role) as subject
    from subject where entry_id = any(${entryIds}::uuid[])`.execute(db)
  return rows
}

/** Whether a file hangs on an entry that the actor may see, in a field of a class they may read, is asked of these. */
export async function entriesOfFile(
  db: Database,
  fileId: string,
): Promise<{ entryId: string; sensitivity: number }[]> {
  const { rows } = await sql<{ entryId: string; sensitivity: number }>`
    select entry_id as "entryId", sensitivity from entry_file where file_id = ${fileId}`.execute(db)
  return rows
}

export type OverdueTask = {
  id: string
  entryId: string
  seq: number
  ledgerId: number
  version: number
  rung: number
}

/** Open tasks whose next rung of the ladder is due. */
export async function tasksForLadder(db: Database, now: Date, limit: number): Promise<OverdueTask[]> {
  const { rows } = await sql<OverdueTask>`
    select t.id, t.entry_id as "entryId", e.seq, t.ledger_id as "ledgerId", e.def_version as version, t.rung
    from task t join entry e on e.id = t.entry_id
    where t.closed_seq is null and t.rung_at is not null and t.rung_at <= ${now}
    order by t.rung_at limit ${limit}`.execute(db)
  return rows
}

/** Logs of several entries at once, for a page of a list as of an earlier moment. */
export async function readLogs(
  db: Database,
  ids: readonly string[],
): Promise<{ entry_id: string; seq: number; effective_at: Date; recorded_at: Date; body: Buffer }[]> {
  const { rows } = await sql<{
    entry_id: string
    seq: number
    effective_at: Date
    recorded_at: Date
    body: Buffer
  }>`
    select entry_id, seq, effective_at, recorded_at, body from action where entry_id = any(${ids}::uuid[]) order by entry_id, seq`.execute(
    db,
  )
  return rows
}

/** How many tasks are open with an organisation, of whatever ledger and class. */
export async function countOpenTasks(db: Database, organisationId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from task where organisation_id = ${organisationId} and closed_seq is null`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}
