import type { LayerEdit } from '../edits.ts'
import { around, boxOfAll, type Coverage, lay } from './coverage.ts'
import { settle, type Settled } from './checks.ts'
import { ringFaults } from './drawn.ts'
import type { Fault } from './fault.ts'
import {
  type GridPoint,
  type GridShape,
  keyOf,
  type Ring,
  samePoint,
  stretch,
  toGrid,
  emptyBox,
} from './grid.ts'

export type VertexEdit = Extract<LayerEdit, { kind: 'move_vertex' | 'insert_vertex' | 'remove_vertex' }>
export type Numbered<E> = { edit: E; index: number }

/** Moves, puts in and takes out points in every shape that has them, as one step: only what comes out must be sound. */
export function editVertices(
  coverage: Coverage,
  edits: readonly Numbered<VertexEdit>[],
): Settled & {
  touched: Map<number, string[]>
} {
  const targets = new Map<string, GridShape>()
  const faults: Fault[] = []
  const touched = new Map<number, string[]>()
  for (const { edit, index } of edits) {
    const [spot, problem, rewrite] = rewriting(edit)
    const box = spot.reduce(stretch, emptyBox())
    const near = around(new Map([...coverage, ...targets]), box)
    const own = new Map([...near].flatMap(([code, shape]) => (rewrite.has(shape) ? [[code, shape]] : [])))
    const fault = own.size === 0 ? problem : rewrite.refuse?.(own.values())
    touched.set(index, [...own.keys()])
    if (fault) faults.push({ code: fault, index, at: middle(spot), codes: [...own.keys()] })
    else for (const [code, shape] of own) targets.set(code, rewrite.apply(shape))
  }
  const spots = edits.map(({ edit, index }) => ({ at: rewriting(edit)[0][0] as GridPoint, index }))
  const indexAt = (at: GridPoint) => nearestIndex(spots, at)
  for (const [code, shape] of targets)
    for (const { code: fault, at, shape: place } of ringFaults(shape))
      faults.push({
        code: fault,
        index: indexAt(at ?? [0, 0]),
        at,
        codes: [code],
        ...(place ? { shape: place } : {}),
      })
  if (faults.length > 0 || targets.size === 0)
    return { changed: new Map(), faults: distinct(faults), touched }
  const old = [...targets.keys()].map((code) => coverage.get(code) as GridShape)
  const near = around(coverage, boxOfAll([...targets.values(), ...old]))
  return { ...settle(lay(new Map([...near, ...targets])), lay(near), coverage, indexAt), touched }
}

/** The same point is at fault in every shape that has it; it is said once. */
function distinct(faults: readonly Fault[]): Fault[] {
  return [...Map.groupBy(faults, ({ code, index, at }) => `${code} ${index} ${at?.join()}`).values()].map(
    (same) => ({ ...(same[0] as Fault), codes: [...new Set(same.flatMap(({ codes }) => codes))] }),
  )
}

function nearestIndex(spots: readonly { at: GridPoint; index: number }[], [x, y]: GridPoint): number {
  const far = ({ at }: { at: GridPoint }) => Math.hypot(at[0] - x, at[1] - y)
  return spots.toSorted((a, b) => far(a) - far(b))[0]?.index ?? 0
}

function middle(points: readonly GridPoint[]): GridPoint {
  const [a, b] = [points[0] as GridPoint, points.at(-1) as GridPoint]
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
}

type Rewriting = {
  has(shape: GridShape): boolean
  refuse?(shapes: Iterable<GridShape>): Fault['code'] | undefined
  apply(shape: GridShape): GridShape
}

const mapRings = (shape: GridShape, call: (ring: Ring) => Ring): GridShape =>
  shape.map((rings) => rings.map(call))
const hasPoint = (at: GridPoint) => (shape: GridShape) =>
  shape.some((rings) => rings.some((ring) => ring.some((point) => samePoint(point, at))))

function rewriting(edit: VertexEdit): [spot: GridPoint[], missing: Fault['code'], Rewriting] {
  if (edit.kind === 'move_vertex') {
    const [from, to] = [toGrid(edit.from), toGrid(edit.to)]
    const apply = (shape: GridShape) =>
      mapRings(shape, (ring) => ring.map((point) => (samePoint(point, from) ? to : point)))
    return [[from], 'unknown_vertex', { has: hasPoint(from), apply }]
  }
  if (edit.kind === 'remove_vertex') {
    const at = toGrid(edit.at)
    const apply = (shape: GridShape) =>
      mapRings(shape, (ring) => ring.filter((point) => !samePoint(point, at)))
    return [[at], 'unknown_vertex', { has: hasPoint(at), apply, refuse: (shapes) => mayGo(shapes, at) }]
  }
  const [a, b] = [toGrid(edit.edge[0]), toGrid(edit.edge[1])]
  const at = toGrid(edit.at)
  const insert = (ring: Ring) =>
    ring.flatMap((point, index) =>
      isEdge(point, ring[(index + 1) % ring.length] as GridPoint, a, b) ? [point, at] : [point],
    )
  const has = (shape: GridShape) => shape.flat().some((ring) => insert(ring).length > ring.length)
  return [[a, b], 'unknown_edge', { has, apply: (shape) => mapRings(shape, insert) }]
}

function isEdge(p: GridPoint, q: GridPoint, a: GridPoint, b: GridPoint): boolean {
  return (samePoint(p, a) && samePoint(q, b)) || (samePoint(p, b) && samePoint(q, a))
}

/** A point where borders meet can't go: without it they would lead elsewhere. */
function mayGo(shapes: Iterable<GridShape>, at: GridPoint): Fault['code'] | undefined {
  const neighbours = new Set<string>()
  let short = false
  for (const shape of shapes)
    for (const ring of shape.flat())
      ring.forEach((point, index) => {
        if (!samePoint(point, at)) return
        neighbours.add(keyOf(ring.at(index - 1) as GridPoint))
        neighbours.add(keyOf(ring[(index + 1) % ring.length] as GridPoint))
        short ||= ring.length <= 3
      })
  if (neighbours.size > 2) return 'junction'
  return short ? 'too_few_points' : undefined
}
