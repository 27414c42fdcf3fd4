import Flatbush from 'flatbush'
import { covers, polygonsOf, type Area } from '#kernel/divisions/model'
import {
  buffer,
  clipRing,
  extent,
  type Flat,
  mercatorX,
  mercatorY,
  quantise,
  turned,
} from './tile-geometry.ts'
import { encodeTile, type TileFeature } from './vector-tile.ts'

export type IndexedShape = {
  code: string
  name: string
  nameEn: string
  schematic: boolean
  area: Area
  /** Where it lies; null of what everybody may see. */
  places: readonly string[] | null
}

export type TileAddress = { z: number; x: number; y: number }

type Kept = Omit<IndexedShape, 'area'> & {
  polygons: Flat[][]
  box: [number, number, number, number]
}

/** Shapes of a layer, ready to be cut into tiles. */
export class ShapeIndex {
  readonly #shapes: Kept[]
  readonly #tree: Flatbush | null

  constructor(shapes: readonly IndexedShape[]) {
    this.#shapes = shapes.map(keep)
    this.#tree = this.#shapes.length > 0 ? new Flatbush(this.#shapes.length) : null
    for (const { box } of this.#shapes) this.#tree?.add(...box)
    this.#tree?.finish()
  }

  /** @param roots what the asker acts over: shapes that lie in none of it are left out */
  tile(name: string, { z, x, y }: TileAddress, roots: readonly string[]): Uint8Array {
    const world = 2 ** z
    const [left, top] = [x / world, y / world]
    const margin = buffer / extent / world
    const box = [left - margin, top - margin, (x + 1) / world + margin, (y + 1) / world + margin] as const
    const scale = extent * world
    // Eight units are a pixel of a tile 512 pixels wide.
    const grid = { left, top, scale, step: z >= 14 ? 1 : 4 }
    const found = this.#tree?.search(...box).sort((a, b) => a - b) ?? []
    const features: TileFeature[] = []
    for (const index of found) {
      const shape = this.#shapes[index] as Kept
      const { places, polygons, box: own } = shape
      const pixels = Math.max(own[2] - own[0], own[3] - own[1]) * scale
      if (pixels < 8) continue
      if (places && !places.some((code) => covers(roots, code))) continue
      const inside = own[0] >= box[0] && own[1] >= box[1] && own[2] <= box[2] && own[3] <= box[3]
      const rings = polygons.flatMap((polygon) => {
        const cut = polygon.map((ring) => quantise(inside ? ring : clipRing(ring, box), grid))
        if (cut[0]?.length === 0) return []
        return cut.flatMap((points, at) => (points.length > 0 ? [turned(points, at === 0)] : []))
      })
      if (rings.length > 0) features.push({ type: 'polygon', rings, properties: propertiesOf(shape) })
    }
    return encodeTile(name, features)
  }
}

function propertiesOf({ code, name, nameEn, schematic }: Kept): TileFeature['properties'] {
  return { id: code, code, name, name_en: nameEn, ...(schematic ? { schematic } : {}) }
}

function keep({ area, ...shape }: IndexedShape): Kept {
  const box: Kept['box'] = [1, 1, 0, 0]
  const polygons = polygonsOf(area).map((rings) =>
    rings.map((ring) => {
      const flat = new Float64Array(2 * (ring.length - 1))
      for (let i = 0; i < ring.length - 1; i += 1) {
        const [longitude, latitude] = ring[i] as [number, number]
        const [x, y] = [mercatorX(longitude), mercatorY(latitude)]
        flat[2 * i] = x
        flat[2 * i + 1] = y
        if (x < box[0]) box[0] = x
        if (y < box[1]) box[1] = y
        if (x > box[2]) box[2] = x
        if (y > box[3]) box[3] = y
      }
      return flat
    }),
  )
  return { ...shape, polygons, box }
}
