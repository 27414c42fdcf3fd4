import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Task } from '../model/state.ts'
import { type Loaded, readEntries } from './entry-store.ts'

export type RunningTask = {
  taskId: string
  entryId: string
  ledgerId: number
  version: number
  entryNo: string
  entryTitle: string
  kind: string
  organisationId: number
  dueAt: Date | null
  provisional: boolean
  clock: Task['clock']
  visible: boolean
}

/** A page of the open tasks that run by a limit, in the order of their ids, each with whether the reader may see it. */
export async function runningTasks(
  db: Database,
  after: string | undefined,
  visible: RawBuilder<boolean>,
  size: number,
): Promise<RunningTask[]> {
  const { rows } = await sql<RunningTask>`
    select t.id as "taskId", t.entry_id as "entryId", t.ledger_id as "ledgerId", e.def_version as version,
      e.no as "entryNo", e.title as "entryTitle", t.kind, t.organisation_id as "organisationId",
      t.due_at as "dueAt", t.provisional, t.clock, ${visible} as visible
    from task t join entry e on e.id = t.entry_id
    where t.closed_seq is null and (jsonb_typeof(t.clock->'limit') = 'object' or t.clock ? 'extensions')
      and ${after === undefined ? sql`true` : sql`t.id > ${after}`}
    order by t.id limit ${size}`.execute(db)
  return rows
}

/** The entries with their open tasks, without a lock: the write path looks again under it. */
export function entriesToMove(db: Database, ids: readonly string[]): Promise<Loaded[]> {
  return readEntries(db, sql`e.id = any(${ids}::uuid[])`)
}
