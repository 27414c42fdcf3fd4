export { orgMessages } from './model/messages.ts'
export {
  NewOrganisation,
  Organisation,
  OrganisationChange,
  OrganisationKind,
  organisationKinds,
} from './model/organisation.ts'
export { OwnCalendar, OwnCalendarAnswer } from './model/own-calendar.ts'
export { NewPosition, Position, Sensitivity } from './model/position.ts'
export {
  checkRights,
  type Duty,
  dutiesOf,
  isRight,
  mixesAdministration,
  Right,
  rights,
} from './model/rights.ts'
export { type BuiltInRole, builtInRoleIds, builtInRoles, parseRoles, Role, RoleId } from './model/roles.ts'
