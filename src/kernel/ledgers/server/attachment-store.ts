import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Subject } from '../model/state.ts'
import type { Batch } from './write-store.ts'

export type Attachments = {
  subjects: Subject[]
  files: { id: string; seq: number; sensitivity: number }[]
  linked: boolean
  reacted: boolean
}

/** What hangs on the entry of that id, as one `json`. */
export const attachedTo = (
  id: RawBuilder<unknown>,
): RawBuilder<Attachments> => sql<Attachments>`json_build_object(
  'subjects', coalesce((select json_agg(json_build_object('kind', object_kind, 'objectId', object_id, 'role', role) order by seq)
    from subject where entry_id = ${id}), '[]'),
  'files', coalesce((select json_agg(json_build_object('id', file_id, 'seq', seq, 'sensitivity', sensitivity) order by seq)
    from entry_file where entry_id = ${id}), '[]'),
  'linked', exists (select from entry_link where entry_id = ${id} or target_id = ${id}),
  'reacted', exists (select from reaction_due where entry_id = ${id})
    or exists (select from reaction_effect where target_id = ${id}))`

const none: Attachments = { subjects: [], files: [], linked: false, reacted: false }

export async function readAttachments(db: Database, entryId: string): Promise<Attachments> {
  return (await attachmentsOf(db, sql`(values (${entryId}::uuid))`)).get(entryId) ?? none
}

/** What hangs on each of the entries. */
export async function readAttachmentsOf(
  db: Database,
  entryIds: readonly string[],
): Promise<Map<string, Attachments>> {
  return attachmentsOf(db, sql`unnest(${entryIds}::uuid[])`)
}

async function attachmentsOf(db: Database, entries: RawBuilder<unknown>): Promise<Map<string, Attachments>> {
  const { rows } = await sql<{ id: string; attachments: Attachments }>`
    select e.id, ${attachedTo(sql`e.id`)} as attachments from ${entries} as e(id)`.execute(db)
  return new Map(rows.map(({ id, attachments }) => [id, attachments]))
}

/**
 * What hangs on the entries that a batch acted on, as their lock showed it. Those that the batch hung something on are
 * not among them: what was there twice is known to the database alone.
 */
export function attachedStill(
  { entries, subjects, files, links }: Pick<Batch, 'entries' | 'subjects' | 'files' | 'links'>,
  locked: readonly { state: { id: string }; attachments: Attachments }[],
): Map<string, Attachments> {
  const changed = new Set([
    ...[...subjects, ...files].map(({ entry_id }) => entry_id),
    ...links.flatMap(({ entry_id, target_id }) => [entry_id, target_id]),
  ])
  const held = new Map(locked.map(({ state, attachments }) => [state.id, attachments]))
  return new Map(
    entries
      .map(({ id }) => id as string)
      .filter((id) => !changed.has(id))
      .map((id) => [id, held.get(id) ?? none]),
  )
}
