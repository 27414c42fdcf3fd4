import type { Route } from '#kernel/http/server'
import { reportLogRoutes } from './log-routes.ts'
import { paperRoutes } from './paper-routes.ts'
import type { ReportDeps } from './report-deps.ts'
import { tableRoutes } from './table-routes.ts'

/** Workbooks, documents, and the log of what was made. */
export function reportRoutes(deps: ReportDeps): Route[] {
  return [...tableRoutes(deps), ...paperRoutes(deps), ...reportLogRoutes(deps)]
}
