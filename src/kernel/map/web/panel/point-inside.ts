import { type Area, type Position, polygonsOf } from '#kernel/divisions/model'

/** A point within an area: the middle of the widest stretch across it at half its height. */
export function pointInside(area: Area): Position {
  const rings = polygonsOf(area).toSorted((a, b) => heightOf(b) - heightOf(a))[0] ?? []
  const latitudes = (rings[0] ?? []).map(([, latitude]) => latitude)
  const middle = (Math.min(...latitudes) + Math.max(...latitudes)) / 2
  // Never through a vertex: a hair's breadth beside the half.
  const latitude = latitudes.includes(middle) ? middle + 1e-9 : middle
  const crossings = rings.flatMap((ring) => crossingsOf(ring, latitude)).toSorted((a, b) => a - b)
  let best: [west: number, east: number] | undefined
  for (let at = 0; at + 1 < crossings.length; at += 2) {
    const [west = 0, east = 0] = [crossings[at], crossings[at + 1]]
    if (!best || east - west > best[1] - best[0]) best = [west, east]
  }
  return best ? [(best[0] + best[1]) / 2, latitude] : (rings[0]?.[0] ?? [0, 0])
}

function heightOf([outer = []]: Position[][]): number {
  const latitudes = outer.map(([, latitude]) => latitude)
  return Math.max(...latitudes) - Math.min(...latitudes)
}

function crossingsOf(ring: readonly Position[], latitude: number): number[] {
  return ring.flatMap((from, at) => {
    const to = ring[(at + 1) % ring.length]
    if (!to || from[1] > latitude === to[1] > latitude) return []
    return [from[0] + ((latitude - from[1]) / (to[1] - from[1])) * (to[0] - from[0])]
  })
}
