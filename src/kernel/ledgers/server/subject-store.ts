import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { readableBy } from './visibility-store.ts'

export type SubjectRow = {
  id: string
  no: string
  title: string
  stage: string
  isOpen: boolean
  openedAt: Date
  dueAt: Date | null
  amberAt: Date | null
  ledgerId: number
  version: number
}

/** Entries that concern an object, or what was merged into it, and that the actor may see: open ones first. */
export async function entriesAbout(
  db: Database,
  actor: Actor,
  {
    objectId,
    codes,
    limit,
  }: { objectId: string; codes: (codes: readonly string[]) => number[]; limit: number },
): Promise<SubjectRow[]> {
  const { rows } = await sql<SubjectRow>`
    select e.id, e.no, e.title, e.stage, e.is_open as "isOpen", e.opened_at as "openedAt", e.due_at as "dueAt",
      e.amber_at as "amberAt", e.ledger_id as "ledgerId", e.def_version as version
    from entry e
    where e.id in (select entry_id from subject where object_id = any(registry_ids(${objectId})))
      and ${readableBy(actor, codes)}
    order by e.is_open desc, e.opened_at desc, e.id desc limit ${limit}`.execute(db)
  return rows
}

type OpenTask = {
  id: string
  entryId: string
  kind: string
  organisationId: number
  dueAt: Date | null
  amberAt: Date | null
}

/** Open tasks of the entries, the most pressing first. */
export async function openTasksOf(db: Database, entryIds: readonly string[]): Promise<OpenTask[]> {
  const { rows } = await sql<OpenTask>`
    select id, entry_id as "entryId", kind, organisation_id as "organisationId", due_at as "dueAt",
      amber_at as "amberAt"
    from task where entry_id = any(${[...entryIds]}::uuid[]) and closed_seq is null
    order by due_at nulls last, id`.execute(db)
  return rows
}

/** Files of the entries in fields up to a class. */
export async function filesOf(
  db: Database,
  entryIds: readonly string[],
  sensitivity: number,
): Promise<{ id: string; entryId: string }[]> {
  const { rows } = await sql<{ id: string; entryId: string }>`
    select file_id as id, entry_id as "entryId" from entry_file
    where entry_id = any(${[...entryIds]}::uuid[]) and sensitivity <= ${sensitivity}
    order by entry_id, seq, file_id`.execute(db)
  return rows
}
