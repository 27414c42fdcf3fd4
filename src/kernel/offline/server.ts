export { sweepOffline } from './server/sweep.ts'
export { offlineRoutes } from './server/routes.ts'
