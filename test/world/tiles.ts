import { PbfReader } from 'pbf'

export type TileFeature = {
  type: number
  properties: Record<string, string | number | boolean>
  /** Rings or points in the tile's units. */
  rings: [number, number][][]
}
export type Tile = { name: string; extent: number; features: TileFeature[] }

/** Reads a vector tile (Mapbox Vector Tile 2.1), by the words of its specification. */
export function readTile(bytes: Uint8Array): Tile[] {
  const layers: Tile[] = []
  new PbfReader(bytes).readFields((tag, _, pbf) => {
    if (tag !== 3) return
    const raw = {
      name: '',
      extent: 0,
      features: [] as { tags: number[]; type: number; geometry: number[] }[],
    }
    const keys: string[] = []
    const values: (string | number | boolean)[] = []
    pbf.readMessage((field, layer) => {
      if (field === 1) layer.name = pbf.readString()
      else if (field === 3) keys.push(pbf.readString())
      else if (field === 5) layer.extent = pbf.readVarint()
      else if (field === 2) {
        const feature = { tags: [] as number[], type: 0, geometry: [] as number[] }
        pbf.readMessage((own, into) => {
          if (own === 2) pbf.readPackedVarint(into.tags)
          else if (own === 3) into.type = pbf.readVarint()
          else if (own === 4) pbf.readPackedVarint(into.geometry)
        }, feature)
        layer.features.push(feature)
      } else if (field === 4)
        pbf.readMessage((own) => {
          values.push(own === 1 ? pbf.readString() : own === 7 ? pbf.readBoolean() : pbf.readVarint(true))
        }, null)
    }, raw)
    const features = raw.features.map(({ tags, type, geometry }) => ({
      type,
      rings: ringsOf(geometry),
      properties: Object.fromEntries(
        Array.from({ length: tags.length / 2 }, (_unused, i) => [
          keys[tags[2 * i] as number] ?? '',
          values[tags[2 * i + 1] as number] ?? '',
        ]),
      ),
    }))
    layers.push({ name: raw.name, extent: raw.extent, features })
  }, null)
  return layers
}

function ringsOf(commands: readonly number[]): [number, number][][] {
  const rings: [number, number][][] = []
  let at: [number, number] = [0, 0]
  const step = (value: number) => (value >> 1) ^ -(value & 1)
  for (let i = 0; i < commands.length; ) {
    const id = (commands[i] as number) & 7
    const count = (commands[i] as number) >> 3
    i += 1
    if (id === 7) continue
    for (let k = 0; k < count; k += 1) {
      at = [at[0] + step(commands[i] as number), at[1] + step(commands[i + 1] as number)]
      i += 2
      if (id === 1) rings.push([at])
      else rings.at(-1)?.push(at)
    }
  }
  return rings
}

/** The tile that holds a place. */
export function tileAt(z: number, [longitude, latitude]: readonly [number, number]): string {
  const sine = Math.sin((latitude * Math.PI) / 180)
  const x = Math.floor((longitude / 360 + 0.5) * 2 ** z)
  const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z)
  return `${z}/${x}/${y}`
}
