export type { OrgTables } from './server/org-tables.ts'
export {
  countStanding,
  endOrganisation,
  insertOrganisation,
  liesBelow,
  lockOrganisation,
  updateOrganisation,
} from './server/organisation-change-store.ts'
export { organisationRoutes } from './server/organisation-routes.ts'
export {
  coveredBy,
  findOrganisation,
  inForce,
  listOrganisations,
  organisationIdsByCode,
} from './server/organisation-store.ts'
export {
  endPosition,
  getPosition,
  insertPosition,
  listPositions,
  positionIdsByCode,
} from './server/position-store.ts'
export { ownCalendarRoutes } from './server/own-calendar-routes.ts'
export { OwnCalendars } from './server/own-calendars.ts'
export { declareRoles, listRoles, saveRoles } from './server/role-store.ts'
export { seedOrganisations } from './server/seed-organisations.ts'
export { OrgDirectory } from './server/directory-store.ts'
