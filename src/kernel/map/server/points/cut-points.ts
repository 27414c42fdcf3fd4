import { lights, type MapLight } from '../../model/layers.ts'
import type { TileAddress } from '../shape-index.ts'
import { buffer, extent } from '../tile-geometry.ts'
import { encodeTile, type TileFeature } from '../vector-tile.ts'

/** From here on points stand by themselves, but for those at the very same spot. */
const clustersBelow = 16
/** A cluster gathers what lies in a field of 64 pixels, the same whichever tile it is seen in. */
const fieldsPerTile = 8
/** How many fields beside the tile reach over its edge. */
const marginFields = Math.ceil(buffer / (extent / fieldsPerTile))
const fieldsAcross = fieldsPerTile + 2 * marginFields

export const placings = [null, 'point', 'village'] as const

/** Points in columns: a tile is cut by going through all of them, which takes less than looking them up in a tree. */
export type PointSet = {
  readonly size: number
  /** In units of the whole world (Web Mercator); not a number for what stands nowhere. */
  readonly mx: ArrayLike<number>
  readonly my: ArrayLike<number>
  isSeen(index: number): boolean
  /** 0 without a light, else one more than its place among `lights`: the larger, the worse. */
  light(index: number): number
  /** Its place among `placings`. */
  placing(index: number): number
  about(index: number): { id: string; code: string | null; name: string; stage: string | null }
}

export function lightNumber(light: MapLight | null): number {
  return light === null ? 0 : lights.indexOf(light) + 1
}

type Gathered = {
  count: number
  x: number
  y: number
  light: number
  /** One number where all are placed alike, else -1. */
  placing: number
  first: { set: PointSet; index: number }
}

/** A tile of points, gathered where they lie close to one another. */
export function cutPoints(name: string, address: TileAddress, sets: readonly PointSet[]): Uint8Array {
  const { z, x, y } = address
  const world = 2 ** z
  const features: TileFeature[] = []
  for (const group of z < clustersBelow ? inFields(address, sets) : atSpots(address, sets)) {
    const at = [
      Math.round(((group.x / group.count) * world - x) * extent),
      Math.round(((group.y / group.count) * world - y) * extent),
    ]
    if (at.some((value) => value < -buffer || value > extent + buffer)) continue
    features.push({ type: 'point', rings: [at], properties: propertiesOf(group) })
  }
  return encodeTile(name, features)
}

function add(group: Gathered | undefined, set: PointSet, index: number): Gathered {
  const [x, y] = [set.mx[index] as number, set.my[index] as number]
  const [light, placing] = [set.light(index), set.placing(index)]
  if (!group) return { count: 1, x, y, light, placing, first: { set, index } }
  group.count += 1
  group.x += x
  group.y += y
  if (light > group.light) group.light = light
  if (placing !== group.placing) group.placing = -1
  return group
}

function inFields({ z, x, y }: TileAddress, sets: readonly PointSet[]): Iterable<Gathered> {
  const fields = 2 ** z * fieldsPerTile
  const [west, north] = [x * fieldsPerTile - marginFields, y * fieldsPerTile - marginFields]
  const groups: (Gathered | undefined)[] = Array.from({ length: fieldsAcross ** 2 })
  for (const set of sets) {
    const { size, mx, my } = set
    for (let i = 0; i < size; i += 1) {
      const column = Math.floor((mx[i] as number) * fields) - west
      if (!(column >= 0 && column < fieldsAcross)) continue
      const row = Math.floor((my[i] as number) * fields) - north
      if (!(row >= 0 && row < fieldsAcross) || !set.isSeen(i)) continue
      const place = row * fieldsAcross + column
      groups[place] = add(groups[place], set, i)
    }
  }
  return groups.filter((group) => group !== undefined)
}

function atSpots({ z, x, y }: TileAddress, sets: readonly PointSet[]): Iterable<Gathered> {
  const world = 2 ** z
  const margin = marginFields / fieldsPerTile
  const [west, east] = [(x - margin) / world, (x + 1 + margin) / world]
  const [north, south] = [(y - margin) / world, (y + 1 + margin) / world]
  const groups = new Map<string, Gathered>()
  for (const set of sets) {
    const { size, mx, my } = set
    for (let i = 0; i < size; i += 1) {
      const [px, py] = [mx[i] as number, my[i] as number]
      if (!(px >= west && px <= east && py >= north && py <= south) || !set.isSeen(i)) continue
      const spot = `${px} ${py}`
      groups.set(spot, add(groups.get(spot), set, i))
    }
  }
  return groups.values()
}

function propertiesOf({ count, light, placing, first }: Gathered): TileFeature['properties'] {
  const rest = {
    light: light === 0 ? undefined : lights[light - 1],
    placed: (placing < 0 ? null : placings[placing]) ?? undefined,
  }
  if (count > 1) return { count, ...rest }
  const { id, code, name, stage } = first.set.about(first.index)
  return { id, code: code ?? undefined, name, stage: stage ?? undefined, count: 1, ...rest }
}
