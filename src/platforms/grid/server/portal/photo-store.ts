import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { ImageArea } from '../../model/portal/desk-answers.ts'

export type PhotoRow = {
  id: string
  incidentId: string
  sourceFile: string
  fileId: string
  shows: 'before' | 'after'
  areas: ImageArea[]
  publishedAt: Date
  publishedBy: number
  withdrawnAt: Date | null
  withdrawnBy: number | null
  withdrawnReason: string | null
}

const columns = sql`id, incident_id as "incidentId", source_file as "sourceFile", file_id as "fileId", shows, areas,
  published_at as "publishedAt", published_by as "publishedBy", withdrawn_at as "withdrawnAt",
  withdrawn_by as "withdrawnBy", withdrawn_reason as "withdrawnReason"`

/** Every publication of an incident's photos, withdrawn ones too. */
export async function listPhotos(db: Database | Tx, incidentIds: readonly string[]): Promise<PhotoRow[]> {
  const { rows } = await sql<PhotoRow>`
    select ${columns} from portal_photo where incident_id = any(${[...incidentIds]}::uuid[])
    order by published_at`.execute(db)
  return rows
}

export async function findPhoto(db: Database | Tx, id: string): Promise<PhotoRow | undefined> {
  const { rows } = await sql<PhotoRow>`select ${columns} from portal_photo where id = ${id}`.execute(db)
  return rows[0]
}

export type NewPhoto = Omit<PhotoRow, 'withdrawnAt' | 'withdrawnBy' | 'withdrawnReason'> & {
  organisationId: number
}

export async function insertPhoto(tx: Tx, photo: NewPhoto): Promise<void> {
  const { id, incidentId, sourceFile, fileId, shows, areas, publishedAt, publishedBy, organisationId } = photo
  await sql`
    insert into portal_photo (id, incident_id, source_file, file_id, shows, areas, published_at, published_by,
      organisation_id)
    values (${id}, ${incidentId}, ${sourceFile}, ${fileId}, ${shows}, ${JSON.stringify(areas)}::jsonb, ${publishedAt},
      ${publishedBy}, ${organisationId})`.execute(tx)
}

/** False where it was withdrawn before. */
export async function withdrawPhoto(
  tx: Tx,
  id: string,
  { accountId, reason, now }: { accountId: number; reason: string; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update portal_photo set withdrawn_at = ${now}, withdrawn_by = ${accountId}, withdrawn_reason = ${reason}
    where id = ${id} and withdrawn_at is null returning id`.execute(tx)
  return rows.length > 0
}

/** Of the files, those that the portal refers to: published copies, and what waits to hang on a report. */
export async function filesOfPortal(db: Database, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select file_id as id from portal_photo where file_id = any(${[...ids]}::uuid[])
    union select file_id from portal_upload where file_id = any(${[...ids]}::uuid[])`.execute(db)
  return rows.map(({ id }) => id)
}
