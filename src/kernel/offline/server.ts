export { readSettledBelow } from './server/settled-below.ts'
export { sweepOffline } from './server/sweep.ts'
export { offlineRoutes } from './server/routes.ts'
export { declareLease } from './server/leases.ts'
