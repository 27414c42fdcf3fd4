import { lay } from './coverage.ts'
import type { GridShape } from './grid.ts'
import { outlineOf } from './outline.ts'

/** What shapes cover together. */
export function unionOf(shapes: readonly GridShape[]): GridShape {
  const { arrangement, holds } = lay(new Map(shapes.map((shape, index) => [String(index), shape])))
  return outlineOf(arrangement, new Set([...holds.values()].flatMap((faces) => [...faces])))
}
