export { compareRecords, type WrittenRecord } from './server/duplicates/facts.ts'
export { duplicateRoutes } from './server/duplicates/routes.ts'
export { sweepDuplicates } from './server/duplicates/sweep.ts'
export { type EnterpriseToInsert, insertEnterprises } from './server/enterprises.ts'
export { type HoldRow, standingHolds, standingHoldsLocked } from './server/hold-store.ts'
export { holdRoutes } from './server/hold-routes.ts'
export type { HoldDeps } from './server/holds.ts'
export { householdEventRoutes } from './server/household-event-routes.ts'
export { type HouseholdToInsert, insertHouseholds } from './server/households.ts'
export { type Invented, type InventedNames, inventHouseholds, readInventedNames } from './server/invent.ts'
export { nameKeys } from './server/name-keys.ts'
export { findByNumber, readWholeNumber } from './server/number-lookup.ts'
export { describeObjects, type ObjectCard, type ObjectRef } from './server/object-store.ts'
export { keysToRead, keysToWrite, type PersonKey } from './server/person-keys.ts'
export { type MergeDeps } from './server/merging/merge.ts'
export { mergeRoutes } from './server/merging/routes.ts'
export {
  erasePerson,
  holdPerson,
  identitiesOf,
  type PersonToErase,
  requirePerson,
} from './server/person-erasure.ts'
export type { Destruction } from './server/person-erasure-store.ts'
export { insertPersons, type PersonToInsert } from './server/persons.ts'
export { insertPlaces, type PlaceToInsert } from './server/places.ts'
export { visibleTo } from './server/record-store.ts'
export type { RegistryDeps } from './server/records.ts'
export { registryRoutes } from './server/routes.ts'
export { readUnmaskings, unmaskingRoutes } from './server/unmasking-routes.ts'
export { seedInventedPeople } from './server/seed-people.ts'
export { evidenceAbout, evidenceSight, filesOfRequests } from './server/requests/change-request-store.ts'
export type { RequestDeps, RequestNotice } from './server/requests/change-requests.ts'
export { changeRequestRoutes } from './server/requests/request-routes.ts'
