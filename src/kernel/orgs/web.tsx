export { OrganisationSelect, OrganisationsSelect } from './web/OrganisationSelect.tsx'
export { useOrganisationName } from './web/organisations.ts'
