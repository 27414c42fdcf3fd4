import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'

/**
 * Takes name and content off files. A content that no other file has is marked for removal; one that another file has
 * stays for that one. Answers how many files were there to be erased.
 */
export async function eraseFileRows(
  tx: Tx,
  ids: readonly string[],
  at: Date,
  certificate: string,
): Promise<number> {
  const { rows } = await sql<{ sha256: Buffer | null }>`
    select sha256 from file where id = any(${[...ids]}::uuid[]) and erased_at is null order by sha256 for update`.execute(
    tx,
  )
  await sql`
    update file set sha256 = null, name = '', client_key = null, erased_at = ${at}, certificate = ${certificate}
    where id = any(${[...ids]}::uuid[]) and erased_at is null`.execute(tx)
  for (const { sha256 } of rows)
    if (sha256 !== null)
      await sql`
      update blob set erased_at = ${at} where sha256 = ${sha256}
        and not exists (select from file where file.sha256 = blob.sha256)`.execute(tx)
  return rows.length
}

/** Contents that wait to be removed from the folder. */
export async function listErasedContents(db: Database): Promise<Buffer[]> {
  const { rows } = await sql<{ sha256: Buffer }>`
    select sha256 from blob where erased_at is not null order by sha256`.execute(db)
  return rows.map(({ sha256 }) => sha256)
}

/** Holds the content's row if it still waits: nobody uploads the content again while it is being removed. */
export async function holdErasedContent(tx: Tx, sha256: Buffer): Promise<boolean> {
  const { rows } = await sql`
    select 1 from blob where sha256 = ${sha256} and erased_at is not null for update`.execute(tx)
  return rows.length > 0
}

export async function dropContent(tx: Tx, sha256: Buffer): Promise<void> {
  await sql`delete from blob where sha256 = ${sha256}`.execute(tx)
}

export type ErasedFile = {
  accountId: number
  at: Date
  /** null: removed when it had been kept long enough. */
  erasedAt: Date | null
  certificate: string
  removedAt: Date | null
}

export async function findErasedFile(db: Database, id: string): Promise<ErasedFile | undefined> {
  const { rows } = await sql<ErasedFile>`
    select account_id as "accountId", at, erased_at as "erasedAt", coalesce(certificate, '') as certificate,
      removed_at as "removedAt" from file where id = ${id} and sha256 is null`.execute(db)
  return rows[0]
}
