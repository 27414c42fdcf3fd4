import { type GridPoint, samePoint, turn } from './grid.ts'

export type Segment = { a: GridPoint; b: GridPoint }

/** Calls for each pair of segments whose boxes meet, in time that grows with how many do. */
export function eachPair<S extends Segment>(segments: readonly S[], call: (s: S, t: S) => void): void {
  const items = segments.map((segment) => ({
    segment,
    west: Math.min(segment.a[0], segment.b[0]) - 0.5,
    east: Math.max(segment.a[0], segment.b[0]) + 0.5,
    south: Math.min(segment.a[1], segment.b[1]) - 0.5,
    north: Math.max(segment.a[1], segment.b[1]) + 0.5,
  }))
  items.sort((s, t) => s.west - t.west)
  let active: typeof items = []
  for (const item of items) {
    let kept = 0
    for (const other of active) {
      if (other.east < item.west) continue
      active[kept] = other
      kept += 1
      if (other.south <= item.north && item.south <= other.north) call(other.segment, item.segment)
    }
    active.length = kept
    active.push(item)
  }
  active = []
}

/** Whether the segment passes through the grid point's pixel, which is half a unit to each side. */
export function passesThrough({ a, b }: Segment, p: GridPoint): boolean {
  const outside =
    Math.min(a[0], b[0]) > p[0] + 0.5 ||
    Math.max(a[0], b[0]) < p[0] - 0.5 ||
    Math.min(a[1], b[1]) > p[1] + 0.5 ||
    Math.max(a[1], b[1]) < p[1] - 0.5
  if (outside) return false
  const reach = 0.5 * (Math.abs(b[0] - a[0]) + Math.abs(b[1] - a[1]))
  return Math.abs(turn(a, b, p)) <= reach
}

/** Where two segments cross, each strictly inside the other, rounded to the grid; undefined where they don't. */
export function crossingOf(s: Segment, t: Segment): GridPoint | undefined {
  const fromA = turn(s.a, s.b, t.a)
  const fromB = turn(s.a, s.b, t.b)
  if (fromA === 0 || fromB === 0 || fromA > 0 === fromB > 0) return undefined
  const a = turn(t.a, t.b, s.a)
  const b = turn(t.a, t.b, s.b)
  if (a === 0 || b === 0 || a > 0 === b > 0) return undefined
  const along = a / (a - b)
  return [Math.round(s.a[0] + along * (s.b[0] - s.a[0])), Math.round(s.a[1] + along * (s.b[1] - s.a[1]))]
}

/** Points strictly within a segment's ends at which it must be cut so that it meets the other in ends only. */
export function cutsBetween(s: Segment, t: Segment): { ofS: GridPoint[]; ofT: GridPoint[] } {
  const ofS = [t.a, t.b].filter((p) => passesThrough(s, p))
  const ofT = [s.a, s.b].filter((p) => passesThrough(t, p))
  const crossing = crossingOf(s, t)
  if (crossing) {
    ofS.push(crossing)
    ofT.push(crossing)
  }
  const within = (of: Segment) => (p: GridPoint) => !samePoint(p, of.a) && !samePoint(p, of.b)
  return { ofS: ofS.filter(within(s)), ofT: ofT.filter(within(t)) }
}
