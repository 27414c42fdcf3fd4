/** Web Mercator in units of the whole world: 0 to 1 from west to east and from north to south. */
export function mercatorX(longitude: number): number {
  return longitude / 360 + 0.5
}
export function mercatorY(latitude: number): number {
  const sine = Math.sin((latitude * Math.PI) / 180)
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
}

export const extent = 4096
/** What reaches over a tile's edge is drawn this far, so that outlines don't show where tiles meet. */
export const buffer = 64

/** x and y by turns, without the closing point. */
export type Flat = Float64Array | readonly number[]

/** A ring within a box (Sutherland and Hodgman); the box's own edges close what was cut off. */
export function clipRing(ring: Flat, box: readonly [number, number, number, number]): Flat {
  let points: Flat = ring
  for (const side of [0, 1, 2, 3] as const) {
    if (points.length === 0) return points
    points = clipSide(points, side, box[side])
  }
  return points
}

/** Sides in the order of a box: west, north, east, south (y grows southwards). */
function clipSide(ring: Flat, side: 0 | 1 | 2 | 3, limit: number): number[] {
  const axis = side % 2
  const sign = side < 2 ? 1 : -1
  const result: number[] = []
  const count = ring.length
  let px = ring[count - 2] as number
  let py = ring[count - 1] as number
  let before = sign * ((axis === 0 ? px : py) - limit)
  for (let i = 0; i < count; i += 2) {
    const x = ring[i] as number
    const y = ring[i + 1] as number
    const now = sign * ((axis === 0 ? x : y) - limit)
    if (before >= 0 !== now >= 0) {
      const t = before / (before - now)
      result.push(axis === 0 ? limit : px + t * (x - px), axis === 0 ? py + t * (y - py) : limit)
    }
    if (now >= 0) result.push(x, y)
    px = x
    py = y
    before = now
  }
  return result
}

/**
 * A ring in a tile's whole units. Shared borders fall on the same units in both shapes, so simplifying by the units
 * (coarser where `step` is more) opens no gap between them. Empty where nothing is left.
 */
export function quantise(
  ring: Flat,
  { left, top, scale, step }: { left: number; top: number; scale: number; step: number },
): number[] {
  const result: number[] = []
  for (let i = 0; i < ring.length; i += 2) {
    const x = Math.round((((ring[i] as number) - left) * scale) / step) * step
    const y = Math.round((((ring[i + 1] as number) - top) * scale) / step) * step
    const at = result.length
    if (at >= 2 && result[at - 2] === x && result[at - 1] === y) continue
    // A point in line with the two before it says nothing.
    if (at >= 4 && inLine(result, x, y)) result.length = at - 2
    result.push(x, y)
  }
  while (result.length > 2 && result[0] === result.at(-2) && result[1] === result.at(-1)) result.length -= 2
  return result.length >= 6 && doubleAreaFlat(result) !== 0 ? result : []
}

function inLine(points: readonly number[], x: number, y: number): boolean {
  const at = points.length
  const [ax, ay, bx, by] = [points[at - 4], points[at - 3], points[at - 2], points[at - 1]] as [
    number,
    number,
    number,
    number,
  ]
  return (bx - ax) * (y - ay) === (by - ay) * (x - ax)
}

/** Above nought where the ring runs clockwise on the screen, as outer rings of a tile do. */
export function doubleAreaFlat(ring: Flat): number {
  let sum = 0
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2)
    sum += (ring[j] as number) * (ring[i + 1] as number) - (ring[i] as number) * (ring[j + 1] as number)
  return sum
}

export function turned(ring: readonly number[], clockwise: boolean): readonly number[] {
  if (doubleAreaFlat(ring) > 0 === clockwise) return ring
  const result: number[] = []
  for (let i = ring.length - 2; i >= 0; i -= 2) result.push(ring[i] as number, ring[i + 1] as number)
  return result
}
