import type { Area, Position } from '#kernel/divisions/model'

/**
 * Shapes are edited on a grid of 10⁻⁷ degrees (about a centimetre): that is the tolerance of the topology. On whole
 * numbers, which side of a line a point lies on is decided exactly, as long as a layer spans less than six degrees.
 */
export const gridPerDegree = 1e7
export const spanDegreesMax = 6

export type GridPoint = readonly [x: number, y: number]
/** Without the closing point. */
export type Ring = readonly GridPoint[]
/** Polygons, each its outer ring (counter-clockwise) and its holes (clockwise). */
export type GridShape = readonly (readonly Ring[])[]
export type Box = [west: number, south: number, east: number, north: number]

export function toGrid([longitude, latitude]: readonly [number, number]): GridPoint {
  return [Math.round(longitude * gridPerDegree), Math.round(latitude * gridPerDegree)]
}

export function fromGrid([x, y]: GridPoint): Position {
  return [x / gridPerDegree, y / gridPerDegree]
}

export function samePoint(a: GridPoint, b: GridPoint): boolean {
  return a[0] === b[0] && a[1] === b[1]
}

export function keyOf([x, y]: GridPoint): string {
  return `${x},${y}`
}

/** Above nought where c lies left of the line from a to b, nought on it. */
export function turn(a: GridPoint, b: GridPoint, c: GridPoint): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

/** Twice the area within a ring, above nought when it runs counter-clockwise. */
export function doubleArea(ring: Ring): number {
  const [origin] = ring
  if (!origin) return 0
  let sum = 0
  for (let i = 0; i < ring.length; i += 1) {
    const a = ring[i] as GridPoint
    const b = ring[(i + 1) % ring.length] as GridPoint
    sum += (a[0] - origin[0]) * (b[1] - origin[1]) - (b[0] - origin[0]) * (a[1] - origin[1])
  }
  return sum
}

export function doubleAreaOf(shape: GridShape): number {
  return shape.flat().reduce((sum, ring) => sum + doubleArea(ring), 0)
}

/** Whether a point, which may lie between the grid's, is inside the ring; of one on its line nothing is said. */
export function isInside([x, y]: GridPoint, ring: Ring): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const a = ring[i] as GridPoint
    const b = ring[j] as GridPoint
    if (a[1] > y === b[1] > y) continue
    const side = (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])
    if (side > 0 === b[1] > a[1]) inside = !inside
  }
  return inside
}

export function covers(shape: GridShape, point: GridPoint): boolean {
  return shape.some(
    ([outer = [], ...holes]) => isInside(point, outer) && !holes.some((hole) => isInside(point, hole)),
  )
}

export function emptyBox(): Box {
  return [Infinity, Infinity, -Infinity, -Infinity]
}

export function stretch(box: Box, [x, y]: GridPoint): Box {
  box[0] = Math.min(box[0], x)
  box[1] = Math.min(box[1], y)
  box[2] = Math.max(box[2], x)
  box[3] = Math.max(box[3], y)
  return box
}

export function boxOf(shape: GridShape): Box {
  return shape.flat(2).reduce(stretch, emptyBox())
}

export function joinBoxes(boxes: Iterable<Box>): Box {
  const all = emptyBox()
  for (const [west, south, east, north] of boxes) {
    stretch(all, [west, south])
    stretch(all, [east, north])
  }
  return all
}

export function boxesMeet(a: Box, b: Box, by = 0): boolean {
  return a[0] <= b[2] + by && b[0] <= a[2] + by && a[1] <= b[3] + by && b[1] <= a[3] + by
}

/** The point of the segment a–b that is nearest to p, between the grid's points, and how far it is. */
export function nearestOn(a: GridPoint, b: GridPoint, p: GridPoint): { at: GridPoint; distance: number } {
  const dx = b[0] - a[0]
  const dy = b[1] - a[1]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length
  const t = Math.min(1, Math.max(0, along))
  const at: GridPoint = [a[0] + t * dx, a[1] + t * dy]
  return { at, distance: Math.hypot(at[0] - p[0], at[1] - p[1]) }
}

/** The same shape always written in the same way: turned right, beginning at the first point from the west. */
export function canonical(shape: GridShape): GridShape {
  const turned = shape.map(([outer = [], ...holes]) => [
    begun(doubleArea(outer) < 0 ? outer.toReversed() : outer),
    ...holes.map((hole) => begun(doubleArea(hole) > 0 ? hole.toReversed() : hole)).sort(byFirst),
  ])
  return turned.sort(([a = []], [b = []]) => byFirst(a, b))
}

function begun(ring: Ring): Ring {
  let first = 0
  ring.forEach((point, index) => {
    if (comparePoints(point, ring[first] as GridPoint) < 0) first = index
  })
  return [...ring.slice(first), ...ring.slice(0, first)]
}

function byFirst([a]: Ring, [b]: Ring): number {
  return a && b ? comparePoints(a, b) : 0
}

function comparePoints(a: GridPoint, b: GridPoint): number {
  return a[0] - b[0] || a[1] - b[1]
}

export function sameShape(a: GridShape, b: GridShape): boolean {
  return a === b || JSON.stringify(canonical(a)) === JSON.stringify(canonical(b))
}

export function shapeOfArea(area: Area): GridShape {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates
  return canonical(
    polygons.map((rings) =>
      rings.map((ring) => {
        const points = ring.map(toGrid)
        return points.filter((point, index) => !samePoint(point, points.at(index - 1) as GridPoint))
      }),
    ),
  )
}

export function areaOfShape(shape: GridShape): Area {
  const polygons = shape.map((rings) => rings.map((ring) => [...ring, ring[0] as GridPoint].map(fromGrid)))
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0] as Position[][] }
    : { type: 'MultiPolygon', coordinates: polygons }
}
