import { hasRight } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { ReportFilePage, ReportFileQuery } from '../model/report-file.ts'
import type { ReportDeps } from './report-deps.ts'
import { listReportFiles, type ReportFileRow } from './report-file-store.ts'

/** The log of exports: one's own, and of one's divisions for who audits. */
export function reportLogRoutes({ engine, directory }: ReportDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/report-files',
      summary:
        'Files that were made and handed out, newest first: one’s own, and for auditors those of their divisions',
      access: { kind: 'scoped', by: 'organisation' },
      query: ReportFileQuery,
      response: ReportFilePage,
      handler: async ({ actor, query }): Promise<ReportFilePage> => {
        const found = await listReportFiles(engine.handle.db, actor, hasRight(actor, 'audit.read'), query)
        const names = await directory.organisations([...new Set(found.rows.map((row) => row.organisationId))])
        return {
          total: found.total,
          rows: found.rows.map((row) => presentFile(row, names.get(row.organisationId) ?? null)),
        }
      },
    }),
  ]
}

function presentFile(row: ReportFileRow, organisation: ReportFilePage['rows'][number]['organisation']) {
  const { accountId, name, organisationId: _, periodFrom, periodTo, sha256, ...rest } = row
  return {
    ...rest,
    at: row.at.toISOString(),
    account: { id: accountId, name },
    organisation,
    asOfEffective: row.asOfEffective?.toISOString() ?? null,
    asOfRecorded: row.asOfRecorded.toISOString(),
    period: periodFrom !== null && periodTo !== null ? { from: periodFrom, to: periodTo } : null,
    sha256: sha256?.toString('hex') ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}
