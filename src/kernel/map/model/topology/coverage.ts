import type { Arrangement } from './faces.ts'
import { arrange } from './faces.ts'
import {
  boxesMeet,
  boxOf,
  type Box,
  doubleArea,
  type GridPoint,
  type GridShape,
  joinBoxes,
  type Ring,
  sameShape,
} from './grid.ts'
import { nodedEdges } from './noding.ts'
import { outlineOf } from './outline.ts'

/** The shapes of a layer by their codes. Where it is sound, no two overlap and shared borders have the same points. */
export type Coverage = ReadonlyMap<string, GridShape>

const boxes = new WeakMap<GridShape, Box>()

export function boxOfShape(shape: GridShape): Box {
  const known = boxes.get(shape) ?? boxOf(shape)
  boxes.set(shape, known)
  return known
}

/** The shapes whose boxes come within a few units of the box. */
export function around(coverage: Coverage, box: Box, by = 2): Map<string, GridShape> {
  return new Map([...coverage].filter(([, shape]) => boxesMeet(boxOfShape(shape), box, by)))
}

export function boxOfAll(shapes: Iterable<GridShape>): Box {
  return joinBoxes([...shapes].map(boxOfShape))
}

/** Shapes with the faces that each has; what an edit does is to say anew which face is whose. */
export type Laid = { arrangement: Arrangement; holds: Map<string, Set<number>> }

export function lay(
  shapes: ReadonlyMap<string, GridShape>,
  lines: readonly (readonly GridPoint[])[] = [],
): Laid {
  const arrangement = arrange(nodedEdges(shapes, lines))
  const holds = new Map<string, Set<number>>([...shapes.keys()].map((code) => [code, new Set<number>()]))
  arrangement.faces.forEach(({ windings }, number) => {
    for (const [code, times] of windings) if (times > 0) holds.get(code)?.add(number)
  })
  return { arrangement, holds }
}

/** Shapes that are other than before, as the faces say. */
export function changesOf({ arrangement, holds }: Laid, before: Coverage): Map<string, GridShape> {
  const changed = new Map<string, GridShape>()
  for (const [code, faces] of holds) {
    const shape = outlineOf(arrangement, faces)
    const old = before.get(code)
    if (!old || !sameShape(old, shape)) changed.set(code, shape)
  }
  return changed
}

/** Twice the area by the length of its line: how wide a strip of the same area and line would be, in units. */
export function widthOf(rings: readonly Ring[]): number {
  const [outer = []] = rings
  let length = 0
  outer.forEach(([x, y], index) => {
    const [nextX, nextY] = outer[(index + 1) % outer.length] as GridPoint
    length += Math.hypot(nextX - x, nextY - y)
  })
  return length === 0 ? 0 : (2 * Math.abs(doubleArea(outer))) / 2 / length
}
