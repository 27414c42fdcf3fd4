import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Task } from '../model/state.ts'

export type PastTask = {
  taskId: string
  entryId: string
  entryNo: string
  entryTitle: string
  kind: string
  closedAt: Date | null
  outcome: string | null
  dueAt: Date | null
  clock: Task['clock']
}

type Asked = {
  ledgerId: number
  kinds: readonly string[]
  from: Date
  before: Date
  visible: RawBuilder<boolean>
  after: string | undefined
  size: number
}

/** A page of the tasks of the kinds, of entries registered in the period that the reader may see. */
export async function pastTasks(db: Database, asked: Asked): Promise<PastTask[]> {
  const { ledgerId, kinds, from, before, visible, after, size } = asked
  const { rows } = await sql<PastTask>`
    select t.id as "taskId", t.entry_id as "entryId", e.no as "entryNo", e.title as "entryTitle", t.kind,
      t.closed_at as "closedAt", t.outcome, t.due_at as "dueAt", t.clock
    from entry e join task t on t.entry_id = e.id
    where e.ledger_id = ${ledgerId} and e.opened_at >= ${from} and e.opened_at < ${before} and ${visible}
      and t.kind = any(${kinds}::text[]) and ${after === undefined ? sql`true` : sql`t.id > ${after}`}
    order by t.id limit ${size}`.execute(db)
  return rows
}
