import type { ClusterWish } from './clusters.ts'
import { type Box, boxOf, liesInside, overlap, type ScreenPoint } from './projection.ts'

export const markSymbols = ['circle', 'triangle', 'square', 'diamond', 'ring', 'cross'] as const
export type MarkSymbol = (typeof markSymbols)[number]

/** Something that lies in a division: its exact place is not known or not shown. */
export type MapItem = {
  id: string
  code: string
  name: string
  symbol: MarkSymbol
  /** A CSS colour; told apart by the symbol as well. */
  colour: string
}

export type MarkRegion = {
  code: string
  rings: readonly (readonly ScreenPoint[])[]
  label: ScreenPoint
}

export type PlacedMark = { item: MapItem; x: number; y: number }
export type MarkGroup = { symbol: MarkSymbol; colour: string; items: MapItem[] }
export type Placement = {
  marks: PlacedMark[]
  /** Regions whose items don't all find a free spot. */
  clusters: ClusterWish[]
  /** Items whose code names a wider place than any region drawn: shown beside the map, never at a guessed spot. */
  unplaced: MapItem[]
}

/** The region that is the item's place or holds it. */
function regionOf(code: string, regions: ReadonlyMap<string, MarkRegion>): MarkRegion | undefined {
  const whole = regions.get(code)
  if (whole) return whole
  return [12, 9, 6].map((length) => regions.get(code.slice(0, length))).find((region) => region !== undefined)
}

/**
 * Spreads each region's items over free spots inside it, the same every time: spots go outwards from the label point,
 * items by id. Where they don't all fit, the region gets a cluster (see placeClusters).
 */
export function placeMarks(
  items: readonly MapItem[],
  regions: readonly MarkRegion[],
  { size, taken = [], perRegionMax = 40 }: { size: number; taken?: readonly Box[]; perRegionMax?: number },
): Placement {
  const byCode = new Map(regions.map((region) => [region.code, region]))
  const placement: Placement = { marks: [], clusters: [], unplaced: [] }
  const perRegion = Map.groupBy(items, (item) => regionOf(item.code, byCode))
  for (const [region, own] of perRegion) {
    if (!region) {
      placement.unplaced.push(...own)
      continue
    }
    const sorted = own.sort((a, b) => (a.id < b.id ? -1 : 1))
    const spots = own.length > perRegionMax ? [] : freeSpots(region, own.length, size, taken)
    if (spots.length === own.length) {
      sorted.forEach((item, index) => {
        const [x, y] = spots[index] ?? region.label
        placement.marks.push({ item, x, y })
      })
    } else {
      placement.clusters.push({ region, groups: groupItems(sorted), items: sorted })
    }
  }
  return placement
}

/** Items with the same symbol and colour together, the largest group first. */
export function groupItems(items: readonly MapItem[]): MarkGroup[] {
  const groups = Map.groupBy(items, ({ symbol, colour }) => `${symbol} ${colour}`)
  return [...groups.values()]
    .map((own) => ({ symbol: own[0]?.symbol ?? 'circle', colour: own[0]?.colour ?? '', items: own }))
    .sort((a, b) => b.items.length - a.items.length || (a.colour < b.colour ? -1 : 1))
}

/** Up to `count` spots of a six-sided pattern around the label, nearest first, clear of borders and of `taken`. */
function freeSpots(
  { rings, label }: MarkRegion,
  count: number,
  size: number,
  taken: readonly Box[],
): ScreenPoint[] {
  const box = boxOf(rings)
  const step = size * 1.4
  const half = size / 2
  const reach = Math.ceil(Math.max(box.right - box.left, box.bottom - box.top) / step)
  const spots: { at: ScreenPoint; away: number }[] = []
  for (let row = -reach; row <= reach; row++) {
    for (let column = -reach; column <= reach; column++) {
      const x = label[0] + (column + (row % 2 === 0 ? 0 : 0.5)) * step
      const y = label[1] + row * step * 0.9
      const outside =
        x < box.left + half || x > box.right - half || y < box.top + half || y > box.bottom - half
      const own = { left: x - half - 1, right: x + half + 1, top: y - half - 1, bottom: y + half + 1 }
      if (outside || taken.some((other) => overlap(own, other))) continue
      spots.push({ at: [x, y], away: Math.hypot(x - label[0], y - label[1]) })
    }
  }
  spots.sort((a, b) => a.away - b.away || a.at[1] - b.at[1] || a.at[0] - b.at[0])
  const found: ScreenPoint[] = []
  for (const { at } of spots) {
    if (found.length === count) break
    if (liesInside(at, rings, half)) found.push(at)
  }
  return found
}
