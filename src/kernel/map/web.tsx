export { mapPages } from './web/routes.ts'
