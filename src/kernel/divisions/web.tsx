export { DivisionSelect } from './web/DivisionSelect.tsx'
export { useDivisionName, useDivisions } from './web/divisions.ts'
