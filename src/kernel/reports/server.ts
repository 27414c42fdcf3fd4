export { reportLogRoutes } from './server/log-routes.ts'
export type { ReportDeps } from './server/report-deps.ts'
export { logReports } from './server/report-log.ts'
export { tableRoutes } from './server/table-routes.ts'
