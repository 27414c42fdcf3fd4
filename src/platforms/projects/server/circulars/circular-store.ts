import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { CircularContent } from '../../model/circulars/content.ts'
import type { CircularKind } from '../../model/circulars/period.ts'
import type { KeptNames } from './names.ts'

export type StoredCircular = {
  entryId: string
  kind: CircularKind
  divisionCode: string
  to: string
  effectiveBy: Date
  recordedBy: Date
  layout: number
  names: KeptNames
  content: CircularContent
  contentHash: Buffer
  madeAt: Date
  accountId: number
  organisationId: number
  clientKey: string
}

export async function insertCircular(tx: Tx, circular: StoredCircular): Promise<void> {
  const { content, names } = circular
  await sql`insert into project_circular (entry_id, kind, division_code, period_from, period_to, effective_by,
      recorded_by, rule_no, layout, names, content, content_hash, made_at, account_id,
      organisation_id, client_key)
    values (${circular.entryId}, ${circular.kind}, ${circular.divisionCode}, ${content.from}, ${content.to},
      ${circular.effectiveBy}, ${circular.recordedBy}, ${content.rule.no}, ${circular.layout},
      ${JSON.stringify(names)}::jsonb, ${JSON.stringify(content)}::jsonb, ${circular.contentHash}, ${circular.madeAt},
      ${circular.accountId}, ${circular.organisationId}, ${circular.clientKey})`.execute(tx)
}

const columns = sql`entry_id as "entryId", kind, division_code as "divisionCode", period_to as "to",
  effective_by as "effectiveBy", recorded_by as "recordedBy", layout, names, content, content_hash as "contentHash",
  made_at as "madeAt", account_id as "accountId", organisation_id as "organisationId", client_key as "clientKey"`

export async function findCircular(db: Database, entryId: string): Promise<StoredCircular | undefined> {
  const { rows } = await sql<StoredCircular>`
    select ${columns} from project_circular where entry_id = ${entryId}`.execute(db)
  return rows[0]
}

/** What an account's client key drafted before. */
export async function findDrafted(
  db: Database,
  accountId: number,
  clientKey: string,
): Promise<StoredCircular | undefined> {
  const { rows } = await sql<StoredCircular>`select ${columns} from project_circular
    where account_id = ${accountId} and client_key = ${clientKey}`.execute(db)
  return rows[0]
}

/** Circulars of a kind and a place that are of an earlier day, the latest first; with their contents. */
export async function listEarlier(
  db: Database,
  kind: CircularKind,
  divisionCode: string,
  before: string,
): Promise<StoredCircular[]> {
  const { rows } = await sql<StoredCircular>`
    select ${columns} from project_circular
    where division_code = ${divisionCode} and kind = ${kind} and period_to < ${before}
    order by period_to desc, recorded_by desc, entry_id limit 20`.execute(db)
  return rows
}

export type CircularFile = {
  entryId: string
  format: 'docx' | 'pdf'
  number: string
  layout: number
  sha256: Buffer
  fileId: string
  madeAt: Date
}

export async function listCircularFiles(db: Database, entryId: string): Promise<CircularFile[]> {
  const { rows } = await sql<CircularFile>`
    select entry_id as "entryId", format, number, layout, sha256, file_id as "fileId", made_at as "madeAt"
    from project_circular_file where entry_id = ${entryId} order by made_at, format`.execute(db)
  return rows
}

/** The first that was set stays: another one of the same must have the same bytes. */
export async function keepCircularFile(db: Database, file: CircularFile): Promise<void> {
  await sql`insert into project_circular_file (entry_id, format, number, layout, sha256, file_id, made_at)
    values (${file.entryId}, ${file.format}, ${file.number}, ${file.layout}, ${file.sha256}, ${file.fileId}, ${file.madeAt})
    on conflict do nothing`.execute(db)
}

/** Of each project the latest circulars that list it as red or slipping, the newest first. */
export async function listCircularsOf(
  db: Database,
  projectIds: readonly string[],
): Promise<{ projectId: string; entryId: string; to: string }[]> {
  const { rows } = await sql<{ projectId: string; entryId: string; to: string }>`
    select p.id as "projectId", c.entry_id as "entryId", c.period_to as "to"
    from unnest(${[...projectIds]}::text[]) as p(id)
    join project_circular c on c.content @> jsonb_build_object('projects', jsonb_build_array(jsonb_build_object('entryId', p.id)))
    order by c.period_to desc, c.made_at desc limit 2000`.execute(db)
  return rows
}
