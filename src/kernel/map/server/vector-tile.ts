import { PbfWriter } from 'pbf'
import { extent } from './tile-geometry.ts'

export type TileFeature = {
  type: 'polygon' | 'point'
  /** Of a polygon its rings, outer before their holes; of points one pair. */
  rings: readonly (readonly number[])[]
  properties: Readonly<Record<string, string | number | boolean | undefined>>
}

/** A Mapbox vector tile (version 2) of one layer. */
export function encodeTile(name: string, features: readonly TileFeature[]): Uint8Array {
  const pbf = new PbfWriter()
  if (features.length > 0) pbf.writeMessage(3, writeLayer, { name, features })
  return pbf.finish()
}

function writeLayer(
  { name, features }: { name: string; features: readonly TileFeature[] },
  pbf: PbfWriter,
): void {
  const keys = new Map<string, number>()
  const values = new Map<string | number | boolean, number>()
  const place = <T>(map: Map<T, number>, item: T) => {
    const known = map.get(item)
    if (known !== undefined) return known
    map.set(item, map.size)
    return map.size - 1
  }
  pbf.writeVarintField(15, 2)
  pbf.writeStringField(1, name)
  for (const feature of features) {
    const tags: number[] = []
    for (const [key, value] of Object.entries(feature.properties))
      if (value !== undefined) tags.push(place(keys, key), place(values, value))
    pbf.writeMessage(2, writeFeature, { feature, tags })
  }
  for (const key of keys.keys()) pbf.writeStringField(3, key)
  for (const value of values.keys()) pbf.writeMessage(4, writeValue, value)
  pbf.writeVarintField(5, extent)
}

function writeFeature({ feature, tags }: { feature: TileFeature; tags: number[] }, pbf: PbfWriter): void {
  pbf.writePackedVarint(2, tags)
  pbf.writeVarintField(3, feature.type === 'polygon' ? 3 : 1)
  pbf.writePackedVarint(
    4,
    feature.type === 'polygon' ? ringCommands(feature.rings) : pointCommands(feature.rings),
  )
}

function writeValue(value: string | number | boolean, pbf: PbfWriter): void {
  if (typeof value === 'string') pbf.writeStringField(1, value)
  else if (typeof value === 'boolean') pbf.writeBooleanField(7, value)
  else pbf.writeVarintField(5, value)
}

const moveTo = 1
const lineTo = 2
const closePath = 7
const command = (id: number, count: number) => (count << 3) | id
const zigzag = (value: number) => (value << 1) ^ (value >> 31)

function ringCommands(rings: readonly (readonly number[])[]): number[] {
  const out: number[] = []
  let x = 0
  let y = 0
  for (const ring of rings)
    for (let i = 0; i < ring.length; i += 2) {
      if (i === 0) out.push(command(moveTo, 1))
      if (i === 2) out.push(command(lineTo, ring.length / 2 - 1))
      out.push(zigzag((ring[i] as number) - x), zigzag((ring[i + 1] as number) - y))
      x = ring[i] as number
      y = ring[i + 1] as number
      if (i === ring.length - 2) out.push(command(closePath, 1))
    }
  return out
}

function pointCommands([point = []]: readonly (readonly number[])[]): number[] {
  return [command(moveTo, 1), zigzag(point[0] ?? 0), zigzag(point[1] ?? 0)]
}
