export { platformPages } from './web/pages.ts'
