import { type Area, type Position, polygonsOf } from '#kernel/divisions/model'
import type { CarriedCell } from '../../model/snapshot.ts'

/** Whether a place lies in an area: inside an odd number of its rings, so that holes are outside. */
export function holds(area: Area, [x, y]: Position): boolean {
  let inside = false
  for (const ring of polygonsOf(area).flat()) {
    for (let index = 1; index < ring.length; index++) {
      const [a, b] = [ring[index - 1], ring[index]]
      if (!a || !b || a[1] > y === b[1] > y) continue
      if (x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
    }
  }
  return inside
}

/** The shape of a layer that a place lies in, of those that the phone carries; of two on a border the smaller code. */
export function cellAt(
  cells: readonly CarriedCell[],
  layer: string,
  { lng, lat }: { lng: number; lat: number },
): CarriedCell | undefined {
  return cells
    .filter((cell) => cell.layer === layer && holds(cell.area as Area, [lng, lat]))
    .toSorted((one, other) => (one.code < other.code ? -1 : 1))[0]
}
