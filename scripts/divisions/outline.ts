/** Outlines of regions of mesh cells, with borders smoothed and roughened once for both sides. */
import { chance, type Mesh, type Point } from './mesh.ts'

export type Ring = Point[]
type Side = readonly [string, string]

/** The sides where a cell's owner differs from its neighbour's; each border side comes once from either cell. */
function borderSides(mesh: Mesh, owner: ReadonlyMap<number, string>): { id: string; side: Side }[] {
  const found: { id: string; side: Side }[] = []
  for (const [cell, id] of owner) {
    mesh.neighbours(cell).forEach((next, side) => {
      if (next === undefined || owner.get(next) !== id) found.push({ id, side: mesh.side(cell, side) })
    })
  }
  return found
}

export function sideKey([from, to]: Side): string {
  return from < to ? `${from}|${to}` : `${to}|${from}`
}

/**
 * Where the corners on the borders lie after smoothing. Corners already in `fixed` stay: a cell layer's borders meet
 * those of the villages exactly.
 */
export function smoothCorners(
  mesh: Mesh,
  owner: ReadonlyMap<number, string>,
  fixed: ReadonlyMap<string, Point>,
): Map<string, Point> {
  const around = new Map<string, Set<string>>()
  for (const { side } of borderSides(mesh, owner)) {
    for (const [one, other] of [side, [side[1], side[0]] as const]) {
      around.set(one, (around.get(one) ?? new Set()).add(other))
    }
  }
  let places = new Map([...around.keys()].map((key) => [key, fixed.get(key) ?? mesh.corner(key)]))
  for (let round = 0; round < 2; round++) {
    const next = new Map<string, Point>()
    for (const [key, [x, y]] of places) {
      const others = [...(around.get(key) ?? [])].map((other) => places.get(other) ?? mesh.corner(other))
      const mean = (axis: 0 | 1): number =>
        others.reduce((sum, point) => sum + point[axis], 0) / others.length
      next.set(key, fixed.get(key) ?? [(x + mean(0)) / 2, (y + mean(1)) / 2])
    }
    places = next
  }
  return places
}

/** A point beside the middle of each border side, so that no border runs straight. */
export function roughenSides(
  mesh: Mesh,
  owner: ReadonlyMap<number, string>,
  corners: ReadonlyMap<string, Point>,
  seed: number,
): Map<string, Point> {
  const middles = new Map<string, Point>()
  for (const { side } of borderSides(mesh, owner)) {
    const key = sideKey(side)
    if (middles.has(key)) continue
    const [a, b] = key.split('|').map((corner) => corners.get(corner) ?? mesh.corner(corner))
    if (!a || !b) continue
    const shift = (chance(seed, key) - 0.5) * 0.36
    middles.set(key, [(a[0] + b[0]) / 2 - shift * (b[1] - a[1]), (a[1] + b[1]) / 2 + shift * (b[0] - a[0])])
  }
  return middles
}

/**
 * The rings of every region, outer ring first and counter-clockwise, closed. Three cells meet at a corner, so a
 * region's border never touches itself and each corner leads on to exactly one other.
 */
export function traceRings(
  mesh: Mesh,
  owner: ReadonlyMap<number, string>,
  corners: ReadonlyMap<string, Point>,
  middles: ReadonlyMap<string, Point>,
): Map<string, Ring[]> {
  const onward = new Map<string, Map<string, string>>()
  for (const { id, side } of borderSides(mesh, owner)) {
    onward.set(id, (onward.get(id) ?? new Map<string, string>()).set(side[0], side[1]))
  }
  const point = (key: string): Point => corners.get(key) ?? mesh.corner(key)
  const result = new Map<string, Ring[]>()
  for (const [id, steps] of onward) {
    const rings: Ring[] = []
    while (steps.size > 0) {
      const start = canonicalStart(steps)
      const ring: Ring = [point(start)]
      for (let at = start; ; ) {
        const to = steps.get(at)
        if (to === undefined) throw new Error(`the border of ${id} is open at ${at}`)
        steps.delete(at)
        const middle = middles.get(sideKey([at, to]))
        if (middle) ring.push(middle)
        ring.push(point(to))
        at = to
        if (at === start) break
      }
      rings.push(ring)
    }
    result.set(
      id,
      rings.sort((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a))),
    )
  }
  return result
}

function canonicalStart(steps: ReadonlyMap<string, string>): string {
  const [first] = [...steps.keys()].sort()
  if (first === undefined) throw new Error('an empty border')
  return first
}

export function signedArea(ring: readonly Point[]): number {
  let sum = 0
  for (let index = 1; index < ring.length; index++) {
    const [a, b] = [ring[index - 1], ring[index]]
    if (a && b) sum += a[0] * b[1] - b[0] * a[1]
  }
  return sum / 2
}
