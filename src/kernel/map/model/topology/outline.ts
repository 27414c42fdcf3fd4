import type { Arrangement, Face, Side } from './faces.ts'
import {
  canonical,
  doubleArea,
  type GridPoint,
  type GridShape,
  isInside,
  type Ring,
  samePoint,
} from './grid.ts'

/** The shape that some faces make together; empty where there is none. */
export function outlineOf({ nodes, around, faces }: Arrangement, members: ReadonlySet<number>): GridShape {
  const used = new Set<Side>()
  const rings: Ring[] = []
  const bounds = (side: Side) => members.has(side.face) && !members.has(side.back.face)
  for (const number of members) {
    for (const start of (faces[number] as Face).sides) {
      if (used.has(start) || !bounds(start)) continue
      const points: GridPoint[] = []
      for (let side = start; !used.has(side); side = follow(side, around, bounds)) {
        used.add(side)
        points.push(nodes[side.from] as GridPoint)
      }
      rings.push(...loopsOf(points))
    }
  }
  return canonical(nest(rings))
}

/** Onwards along the same wedge: clockwise from the way back, past edges that have the shape on both sides. */
function follow(side: Side, around: readonly Side[][], bounds: (side: Side) => boolean): Side {
  const own = around[side.to] as Side[]
  let index = own.indexOf(side.back)
  for (let tried = 0; tried < own.length; tried += 1) {
    index = (index + own.length - 1) % own.length
    const candidate = own[index] as Side
    if (bounds(candidate)) return candidate
  }
  return side
}

/** A line that comes back to one of its points is cut there: rings that touch in a point are rings of their own. */
function loopsOf(points: readonly GridPoint[]): Ring[] {
  const loops: Ring[] = []
  const path: GridPoint[] = []
  for (const point of points) {
    const before = path.findLastIndex((other) => samePoint(other, point))
    if (before >= 0) loops.push(path.splice(before))
    path.push(point)
  }
  loops.push(path)
  return loops.filter((ring) => ring.length >= 3)
}

function nest(rings: readonly Ring[]): Ring[][] {
  const outers = rings
    .filter((ring) => doubleArea(ring) > 0)
    .sort((a, b) => doubleArea(a) - doubleArea(b))
    .map((outer) => [outer])
  for (const hole of rings.filter((ring) => doubleArea(ring) < 0)) {
    const [a, b] = hole as unknown as [GridPoint, GridPoint]
    // The middle of an edge is on no other ring's line; the hole's corners may be.
    const middle: GridPoint = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
    outers.find(([outer]) => isInside(middle, outer as Ring))?.push(hole)
  }
  return outers
}

/** A point well inside some faces of an arrangement, to show them by. */
export function pointIn(shape: GridShape): GridPoint {
  const [widest] = shape.toSorted(([a = []], [b = []]) => doubleArea(b) - doubleArea(a))
  const rings = widest ?? []
  const ys = [...new Set(rings.flat().map(([, y]) => y))].sort((a, b) => a - b)
  let best: GridPoint = rings[0]?.[0] ?? [0, 0]
  let room = -1
  // Between two neighbouring heights no corner lies: the scan line meets edges only.
  for (let i = 1; i < ys.length; i += Math.max(1, Math.floor(ys.length / 40))) {
    const y = ((ys[i - 1] as number) + (ys[i] as number)) / 2
    const xs = rings.flatMap((ring) => crossings(ring, y)).sort((a, b) => a - b)
    for (let j = 1; j < xs.length; j += 2) {
      const [from, to] = [xs[j - 1] as number, xs[j] as number]
      const width = Math.min(to - from, 4 * ((ys[i] as number) - (ys[i - 1] as number)))
      if (width > room) {
        room = width
        best = [(from + to) / 2, y]
      }
    }
  }
  return best
}

function crossings(ring: Ring, y: number): number[] {
  return ring.flatMap((a, index) => {
    const b = ring[(index + 1) % ring.length] as GridPoint
    if (a[1] > y === b[1] > y) return []
    return [a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])]
  })
}

/** Faces joined to groups across the sides that don't part them. */
export function groupFaces(
  faces: readonly Face[],
  chosen: (face: number) => boolean,
  parts: (side: Side) => boolean,
): number[][] {
  const seen = new Set<number>()
  const groups: number[][] = []
  faces.forEach((_, start) => {
    if (seen.has(start) || !chosen(start)) return
    const group: number[] = []
    const waiting = [start]
    seen.add(start)
    while (waiting.length > 0) {
      const at = waiting.pop() as number
      group.push(at)
      for (const side of (faces[at] as Face).sides) {
        const other = side.back.face
        if (seen.has(other) || !chosen(other) || parts(side)) continue
        seen.add(other)
        waiting.push(other)
      }
    }
    groups.push(group)
  })
  return groups
}
