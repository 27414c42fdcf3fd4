import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'

export async function countUploads(db: Database | Tx, tokenHash: Buffer): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from portal_upload where token_hash = ${tokenHash}`.execute(db)
  return rows[0]?.n ?? 0
}

export async function insertUpload(
  db: Database | Tx,
  { fileId, tokenHash, now }: { fileId: string; tokenHash: Buffer; now: Date },
): Promise<void> {
  await sql`insert into portal_upload (file_id, token_hash, at) values (${fileId}, ${tokenHash}, ${now})`.execute(
    db,
  )
}

/** Takes the session's own uploads among the files, to hang on a report or to go; how many there were. */
export async function takeUploads(tx: Tx, tokenHash: Buffer, fileIds: readonly string[]): Promise<number> {
  const { rows } = await sql`
    delete from portal_upload where token_hash = ${tokenHash} and file_id = any(${[...fileIds]}::uuid[])
    returning file_id`.execute(tx)
  return rows.length
}

/** Takes what nobody used in time, and what lost its session; the files are the caller's to remove. */
export async function takeExpiredUploads(tx: Tx, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from portal_upload where at < ${before} returning file_id as id`.execute(tx)
  return rows.map(({ id }) => id)
}
