import { withoutRepeats } from './drawn.ts'
import { type GridPoint, type GridShape, nearestOn, type Ring, samePoint } from './grid.ts'
import type { Segment } from './segments.ts'

/** What is drawn this close to a point or border that is there is meant to be on it: 5·10⁻⁶ degrees, half a metre. */
export const snapUnits = 50

type Cell = { points: GridPoint[]; edges: Segment[] }

function segmentsOf(shapes: Iterable<GridShape>): Segment[] {
  return [...shapes].flatMap((shape) =>
    shape.flat().flatMap((ring) => ring.map((a, i) => ({ a, b: ring[(i + 1) % ring.length] as GridPoint }))),
  )
}

/** Existing points and edges, to be found by where they are. */
export class Borders {
  readonly #cells = new Map<string, Cell>()
  readonly #size: number

  /** @param later what will be added: how long its edges are says how finely things are kept apart */
  constructor(shapes: Iterable<GridShape>, later: Iterable<GridShape> = []) {
    const segments = segmentsOf(shapes)
    const all = [...segments, ...segmentsOf(later)]
    const lengths = all.reduce((sum, { a, b }) => sum + Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]), 0)
    this.#size = Math.max(4 * snapUnits, lengths / Math.max(1, all.length))
    this.#add(segments)
  }

  add(shape: GridShape): void {
    this.#add(segmentsOf([shape]))
  }

  #add(segments: readonly Segment[]): void {
    for (const segment of segments) {
      this.#put(segment, (cell) => cell.edges.push(segment))
      this.#put({ a: segment.a, b: segment.a }, (cell) => cell.points.push(segment.a))
    }
  }

  *#keys({ a, b }: Segment, by: number): Generator<string> {
    const index = (value: number) => Math.floor(value / this.#size)
    for (let x = index(Math.min(a[0], b[0]) - by); x <= index(Math.max(a[0], b[0]) + by); x += 1)
      for (let y = index(Math.min(a[1], b[1]) - by); y <= index(Math.max(a[1], b[1]) + by); y += 1)
        yield `${x} ${y}`
  }

  #put(segment: Segment, call: (cell: Cell) => void): void {
    for (const key of this.#keys(segment, 0)) {
      const cell = this.#cells.get(key) ?? { points: [], edges: [] }
      this.#cells.set(key, cell)
      call(cell)
    }
  }

  /** What lies within reach of the segment; things may come more than once. */
  #near(segment: Segment): Cell[] {
    return [...this.#keys(segment, snapUnits)].flatMap((key) => this.#cells.get(key) ?? [])
  }

  /** The point moved onto the nearest one, or else the nearest edge, within reach. */
  snap(point: GridPoint): GridPoint {
    const near = this.#near({ a: point, b: point })
    const points = near.flatMap((cell) => cell.points)
    const onPoint = nearest(
      points.map((at) => ({ at, distance: Math.hypot(at[0] - point[0], at[1] - point[1]) })),
    )
    if (onPoint) return onPoint
    const onEdge = nearest(near.flatMap(({ edges }) => edges.map(({ a, b }) => nearestOn(a, b, point))))
    return onEdge ? [Math.round(onEdge[0]), Math.round(onEdge[1])] : point
  }

  /** Existing points that the segment passes within reach of, in order along it. */
  along(segment: Segment): GridPoint[] {
    const { a, b } = segment
    const found = new Map<string, { at: GridPoint; done: number }>()
    for (const at of this.#near(segment).flatMap(({ points }) => points)) {
      if (samePoint(at, a) || samePoint(at, b)) continue
      const near = nearestOn(a, b, at)
      if (near.distance > snapUnits) continue
      const ends = Math.min(Math.hypot(at[0] - a[0], at[1] - a[1]), Math.hypot(at[0] - b[0], at[1] - b[1]))
      if (ends <= snapUnits) continue
      found.set(String(at), { at, done: Math.hypot(near.at[0] - a[0], near.at[1] - a[1]) })
    }
    return [...found.values()].sort((p, q) => p.done - q.done).map(({ at }) => at)
  }
}

function nearest(found: readonly { at: GridPoint; distance: number }[]): GridPoint | undefined {
  let best: { at: GridPoint; distance: number } | undefined
  for (const one of found)
    if (one.distance <= snapUnits && one.distance < (best?.distance ?? Infinity)) best = one
  return best?.at
}

/** A ring, or a line, drawn onto what is there: its points first, then the points that it passes. */
export function snapped(points: readonly GridPoint[], borders: Borders, closed: boolean): Ring {
  const onto = points.map((point) => borders.snap(point))
  const result = onto.flatMap((a, index) => {
    const b = onto[index + 1] ?? (closed ? onto[0] : undefined)
    return b && !samePoint(a, b) ? [a, ...borders.along({ a, b })] : [a]
  })
  return closed
    ? withoutRepeats(result)
    : result.filter((p, i) => i === 0 || !samePoint(p, result[i - 1] as GridPoint))
}
