import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { ScanState } from '../model/keeping.ts'

export type FileRow = {
  id: string
  sha256: Buffer
  size: number
  mediaType: string
  name: string
  accountId: number
  at: Date
  /** An image as it was sent, with its metadata. */
  original: boolean
  scan: ScanState
}

const columns = sql`file.id, file.sha256, blob.size, file.media_type as "mediaType", file.name,
  file.account_id as "accountId", file.at, file.original,
  blob.scan`

export async function findFile(db: Database, id: string): Promise<FileRow | undefined> {
  const { rows } = await sql<FileRow>`
    select ${columns} from file join blob using (sha256) where file.id = ${id}`.execute(db)
  return rows[0]
}

export async function listFiles(db: Database, ids: readonly string[]): Promise<FileRow[]> {
  const { rows } = await sql<FileRow>`
    select ${columns} from file join blob using (sha256) where file.id = any(${[...ids]}::uuid[])`.execute(db)
  return rows
}

export async function findUpload(
  db: Database,
  accountId: number,
  clientKey: string,
): Promise<FileRow | undefined> {
  const { rows } = await sql<FileRow>`
    select ${columns} from file join blob using (sha256)
    where account_id = ${accountId} and client_key = ${clientKey}`.execute(db)
  return rows[0]
}

type NewFile = FileRow & {
  positionId: number
  organisationId: number
  clientKey: string | null
  /** The content is an image that this program wrote. */
  reencoded: boolean
}

/** False when the account has used the client key before; nothing is written then. */
export async function insertFile(tx: Tx, file: NewFile): Promise<boolean> {
  await sql`
    insert into blob (sha256, size, media_type, at, reencoded, scan, scanned_at)
    values (${file.sha256}, ${file.size}, ${file.mediaType}, ${file.at}, ${file.reencoded}, ${file.scan},
      ${file.scan === 'clean' ? file.at : null})
    on conflict (sha256) do update set erased_at = null, reencoded = blob.reencoded or excluded.reencoded,
      scan = case when blob.scan in ('not_scanned', 'waiting') and excluded.scan = 'clean' then 'clean' else blob.scan end`.execute(
    tx,
  )
  const { rows } = await sql`
    insert into file (id, sha256, media_type, name, account_id, position_id, organisation_id, client_key, at, original)
    values (${file.id}, ${file.sha256}, ${file.mediaType}, ${file.name}, ${file.accountId}, ${file.positionId},
      ${file.organisationId}, ${file.clientKey}, ${file.at}, ${file.original})
    on conflict (account_id, client_key) do nothing returning id`.execute(tx)
  return rows.length > 0
}
