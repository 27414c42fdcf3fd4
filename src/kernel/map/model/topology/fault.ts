import type { GeometryFaultCode } from '../edits.ts'
import { fromGrid, type GridPoint, type GridShape, areaOfShape } from './grid.ts'

/** What is wrong, where, and what there is of it to draw. `codes` are those concerned. */
export type Fault = {
  code: GeometryFaultCode
  /** Which of the edits, or features, it comes of. */
  index: number
  at: GridPoint | null
  shape?: GridShape
  points?: readonly GridPoint[]
  codes: readonly string[]
}

export function faultGeometry({ shape, points }: Fault): { type: string; coordinates: unknown } | undefined {
  if (shape && shape.length > 0) return areaOfShape(shape)
  if (points && points.length > 1) return { type: 'MultiPoint', coordinates: points.map(fromGrid) }
  return undefined
}
