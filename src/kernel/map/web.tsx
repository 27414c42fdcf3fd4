export { PointMap, SpotsMap } from './web/parts.ts'
export type { MapSpot, MapWeight } from './web/SpotsMap.tsx'
export { mapPages } from './web/routes.ts'
