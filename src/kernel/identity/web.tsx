export { StaffSelect } from './web/StaffSelect.tsx'
