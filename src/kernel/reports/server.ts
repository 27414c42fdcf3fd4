export { reportRoutes } from './server/report-routes.ts'
export { logReports } from './server/report-log.ts'
export { filesOfReports } from './server/report-file-store.ts'
