export { AccountName } from './web/AccountName.tsx'
export { AccountSelect } from './web/AccountSelect.tsx'
export { StaffSelect } from './web/StaffSelect.tsx'
export { identityPages } from './web/routes.ts'
