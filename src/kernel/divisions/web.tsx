import './web/division-map.css'

export { DivisionMap, type DivisionMapProps } from './web/DivisionMap.tsx'
export { DivisionSelect } from './web/DivisionSelect.tsx'
export type { MapSpot } from './web/MapSpots.tsx'
export { MapCaption } from './web/MapFurniture.tsx'
export { useDivisionName, useDivisions } from './web/divisions.ts'
export { MarkShape } from './web/MarkShape.tsx'
