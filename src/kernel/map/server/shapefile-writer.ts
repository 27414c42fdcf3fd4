import { zipSync } from 'fflate'
import { type Area, type Position, polygonsOf } from '#kernel/divisions/model'
import type { CoordinateSystem } from '../model/exchange.ts'

export type ShapeRecord = { area: Area; attributes: Readonly<Record<string, string>> }

const headerBytes = 100
const polygonType = 5

/** The coordinate systems as the .prj of a shapefile says them (WKT of ESRI). */
const projections: Record<CoordinateSystem, string> = {
  'EPSG:4490':
    'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
  'EPSG:4326':
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
  'GCJ-02':
    'GEOGCS["GCJ-02",DATUM["D_GCJ_02",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
}

/** A zipped shapefile: .shp, .shx, .dbf in UTF-8 with its .cpg, and the .prj that declares the coordinates. */
export function shapefileZip(
  name: string,
  records: readonly ShapeRecord[],
  crs: CoordinateSystem,
): Uint8Array {
  const { shp, shx } = writeShapes(records)
  const text = (content: string) => new TextEncoder().encode(content)
  return zipSync({
    [`${name}.shp`]: shp,
    [`${name}.shx`]: shx,
    [`${name}.dbf`]: writeTable(records),
    [`${name}.cpg`]: text('UTF-8'),
    [`${name}.prj`]: text(projections[crs]),
  })
}

/** Outer rings run clockwise in a shapefile, holes against it: the other way round than in GeoJSON. */
function ringsOf(area: Area): Position[][] {
  return polygonsOf(area).flatMap((rings) =>
    rings.map((ring, index) => (clockwise(ring) === (index === 0) ? ring : ring.toReversed())),
  )
}

function clockwise(ring: readonly Position[]): boolean {
  let sum = 0
  for (let i = 1; i < ring.length; i += 1) {
    const [a, b] = [ring[i - 1] as Position, ring[i] as Position]
    sum += (b[0] - a[0]) * (b[1] + a[1])
  }
  return sum > 0
}

function boxOf(points: readonly Position[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    box[0] = Math.min(box[0], x)
    box[1] = Math.min(box[1], y)
    box[2] = Math.max(box[2], x)
    box[3] = Math.max(box[3], y)
  }
  return points.length > 0 ? box : [0, 0, 0, 0]
}

function writeShapes(records: readonly ShapeRecord[]): { shp: Uint8Array; shx: Uint8Array } {
  const contents = records.map(({ area }) => polygonContent(ringsOf(area)))
  const shpBytes = contents.reduce((sum, content) => sum + 8 + content.length, headerBytes)
  const shp = Buffer.alloc(shpBytes)
  const shx = Buffer.alloc(headerBytes + 8 * records.length)
  const box = boxOf(records.flatMap(({ area }) => ringsOf(area).flat()))
  writeHeader(shp, box)
  writeHeader(shx, box)
  let at = headerBytes
  contents.forEach((content, index) => {
    // Lengths and offsets are in words of two bytes.
    shx.writeInt32BE(at / 2, headerBytes + 8 * index)
    shx.writeInt32BE(content.length / 2, headerBytes + 8 * index + 4)
    shp.writeInt32BE(index + 1, at)
    shp.writeInt32BE(content.length / 2, at + 4)
    content.copy(shp, at + 8)
    at += 8 + content.length
  })
  return { shp, shx }
}

function writeHeader(file: Buffer, box: readonly number[]): void {
  file.writeInt32BE(9994, 0)
  file.writeInt32BE(file.length / 2, 24)
  file.writeInt32LE(1000, 28)
  file.writeInt32LE(polygonType, 32)
  box.forEach((value, index) => file.writeDoubleLE(value, 36 + 8 * index))
}

function polygonContent(rings: readonly Position[][]): Buffer {
  const points = rings.flat()
  const content = Buffer.alloc(44 + 4 * rings.length + 16 * points.length)
  content.writeInt32LE(polygonType, 0)
  boxOf(points).forEach((value, index) => content.writeDoubleLE(value, 4 + 8 * index))
  content.writeInt32LE(rings.length, 36)
  content.writeInt32LE(points.length, 40)
  let first = 0
  rings.forEach((ring, index) => {
    content.writeInt32LE(first, 44 + 4 * index)
    first += ring.length
  })
  points.forEach(([x, y], index) => {
    content.writeDoubleLE(x, 44 + 4 * rings.length + 16 * index)
    content.writeDoubleLE(y, 52 + 4 * rings.length + 16 * index)
  })
  return content
}

const fieldBytesMax = 254

/** dBase III: fixed widths in bytes, so a text that is too long is cut between two characters. */
function writeTable(records: readonly ShapeRecord[]): Uint8Array {
  const names = Object.keys(records[0]?.attributes ?? { CODE: '' })
  const cells = records.map(({ attributes }) => names.map((name) => cut(attributes[name] ?? '')))
  const widths = names.map((_, column) => Math.max(1, ...cells.map((row) => row[column]?.length ?? 0)))
  const head = Buffer.alloc(32 + 32 * names.length + 1)
  const recordBytes = 1 + widths.reduce((sum, width) => sum + width, 0)
  head.writeUInt8(3, 0)
  head.writeUInt32LE(records.length, 4)
  head.writeUInt16LE(head.length, 8)
  head.writeUInt16LE(recordBytes, 10)
  names.forEach((name, index) => {
    const at = 32 + 32 * index
    head.write(name.slice(0, 10), at, 'ascii')
    head.write('C', at + 11, 'ascii')
    head.writeUInt8(widths[index] as number, at + 16)
  })
  head.writeUInt8(0x0d, head.length - 1)
  const body = Buffer.alloc(recordBytes * records.length + 1, ' ')
  cells.forEach((row, index) => {
    let at = recordBytes * index + 1
    row.forEach((cell, column) => {
      cell.copy(body, at)
      at += widths[column] as number
    })
  })
  body.writeUInt8(0x1a, body.length - 1)
  return Buffer.concat([head, body])
}

function cut(text: string): Buffer {
  const bytes = Buffer.from(text)
  let end = Math.min(bytes.length, fieldBytesMax)
  // A byte that begins 10 continues a character: nothing is cut before one.
  while (end < bytes.length && ((bytes[end] as number) & 0xc0) === 0x80) end -= 1
  return bytes.subarray(0, end)
}
