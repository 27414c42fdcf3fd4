import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { coveredBy } from '#kernel/orgs/server'
import { addDays, shanghaiInstant } from '#kernel/time/model'
import type { ReportFileQuery } from '../model/report-file.ts'

export type NewReportFile = {
  id: string
  at: Date
  actor: Actor
  what: string
  path: string
  format: string
  filter: Readonly<Record<string, string>>
  axis: 'effective' | 'recorded' | null
  asOfEffective: Date | null
  asOfRecorded: Date
  period: { from: string; to: string } | null
  rules: Readonly<Record<string, string | number>>
  purpose: string | null
  fileId: string | null
}

export async function insertReportFile(db: Database, file: NewReportFile): Promise<void> {
  const { accountId, positionId, organisationId } = file.actor
  await sql`
    insert into report_file (id, at, account_id, position_id, organisation_id, what, path, format, filter, axis,
      as_of_effective, as_of_recorded, period_from, period_to, rules, purpose, file_id)
    values (${file.id}, ${file.at}, ${accountId}, ${positionId}, ${organisationId}, ${file.what}, ${file.path},
      ${file.format}, ${JSON.stringify(file.filter)}::jsonb, ${file.axis}, ${file.asOfEffective}, ${file.asOfRecorded},
      ${file.period?.from ?? null}, ${file.period?.to ?? null}, ${JSON.stringify(file.rules)}::jsonb, ${file.purpose},
      ${file.fileId})`.execute(db)
}

/** Of the files, those that are the copy of a document. */
export async function filesOfReports(db: Database, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select file_id as id from report_file where file_id = any(${[...ids]}::uuid[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

type Finished = { at: Date; rows: number | null; bytes: number; sha256: Buffer }

export async function finishReportFile(db: Database, id: string, finished: Finished): Promise<void> {
  const { at, rows, bytes, sha256 } = finished
  await sql`
    update report_file set finished_at = ${at}, rows = ${rows}, bytes = ${bytes}, sha256 = ${sha256}
    where id = ${id}`.execute(db)
}

export type ReportFileRow = {
  id: string
  at: Date
  accountId: number
  name: string
  organisationId: number
  what: string
  path: string
  format: string
  filter: Record<string, string>
  axis: 'effective' | 'recorded' | null
  asOfEffective: Date | null
  asOfRecorded: Date
  periodFrom: string | null
  periodTo: string | null
  rules: Record<string, string | number>
  purpose: string | null
  rows: number | null
  bytes: number | null
  sha256: Buffer | null
  finishedAt: Date | null
  fileId: string | null
}

/** One's own, and for who audits those of the accounts kept in the divisions. */
function matching(
  actor: Actor,
  audits: boolean,
  { account, from, to }: ReportFileQuery,
): RawBuilder<unknown> {
  const own = sql`report_file.account_id = ${actor.accountId}`
  const conditions: RawBuilder<unknown>[] = [audits ? sql`(${own} or ${coveredBy(actor.divisions)})` : own]
  if (account !== undefined) conditions.push(sql`report_file.account_id = ${account}`)
  if (from !== undefined) conditions.push(sql`report_file.at >= ${shanghaiInstant(from)}`)
  if (to !== undefined) conditions.push(sql`report_file.at < ${shanghaiInstant(addDays(to, 1))}`)
  return sql`report_file join account on account.id = report_file.account_id
    join organisation on organisation.id = account.organisation_id where ${sql.join(conditions, sql` and `)}`
}

export async function listReportFiles(
  db: Database,
  actor: Actor,
  audits: boolean,
  query: ReportFileQuery,
): Promise<{ rows: ReportFileRow[]; total: number }> {
  const found = matching(actor, audits, query)
  const { rows } = await sql<ReportFileRow>`
    select report_file.id, report_file.at, report_file.account_id as "accountId", account.name,
      report_file.organisation_id as "organisationId", what, path, format, filter, axis,
      as_of_effective as "asOfEffective", as_of_recorded as "asOfRecorded", period_from as "periodFrom",
      period_to as "periodTo", rules, purpose, rows, bytes, sha256, finished_at as "finishedAt", file_id as "fileId"
    from ${found} order by report_file.at desc, report_file.id desc
    limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(db)
  const count = await sql<{ n: number }>`select count(*) as n from ${found}`.execute(db)
  return { rows, total: count.rows[0]?.n ?? 0 }
}
