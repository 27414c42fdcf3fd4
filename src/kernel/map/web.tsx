export { PointMap } from './web/parts.ts'
export { mapPages } from './web/routes.ts'
