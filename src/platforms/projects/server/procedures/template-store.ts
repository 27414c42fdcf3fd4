import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import { ProcedureTemplate, type TemplateBody } from '../../model/procedures/template.ts'

export type PublishedTemplate = {
  template: ProcedureTemplate
  district: string | null
  reason: string
  accountId: number | null
  publishedAt: Date
}
export type Draft = {
  code: string
  basedOn: number | null
  revision: number
  body: unknown
  accountId: number
  savedAt: Date
}

type Row = {
  code: string
  version: number
  district: string | null
  body: object
  reason: string
  accountId: number | null
  publishedAt: Date
}

const columns = sql`code, version, district, body, reason, account_id as "accountId", published_at as "publishedAt"`

function toPublished({ code, version, body, ...rest }: Row): PublishedTemplate {
  return { template: ProcedureTemplate.parse({ ...body, code, version }), ...rest }
}

/** Every version that holds or held in a district, its own and the program's, the newest of each first. */
export async function listVersions(db: Database | Tx, district: string): Promise<PublishedTemplate[]> {
  const { rows } = await sql<Row>`select ${columns} from procedure_template
    where district is null or district = ${district} order by code, version desc`.execute(db)
  return rows.map(toPublished)
}

/** The versions that are named, whichever district's: a project keeps the one that it was given. */
export async function findVersions(
  db: Database | Tx,
  named: readonly { code: string; version: number }[],
): Promise<PublishedTemplate[]> {
  if (named.length === 0) return []
  const { rows } = await sql<Row>`select ${columns} from procedure_template
    where (code, version) in (select code, version
      from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as n(code text, version int))`.execute(db)
  return rows.map(toPublished)
}

/** Adds a version under the next number of its code; numbers are given out over all districts. */
export async function addVersion(
  tx: Tx,
  version: {
    code: string
    district: string | null
    body: TemplateBody
    reason: string
    accountId: number | null
    at: Date
  },
): Promise<number> {
  const { code, district, body, reason, accountId, at } = version
  await sql`select pg_advisory_xact_lock(hashtext(${`procedure_template/${code}`}))`.execute(tx)
  const { rows } = await sql<{ version: number }>`
    insert into procedure_template (code, version, district, body, reason, account_id, published_at)
    select ${code}, coalesce(max(version), 0) + 1, ${district}, ${JSON.stringify(body)}::jsonb, ${reason},
      ${accountId}::int, ${at}
    from procedure_template where code = ${code} returning version`.execute(tx)
  return rows[0]?.version ?? 0
}

/** Takes over what the program brings along; a template that is there stays as it is. */
export async function addShipped(db: Database, template: ProcedureTemplate, at: Date): Promise<void> {
  const { code, version, ...body } = template
  await sql`insert into procedure_template (code, version, district, body, reason, account_id, published_at)
    values (${code}, ${version}, null, ${JSON.stringify(body)}::jsonb, '', null, ${at})
    on conflict do nothing`.execute(db)
}

const draftColumns = sql`code, based_on as "basedOn", revision, body, account_id as "accountId", saved_at as "savedAt"`

export async function listDrafts(db: Database | Tx, district: string): Promise<Draft[]> {
  const { rows } = await sql<Draft>`select ${draftColumns} from procedure_template_draft
    where district = ${district} order by code`.execute(db)
  return rows
}

/** The draft under a lock, for whoever publishes it. */
export async function lockDraft(tx: Tx, district: string, code: string): Promise<Draft | undefined> {
  const { rows } = await sql<Draft>`select ${draftColumns} from procedure_template_draft
    where district = ${district} and code = ${code} for update`.execute(tx)
  return rows[0]
}

/** Saves over the revision that was seen (0: none yet); false where it is another one by now. */
export async function saveDraft(
  db: Database,
  district: string,
  seen: number,
  { code, basedOn, body, accountId, savedAt }: Omit<Draft, 'revision'>,
): Promise<boolean> {
  const text = JSON.stringify(body)
  const { rows } =
    seen === 0
      ? await sql`insert into procedure_template_draft (district, code, based_on, revision, body, account_id, saved_at)
          values (${district}, ${code}, ${basedOn}::int, 1, ${text}::jsonb, ${accountId}, ${savedAt})
          on conflict do nothing returning revision`.execute(db)
      : await sql`update procedure_template_draft
          set revision = revision + 1, body = ${text}::jsonb, account_id = ${accountId}, saved_at = ${savedAt}
          where district = ${district} and code = ${code} and revision = ${seen} returning revision`.execute(
          db,
        )
  return rows.length > 0
}

export async function deleteDraft(db: Database | Tx, district: string, code: string): Promise<boolean> {
  const { rows } = await sql`delete from procedure_template_draft
    where district = ${district} and code = ${code} returning code`.execute(db)
  return rows.length > 0
}
