import type { Position } from '#kernel/divisions/model'

/** A line or ring as it is being drawn. */
export type Sketch = { points: readonly Position[]; done: boolean }

export const blank: Sketch = { points: [], done: false }

const same = (a: Position | undefined, b: Position): boolean => a?.[0] === b[0] && a[1] === b[1]

/** Adds a point; after the end a new sketch begins with it. A second press at the same place adds nothing. */
export function withPoint({ points, done }: Sketch, point: Position): Sketch {
  if (done) return { points: [point], done: false }
  return same(points.at(-1), point) ? { points, done } : { points: [...points, point], done }
}

export function withoutLast({ points }: Sketch): Sketch {
  return { points: points.slice(0, -1), done: false }
}

/** Ends a line of two points or a ring of three; fewer are no shape yet. */
export function ended(sketch: Sketch, kind: 'line' | 'polygon'): Sketch {
  return sketch.points.length < (kind === 'line' ? 2 : 3) ? sketch : { ...sketch, done: true }
}
