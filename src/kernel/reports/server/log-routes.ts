import { blindIndex, type Keys } from '#kernel/crypto/server'
import { hasRight } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { ReportFilePage, ReportFileQuery } from '../model/report-file.ts'
import type { ReportDeps } from './report-deps.ts'
import { listReportFiles, type ReportFileRow } from './report-file-store.ts'

/** The log of exports: one's own, and of one's divisions for who audits. */
export function reportLogRoutes({ engine, directory, keys }: ReportDeps): Route[] {
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
          rows: found.rows.map((row) => {
            const own = row.accountId === actor.accountId
            const path = own ? row.path : marked(keys, row.path)
            return presentFile({ ...row, path }, names.get(row.organisationId) ?? null)
          }),
        }
      },
    }),
  ]
}

const ids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi

/** Who audits need not see what a file was about: it is told apart by a mark, the same each time. */
function marked(keys: Keys, path: string): string {
  return path.replaceAll(ids, (id) => `#${blindIndex(keys, 'report.object', id).toString('hex').slice(0, 8)}`)
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
