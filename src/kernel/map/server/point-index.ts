import Flatbush from 'flatbush'
import type { MapLight } from '../model/layers.ts'
import { buffer, extent, mercatorX, mercatorY } from './tile-geometry.ts'
import type { TileAddress } from './shape-index.ts'
import { encodeTile, type TileFeature } from './vector-tile.ts'

export type IndexedPoint = {
  id: string
  code: string | null
  name: string
  stage: string | null
  light: MapLight | null
  placed: 'point' | 'village' | null
  x: number
  y: number
}

/** From here on points stand by themselves, but for those at the very same spot. */
const clustersBelow = 16
/** A cluster gathers what lies in a field of 64 pixels, the same whichever tile it is seen in. */
const fieldsPerTile = 8
const worst: readonly (MapLight | null)[] = [null, 'green', 'amber', 'red']

type Projected = IndexedPoint & { mx: number; my: number }

/** Points of a layer as one asker may see them. */
export class PointIndex {
  readonly #points: Projected[]
  readonly #tree: Flatbush | null

  constructor(points: readonly IndexedPoint[]) {
    this.#points = points.map((point) => ({ ...point, mx: mercatorX(point.x), my: mercatorY(point.y) }))
    this.#tree = points.length > 0 ? new Flatbush(points.length) : null
    for (const { mx, my } of this.#points) this.#tree?.add(mx, my, mx, my)
    this.#tree?.finish()
  }

  tile(name: string, { z, x, y }: TileAddress): Uint8Array {
    const world = 2 ** z
    const margin = Math.ceil(buffer / (extent / fieldsPerTile)) / fieldsPerTile / world
    const found =
      this.#tree
        ?.search(x / world - margin, y / world - margin, (x + 1) / world + margin, (y + 1) / world + margin)
        .sort((a, b) => a - b) ?? []
    const points = found.map((index) => this.#points[index] as Projected)
    const fields = world * fieldsPerTile
    const groups = Map.groupBy(points, ({ mx, my }) =>
      z < clustersBelow ? `${Math.floor(mx * fields)} ${Math.floor(my * fields)}` : `${mx} ${my}`,
    )
    const features = [...groups.values()].flatMap((group): TileFeature[] => {
      const mean = (of: 'mx' | 'my') => group.reduce((sum, point) => sum + point[of], 0) / group.length
      const at = [(mean('mx') * world - x) * extent, (mean('my') * world - y) * extent].map(Math.round)
      if (at.some((value) => value < -buffer || value > extent + buffer)) return []
      return [{ type: 'point', rings: [at], properties: propertiesOf(group) }]
    })
    return encodeTile(name, features)
  }
}

function propertiesOf(group: readonly IndexedPoint[]): TileFeature['properties'] {
  const light = worst[Math.max(...group.map((point) => worst.indexOf(point.light)))] ?? undefined
  const places = new Set(group.map(({ placed }) => placed))
  const placed = places.size === 1 ? ([...places][0] ?? undefined) : undefined
  if (group.length > 1) return { count: group.length, light, placed }
  const { id, code, name, stage } = group[0] as IndexedPoint
  return {
    id,
    code: code ?? undefined,
    name,
    stage: stage ?? undefined,
    light,
    count: 1,
    placed,
  }
}
