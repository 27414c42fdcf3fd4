export { searchPages } from './web/routes.ts'
export { SearchPalette } from './web/SearchPalette.tsx'
