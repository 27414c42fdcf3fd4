import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'

export type UploadRow = {
  id: string
  accountId: number
  name: string
  contentType: string
  purpose: string | null
  length: number
  received: number
  expiresAt: Date
  fileId: string | null
}

const columns = sql`id, account_id as "accountId", name, content_type as "contentType", purpose, length, received,
  expires_at as "expiresAt", file_id as "fileId"`

export type UploadLimits = { unfinishedMax: number; bytesMax: number }

/** False when the account has as much under way as it may. */
export async function insertUpload(
  db: Database,
  row: UploadRow,
  at: Date,
  max: UploadLimits,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    // One at a time for each account, so that the count holds.
    await sql`select pg_advisory_xact_lock(${uploadLock}, ${row.accountId}::int)`.execute(tx)
    const { rows } = await sql`
      insert into upload (id, account_id, name, content_type, purpose, length, at, expires_at)
      select ${row.id}::uuid, ${row.accountId}::bigint, ${row.name}, ${row.contentType}, ${row.purpose}::text,
        ${row.length}::bigint, ${at}::timestamptz, ${row.expiresAt}::timestamptz
      from (select count(*) as n, coalesce(sum(length), 0) as bytes from upload
        where account_id = ${row.accountId} and file_id is null and expires_at > ${at}) as under_way
      where n < ${max.unfinishedMax} and bytes + ${row.length}::bigint <= ${max.bytesMax}
      returning id`.execute(tx)
    return rows.length > 0
  })
}

/** An arbitrary number that no other lock has. */
const uploadLock = 521

export async function findUploadOf(
  db: Database,
  accountId: number,
  id: string,
  now: Date,
): Promise<UploadRow | undefined> {
  const { rows } = await sql<UploadRow>`
    select ${columns} from upload where id = ${id} and account_id = ${accountId} and expires_at > ${now}`.execute(
    db,
  )
  return rows[0]
}

/** The turn to write, taken from whoever had it. */
export async function takeTurn(
  db: Database,
  { accountId, id }: { accountId: number; id: string },
  turn: string,
  now: Date,
): Promise<UploadRow | undefined> {
  const { rows } = await sql<UploadRow>`
    update upload set turn = ${turn}::uuid where id = ${id} and account_id = ${accountId} and expires_at > ${now}
    returning ${columns}`.execute(db)
  return rows[0]
}

/** Notes what is on disk; false when another request has the turn. */
export async function noteReceived(
  db: Database,
  { id, turn }: { id: string; turn: string },
  received: number,
  expiresAt: Date,
): Promise<boolean> {
  const { rows } = await sql`
    update upload set received = greatest(received, ${received}::bigint), expires_at = ${expiresAt}
    where id = ${id} and turn = ${turn}::uuid returning id`.execute(db)
  return rows.length > 0
}

/** Its name stands on the file from now on, where an erasure finds it. */
export async function finishUpload(db: Database, id: string, fileId: string): Promise<void> {
  await sql`update upload set file_id = ${fileId}, name = '' where id = ${id}`.execute(db)
}

export async function dropUpload(db: Database, id: string): Promise<void> {
  await sql`delete from upload where id = ${id}`.execute(db)
}

/** Takes out those that expired, and answers which. */
export async function dropExpired(db: Database, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from upload where expires_at <= ${now} returning id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Which of the ids are there. */
export async function listUploads(db: Database, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{
    id: string
  }>`select id from upload where id = any(${[...ids]}::uuid[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
