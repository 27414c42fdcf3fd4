import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'

export type ClosedFile = {
  fileId: string
  size: number
  entryId: string
  ledgerId: number
  closedAt: Date
  data: Record<string, unknown>
  /** On how many entries it hangs. */
  hung: number
}

/** Files with a content on closed entries of the ledgers. */
export async function listClosedFiles(
  db: Database,
  ledgerIds: readonly number[],
  closedBefore: Date,
): Promise<ClosedFile[]> {
  const { rows } = await sql<ClosedFile>`
    select file.id as "fileId", blob.size, entry.id as "entryId", entry.ledger_id as "ledgerId",
      entry.closed_at as "closedAt", entry.data,
      (select count(*)::int from entry_file as other where other.file_id = file.id) as hung
    from entry join entry_file on entry_file.entry_id = entry.id
    join file on file.id = entry_file.file_id join blob on blob.sha256 = file.sha256
    where not entry.is_open and entry.closed_at < ${closedBefore} and entry.ledger_id = any(${[...ledgerIds]}::int[])
    order by file.id`.execute(db)
  return rows
}

export type LooseFile = { fileId: string; size: number; at: Date }

/** Files with a content that came before a time and hang on no entry. */
export async function listLooseFiles(db: Database, before: Date): Promise<LooseFile[]> {
  const { rows } = await sql<LooseFile>`
    select file.id as "fileId", blob.size, file.at from file join blob on blob.sha256 = file.sha256
    where file.at < ${before} and not exists (select from entry_file where entry_file.file_id = file.id)
    order by file.id`.execute(db)
  return rows
}
