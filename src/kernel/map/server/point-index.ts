import type { MapLight } from '../model/layers.ts'
import { cutPoints, lightNumber, type PointSet, placings } from './points/cut-points.ts'
import type { TileAddress } from './shape-index.ts'
import { mercatorX, mercatorY } from './tile-geometry.ts'

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

/** Points of a layer as one asker may see them. */
export class PointIndex {
  readonly #set: PointSet

  constructor(points: readonly IndexedPoint[]) {
    const at = (index: number) => points[index] as IndexedPoint
    this.#set = {
      size: points.length,
      mx: Float64Array.from(points, ({ x }) => mercatorX(x)),
      my: Float64Array.from(points, ({ y }) => mercatorY(y)),
      isSeen: () => true,
      light: (index) => lightNumber(at(index).light),
      placing: (index) => placings.indexOf(at(index).placed),
      about: at,
    }
  }

  tile(name: string, address: TileAddress): Uint8Array {
    return cutPoints(name, address, [this.#set])
  }
}
