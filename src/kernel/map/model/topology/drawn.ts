import type { Position } from '#kernel/divisions/model'
import { arrange } from './faces.ts'
import type { Fault } from './fault.ts'
import {
  canonical,
  doubleArea,
  type GridPoint,
  type GridShape,
  gridPerDegree,
  type Ring,
  samePoint,
  spanDegreesMax,
  toGrid,
  turn,
} from './grid.ts'
import { nodedEdges } from './noding.ts'
import { outlineOf, pointIn } from './outline.ts'
import { crossingOf, eachPair, type Segment } from './segments.ts'

type Drawing =
  | { type: 'Polygon'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Position[][][] }
type Part = Pick<Fault, 'code' | 'at' | 'shape'>

/** What was drawn, on the grid: points said twice are said once, rings are closed by themselves. */
export function gridded(drawing: Drawing): GridShape {
  const polygons = drawing.type === 'Polygon' ? [drawing.coordinates] : drawing.coordinates
  return polygons.map((rings) => rings.map((ring) => withoutRepeats(ring.map(toGrid))))
}

export function withoutRepeats(ring: Ring): Ring {
  return ring.filter(
    (point, index) => !samePoint(point, ring.at(index - 1) as GridPoint) || ring.length === 1,
  )
}

/** Everything by which rings are no polygons, each with its place. Empty: `proper` makes the polygons of it. */
export function ringFaults(shape: GridShape): Part[] {
  const faults = shape.flat().flatMap(faultsOfRing)
  return faults.length > 0 ? faults : faultsBetween(shape)
}

function faultsOfRing(ring: Ring): Part[] {
  if (new Set(ring.map(String)).size < 3) return [{ code: 'too_few_points', at: ring[0] ?? null }]
  const [x0, y0] = ring[0] as GridPoint
  const reach = spanDegreesMax * gridPerDegree
  const far = ring.find(([x, y]) => Math.abs(x - x0) > reach || Math.abs(y - y0) > reach)
  if (far) return [{ code: 'out_of_bounds', at: far }]
  const spikes = ring.filter((point, index) => isSpike(ring, point, index))
  if (spikes.length > 0) return spikes.map((at) => ({ code: 'spike', at }))
  const meetings = meetingsOf(ring)
  if (meetings.length > 0) return meetings
  return doubleArea(ring) === 0 ? [{ code: 'no_area', at: ring[0] ?? null }] : []
}

function isSpike(ring: Ring, point: GridPoint, index: number): boolean {
  const before = ring.at(index - 1) as GridPoint
  const after = ring[(index + 1) % ring.length] as GridPoint
  if (turn(before, point, after) !== 0) return false
  const back = (before[0] - point[0]) * (after[0] - point[0]) + (before[1] - point[1]) * (after[1] - point[1])
  return back > 0
}

/** Where the ring's line crosses itself (a bow tie), or comes back to where it has been. */
function meetingsOf(ring: Ring): Part[] {
  const segments = ring.map((a, index) => ({ a, b: ring[(index + 1) % ring.length] as GridPoint, index }))
  const faults = new Map<string, Part>()
  const say = (code: 'self_crossing' | 'ring_touches_itself', at: GridPoint) =>
    faults.set(String(at), faults.get(String(at)) ?? { code, at })
  eachPair(segments, (s, t) => {
    const gap = Math.abs(s.index - t.index)
    if (gap === 1 || gap === ring.length - 1) return
    const crossing = crossingOf(s, t)
    if (crossing) say('self_crossing', crossing)
    for (const p of [t.a, t.b]) if (liesOn(s, p)) say('ring_touches_itself', p)
    for (const p of [s.a, s.b]) if (liesOn(t, p)) say('ring_touches_itself', p)
  })
  return [...faults.values()]
}

function liesOn({ a, b }: Segment, p: GridPoint): boolean {
  return (
    turn(a, b, p) === 0 &&
    Math.min(a[0], b[0]) <= p[0] &&
    p[0] <= Math.max(a[0], b[0]) &&
    Math.min(a[1], b[1]) <= p[1] &&
    p[1] <= Math.max(a[1], b[1])
  )
}

/** Rings that are sound each, but lie wrongly to one another. */
function faultsBetween(shape: GridShape): Part[] {
  if (shape.flat().length === 1) return []
  const arrangement = arrange(nodedEdges(new Map([['', turnedRight(shape)]])))
  return arrangement.faces.flatMap(({ windings }, number) => {
    const times = windings.get('') ?? 0
    if (times === 0 || times === 1) return []
    const part = outlineOf(arrangement, new Set([number]))
    return [{ code: times < 0 ? 'hole_outside' : 'rings_overlap', at: pointIn(part), shape: part } as const]
  })
}

function turnedRight(shape: GridShape): GridShape {
  return shape.map((rings) =>
    rings.map((ring, index) => (doubleArea(ring) > 0 === (index === 0) ? ring : ring.toReversed())),
  )
}

/** Polygons as they must stand: outer rings counter-clockwise, touching rings apart, parts that share a border joined. */
export function proper(shape: GridShape): GridShape {
  const arrangement = arrange(nodedEdges(new Map([['', turnedRight(shape)]])))
  const inside = arrangement.faces.flatMap(({ windings }, number) => (windings.get('') ? [number] : []))
  return canonical(outlineOf(arrangement, new Set(inside)))
}
