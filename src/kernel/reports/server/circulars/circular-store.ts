import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { CircularBasis } from '../../model/circulars/answers.ts'
import type { CircularKind } from '../../model/circulars/period.ts'
import type { KeptNames } from './names.ts'

/** A circular with the content of its sort, as the ledger tells. */
export type StoredCircular<C extends CircularBasis = CircularBasis> = {
  entryId: string
  ledger: string
  kind: CircularKind
  divisionCode: string
  to: string
  effectiveBy: Date
  recordedBy: Date
  layout: number
  names: KeptNames
  content: C
  contentHash: Buffer
  madeAt: Date
  accountId: number
  organisationId: number
  clientKey: string
}

export async function insertCircular(tx: Tx, circular: StoredCircular): Promise<void> {
  const { content, names } = circular
  await sql`insert into circular (entry_id, ledger, kind, division_code, period_from, period_to, effective_by,
      recorded_by, layout, names, content, content_hash, made_at, account_id,
      organisation_id, client_key)
    values (${circular.entryId}, ${circular.ledger}, ${circular.kind}, ${circular.divisionCode}, ${content.from}, ${content.to},
      ${circular.effectiveBy}, ${circular.recordedBy}, ${circular.layout},
      ${JSON.stringify(names)}::jsonb, ${JSON.stringify(content)}::jsonb, ${circular.contentHash}, ${circular.madeAt},
      ${circular.accountId}, ${circular.organisationId}, ${circular.clientKey})`.execute(tx)
}

const columns = sql`entry_id as "entryId", ledger, kind, division_code as "divisionCode", period_to as "to",
  effective_by as "effectiveBy", recorded_by as "recordedBy", layout, names, content, content_hash as "contentHash",
  made_at as "madeAt", account_id as "accountId", organisation_id as "organisationId", client_key as "clientKey"`

export async function findCircular<C extends CircularBasis>(
  db: Database,
  entryId: string,
): Promise<StoredCircular<C> | undefined> {
  const { rows } = await sql<StoredCircular<C>>`
    select ${columns} from circular where entry_id = ${entryId}`.execute(db)
  return rows[0]
}

/** What an account's client key drafted before. */
export async function findDrafted(
  db: Database,
  ledger: string,
  accountId: number,
  clientKey: string,
): Promise<StoredCircular | undefined> {
  const { rows } = await sql<StoredCircular>`select ${columns} from circular
    where ledger = ${ledger} and account_id = ${accountId} and client_key = ${clientKey}`.execute(db)
  return rows[0]
}

/** Circulars of a kind and a place that are of an earlier day, the latest first; with their contents. */
export async function listEarlier<C extends CircularBasis>(
  db: Database,
  ledger: string,
  kind: CircularKind,
  divisionCode: string,
  before: string,
): Promise<StoredCircular<C>[]> {
  const { rows } = await sql<StoredCircular<C>>`
    select ${columns} from circular
    where ledger = ${ledger} and division_code = ${divisionCode} and kind = ${kind} and period_to < ${before}
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
    from circular_file where entry_id = ${entryId} order by made_at, format`.execute(db)
  return rows
}

/** The first that was set stays: another one of the same must have the same bytes. */
export async function keepCircularFile(db: Database, file: CircularFile): Promise<void> {
  await sql`insert into circular_file (entry_id, format, number, layout, sha256, file_id, made_at)
    values (${file.entryId}, ${file.format}, ${file.number}, ${file.layout}, ${file.sha256}, ${file.fileId}, ${file.madeAt})
    on conflict do nothing`.execute(db)
}
