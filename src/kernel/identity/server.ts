export { accountRoutes } from './server/account-routes.ts'
export { insertAccount, listHeldPositions, listStaff } from './server/account-store.ts'
export {
  type Administrator,
  type AdministratorRole,
  administratorRoles,
  makeAdministrators,
  resetAdministrator,
} from './server/administrators.ts'
export { heldAt, setAppointments } from './server/appointment-store.ts'
export { demonstrationRoutes, isThisMachine } from './server/demonstration-routes.ts'
export { appendIdentityEvent } from './server/identity-event-store.ts'
export { createIdentity, type Identity } from './server/identity.ts'
export type { IdentityTables } from './server/identity-tables.ts'
export { argon2Passwords, type Passwords } from './server/passwords.ts'
export { nameRoutes } from './server/name-routes.ts'
export { organisationKeepingRoutes } from './server/organisation-keeping-routes.ts'
export { positionRoutes } from './server/position-routes.ts'
export { seedDemonstrationAccounts } from './server/seed-accounts.ts'
export { sessionRoutes } from './server/session-routes.ts'
export { hashToken, newToken } from './server/session-token.ts'
export { networkOf } from './server/sign-in-limit.ts'
export { accountNames, worksFor } from './server/name-store.ts'
