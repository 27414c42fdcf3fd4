export { createSearchKeeper, searchConsumer } from './server/entry-names.ts'
export { searchRoutes } from './server/search-routes.ts'
