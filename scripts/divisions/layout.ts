/** Which mesh cell belongs to which district, township and village of an invented map. */
import type { Division } from '#kernel/divisions/model'
import { buildMesh, chance, type Mesh, type Point } from './mesh.ts'
import { partition, type Wish } from './partition.ts'

export type Layout = { mesh: Mesh; village: Map<number, string>; districtsFromEast: string[] }

/**
 * Mesh cells each place gets. Communities are drawn many times larger than they would be, so that a street has room
 * for its name and what lies in it on the map of the whole district.
 */
const sizes = { community: 13, streetVillage: 24, ruralVillage: 30 }
const spacingKm = 0.62

export function sizeOf(village: Division, township: Division): number {
  if (village.kind === 'community') return sizes.community
  return township.kind === 'subdistrict' ? sizes.streetVillage : sizes.ruralVillage
}

/** How far the outline reaches in a direction, as a share of its mean radius. */
function wobble(angle: number, seed: number, depth: number): number {
  let share = 1
  for (let wave = 2; wave <= 7; wave++) {
    const amplitude = (depth / wave) * (0.5 + chance(seed, `amplitude${wave}`))
    share += amplitude * Math.cos(wave * angle + chance(seed, `phase${wave}`) * 2 * Math.PI)
  }
  return share
}

/** Districts stand from east to west in the order given; the streets lie where they meet, towns and townships around. */
export function layOut(datasets: readonly (readonly Division[])[], seed: number): Layout {
  const sizeBy = new Map<string, number>()
  for (const divisions of datasets) addSizes(divisions, sizeBy)
  const districts = datasets.map((divisions) => districtOf(divisions).code)
  const total = districts.reduce((sum, code) => sum + (sizeBy.get(code) ?? 0), 0)
  const radius = spacingKm * Math.sqrt((total * Math.sqrt(3)) / 2 / Math.PI)
  // Side by side, each district gets about the proportions it would have alone.
  const stretch = districts.length ** 0.25
  const mesh = buildMesh(
    ([x, y]) => Math.hypot(x / stretch, y * stretch) <= radius * wobble(Math.atan2(y, x), seed, 0.12),
    radius * 1.6 * stretch,
    { spacing: spacingKm, jitter: 0.32, seed },
  )
  const everyCell = mesh.cells.map((_, index) => index)
  const byDistrict = partition(
    mesh,
    everyCell,
    districts.map((code, index) => ({
      id: code,
      size: sizeBy.get(code) ?? 0,
      near: [radius * stretch * 0.9 * (1 - (2 * (index + 0.5)) / districts.length), 0],
      anchored: true,
    })),
  )
  const centre = townCentre(mesh, byDistrict, districts.length)
  const village = new Map<number, string>()
  for (const divisions of datasets) {
    const own = cellsOf(byDistrict, districtOf(divisions).code)
    for (const [cell, code] of layOutDistrict(mesh, own, divisions, { sizeBy, centre, seed }))
      village.set(cell, code)
  }
  if (village.size !== mesh.cells.length) throw new Error('some cells belong to no village: try another seed')
  return { mesh, village, districtsFromEast: districts }
}

function districtOf(divisions: readonly Division[]): Division {
  const found = divisions.find((item) => item.level === 'district')
  if (!found) throw new Error('a dataset without its district')
  return found
}

function addSizes(divisions: readonly Division[], sizeBy: Map<string, number>): void {
  const byCode = new Map(divisions.map((item) => [item.code, item]))
  for (const item of divisions) {
    if (item.level !== 'village') continue
    const township = byCode.get(item.parent ?? '')
    if (!township) throw new Error(`${item.code} lies in no township`)
    const size = sizeOf(item, township)
    for (const code of [item.code, township.code, township.parent ?? '']) {
      sizeBy.set(code, (sizeBy.get(code) ?? 0) + size)
    }
  }
}

export function cellsOf(owner: ReadonlyMap<number, string>, id: string): number[] {
  return [...owner].filter(([, code]) => code === id).map(([cell]) => cell)
}

/** The place on the border of the first two districts that lies closest to the middle of the map. */
function townCentre(mesh: Mesh, byDistrict: ReadonlyMap<number, string>, districts: number): Point {
  let best: Point = [Number.POSITIVE_INFINITY, 0]
  if (districts === 1) return [0, 0]
  for (const [cell, code] of byDistrict) {
    const onBorder = mesh.neighbours(cell).some((next) => next !== undefined && byDistrict.get(next) !== code)
    const centre = mesh.cells[cell]?.centre ?? [0, 0]
    if (onBorder && Math.hypot(...centre) < Math.hypot(...best)) best = centre
  }
  return best
}

type Context = { sizeBy: ReadonlyMap<string, number>; centre: Point; seed: number }

function layOutDistrict(
  mesh: Mesh,
  cells: readonly number[],
  divisions: readonly Division[],
  context: Context,
): Map<number, string> {
  const { sizeBy, centre, seed } = context
  const townships = divisions.filter((item) => item.level === 'township')
  const villagesOf = Map.groupBy(divisions, (item) => item.parent ?? '')
  const total = townships.reduce((sum, item) => sum + (sizeBy.get(item.code) ?? 0), 0)
  const streets = townships.filter((item) => item.kind === 'subdistrict')
  const urbanShare = streets.reduce((sum, item) => sum + (sizeBy.get(item.code) ?? 0), 0) / total
  const ordered = [...cells].sort((a, b) => away(mesh, a, centre, seed) - away(mesh, b, centre, seed))
  const urban = ordered.slice(0, Math.round(cells.length * urbanShare))
  const rural = ordered.slice(urban.length)
  const villageShare = (township: Division): number =>
    (villagesOf.get(township.code) ?? []).filter((item) => item.kind === 'village').length
  const result = new Map<number, string>()
  for (const [zone, within] of [
    [urban, [...streets].sort((a, b) => villageShare(a) - villageShare(b))],
    [rural, townships.filter((item) => item.kind !== 'subdistrict')],
  ] as const) {
    const byTownship = partition(mesh, zone, wishesFor(mesh, zone, within, context))
    for (const township of within) {
      const own = cellsOf(byTownship, township.code)
      const villages = (villagesOf.get(township.code) ?? []).sort((a, b) => (a.kind < b.kind ? -1 : 1))
      for (const [cell, code] of partition(mesh, own, wishesFor(mesh, own, villages, context)))
        result.set(cell, code)
    }
  }
  return result
}

function away(mesh: Mesh, cell: number, [x, y]: Point, seed: number): number {
  const [cx, cy] = mesh.cells[cell]?.centre ?? [0, 0]
  return Math.hypot(cx - x, cy - y) / wobble(Math.atan2(cy - y, cx - x), seed + 1, 0.2)
}

/** Starting points far from one another; the first places of the list get those nearest the town's centre. */
export function wishesFor(
  mesh: Mesh,
  cells: readonly number[],
  places: readonly { code: string }[],
  { sizeBy, centre, seed }: Context,
): Wish[] {
  const spread = new Map<number, number>(cells.map((cell) => [cell, Number.POSITIVE_INFINITY]))
  const starts: Point[] = []
  let pick = cells[Math.floor(chance(seed, `start${places[0]?.code}`) * cells.length)] ?? 0
  while (starts.length < places.length) {
    const [x, y] = mesh.cells[pick]?.centre ?? [0, 0]
    starts.push([x, y])
    let farthest = -1
    for (const [cell, known] of spread) {
      const [cx, cy] = mesh.cells[cell]?.centre ?? [0, 0]
      const distance = Math.min(known, Math.hypot(cx - x, cy - y))
      spread.set(cell, distance)
      if (distance > farthest) {
        farthest = distance
        pick = cell
      }
    }
  }
  const distance = ([x, y]: Point): number => Math.hypot(x - centre[0], y - centre[1])
  starts.sort((a, b) => distance(a) - distance(b))
  return places.map(({ code }, index) => ({
    id: code,
    size: sizeBy.get(code) ?? 1,
    near: starts[index] ?? [0, 0],
  }))
}
