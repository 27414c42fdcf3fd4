import { AppError } from '#kernel/errors/model'
import { type GridPoint, type GridShape, keyOf, samePoint } from './grid.ts'
import { cutsBetween, eachPair, type Segment } from './segments.ts'

/**
 * A stretch between two nodes. `left` says of each code how much more often its shape lies left of a→b than right of
 * it; `line` how often a cutting line runs along it from a to b (below nought: against it).
 */
export type Edge = Segment & { left: Map<string, number>; line: number; cut: boolean }

const roundsMax = 60

/** The lines of shapes and of cuts, taken apart so that they meet in their ends only. */
export function nodedEdges(
  shapes: ReadonlyMap<string, GridShape>,
  lines: readonly (readonly GridPoint[])[] = [],
): Edge[] {
  let edges = joined([...edgesOfShapes(shapes), ...lines.flatMap(edgesOfLine)])
  for (let round = 0; round < roundsMax; round += 1) {
    const cuts = new Map<Edge, GridPoint[]>()
    const note = (edge: Edge, points: readonly GridPoint[]) => {
      if (points.length > 0) cuts.set(edge, [...(cuts.get(edge) ?? []), ...points])
    }
    eachPair(edges, (s, t) => {
      const { ofS, ofT } = cutsBetween(s, t)
      note(s, ofS)
      note(t, ofT)
    })
    if (cuts.size === 0) return edges
    edges = joined(edges.flatMap((edge) => cutUp(edge, cuts.get(edge) ?? [])))
  }
  throw new AppError('map.too_intricate', { status: 422 })
}

function* edgesOfShapes(shapes: ReadonlyMap<string, GridShape>): Generator<Edge> {
  for (const [code, shape] of shapes)
    for (const ring of shape.flat())
      for (let i = 0; i < ring.length; i += 1) {
        const a = ring[i] as GridPoint
        const b = ring[(i + 1) % ring.length] as GridPoint
        yield { a, b, left: new Map([[code, 1]]), line: 0, cut: false }
      }
}

function edgesOfLine(line: readonly GridPoint[]): Edge[] {
  return line.slice(1).map((b, index) => ({
    a: line[index] as GridPoint,
    b,
    left: new Map<string, number>(),
    line: 1,
    cut: true,
  }))
}

function cutUp(edge: Edge, points: readonly GridPoint[]): Edge[] {
  if (points.length === 0) return [edge]
  const along = (p: GridPoint) =>
    (p[0] - edge.a[0]) * (edge.b[0] - edge.a[0]) + (p[1] - edge.a[1]) * (edge.b[1] - edge.a[1])
  const stops = [edge.a, ...[...points].sort((p, q) => along(p) - along(q)), edge.b]
  const parts: Edge[] = []
  for (let i = 1; i < stops.length; i += 1) {
    const a = stops[i - 1] as GridPoint
    const b = stops[i] as GridPoint
    if (!samePoint(a, b)) parts.push({ ...edge, a, b, left: new Map(edge.left) })
  }
  return parts
}

/** Edges between the same nodes become one; what separates nothing any more goes. */
function joined(edges: readonly Edge[]): Edge[] {
  const all = new Map<string, Edge>()
  for (const edge of edges) {
    if (samePoint(edge.a, edge.b)) continue
    const forth = edge.a[0] < edge.b[0] || (edge.a[0] === edge.b[0] && edge.a[1] < edge.b[1])
    const key = forth ? `${keyOf(edge.a)} ${keyOf(edge.b)}` : `${keyOf(edge.b)} ${keyOf(edge.a)}`
    const sign = forth ? 1 : -1
    const known = all.get(key)
    const own = known ?? {
      a: forth ? edge.a : edge.b,
      b: forth ? edge.b : edge.a,
      left: new Map<string, number>(),
      line: 0,
      cut: false,
    }
    for (const [code, times] of edge.left) own.left.set(code, (own.left.get(code) ?? 0) + sign * times)
    own.line += sign * edge.line
    own.cut ||= edge.cut
    if (!known) all.set(key, own)
  }
  return [...all.values()].filter((edge) => edge.cut || [...edge.left.values()].some((times) => times !== 0))
}
