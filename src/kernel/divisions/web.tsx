import './web/division-map.css'

export { DivisionMap, type DivisionMapProps } from './web/DivisionMap.tsx'
export { MarkShape } from './web/MarkShape.tsx'
