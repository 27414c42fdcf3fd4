import { Unzip, UnzipInflate } from 'fflate'
import { readJson } from '#kernel/crypto/model'
import { AppError } from '#kernel/errors/model'
import type { CoordinateSystem, LayerImportQuery } from '../model/exchange.ts'

/** What a file says of one shape, before anything of it is believed. */
export type FileFeature = { geometry: unknown; properties: Readonly<Record<string, unknown>> }
export type ShapeFile = { features: FileFeature[]; attributes: string[] }

export const fileBytesMax = 32 << 20
const unpackedBytesMax = 128 << 20
const featuresMax = 20_000
/** Unpacked by so much at a time, that little has been done when it turns out to be too much. */
const sliceBytes = 16 << 10

const tooLarge = (limit: number) =>
  new AppError('map.file_too_large', { status: 413, params: { limit: limit >> 20 } })

function unreadable(format: string, cause?: unknown): AppError {
  return new AppError('map.unreadable_file', { status: 422, params: { format }, cause })
}

/**
 * Reads GeoJSON or a zipped shapefile.
 * @throws AppError map.unreadable_file, map.file_too_large, map.too_many_features, map.crs_mismatch
 */
export async function readShapeFile(
  bytes: Buffer,
  { format, crs }: Pick<LayerImportQuery, 'format' | 'crs'>,
): Promise<ShapeFile> {
  const features = format === 'geojson' ? readGeoJson(bytes, crs) : await readZip(bytes, crs)
  if (features.length > featuresMax)
    throw new AppError('map.too_many_features', { status: 413, params: { limit: featuresMax } })
  const attributes = new Set(features.flatMap(({ properties }) => Object.keys(properties)))
  return { features, attributes: [...attributes].slice(0, 200) }
}

function readGeoJson(bytes: Buffer, crs: CoordinateSystem): FileFeature[] {
  let content: { type?: unknown; features?: unknown; crs?: { properties?: { name?: unknown } } } | null
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    content = readJson(text, (name) => new Error(`not a text: ${name}`)) as typeof content
  } catch (error) {
    throw unreadable('GeoJSON', error)
  }
  if (content?.type !== 'FeatureCollection' || !Array.isArray(content.features)) throw unreadable('GeoJSON')
  const declared = content.crs?.properties?.name
  if (typeof declared === 'string') checkCrs(declared, crs)
  return content.features.map((feature: unknown) => {
    const { geometry, properties } = (feature ?? {}) as { geometry?: unknown; properties?: unknown }
    return {
      geometry,
      properties: typeof properties === 'object' && properties !== null ? { ...properties } : {},
    }
  })
}

/** Which of the known systems a declaration names; one that is none of them is refused too. */
function checkCrs(declared: string, crs: CoordinateSystem): void {
  const known = /GCJ/i.test(declared)
    ? 'GCJ-02'
    : /4490|CGCS_?2000|China_(Geodetic|2000)/i.test(declared)
      ? 'EPSG:4490'
      : /4326|CRS84|WGS_?(19)?84/i.test(declared)
        ? 'EPSG:4326'
        : undefined
  if (known !== crs || /^PROJCS/i.test(declared))
    throw new AppError('map.crs_mismatch', { status: 422, params: { declared: declared.slice(0, 80) } })
}

const isPart = (name: string) => /\.(shp|dbf|prj|cpg)$/i.test(name) && !/(^|\/)(__MACOSX|\.)/.test(name)

/**
 * Only the parts of a shapefile are unpacked, and counted as they come: what a zip says of its sizes may be a lie.
 */
function unpack(bytes: Buffer): Map<string, Uint8Array> {
  let total = 0
  let refused: AppError | undefined
  const parts = new Map<string, Uint8Array[]>()
  const unzip = new Unzip((file) => {
    if (!isPart(file.name)) return
    const ending = file.name.slice(-3).toLowerCase()
    if (parts.has(ending)) throw unreadable('shapefile')
    const chunks: Uint8Array[] = []
    parts.set(ending, chunks)
    file.ondata = (error, chunk) => {
      // What is thrown here comes back here as an error once more.
      if (error) throw refused ?? unreadable('shapefile', error)
      total += chunk.length
      if (total > unpackedBytesMax) throw (refused = tooLarge(unpackedBytesMax))
      chunks.push(chunk)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < bytes.length; at += sliceBytes)
      unzip.push(bytes.subarray(at, at + sliceBytes), at + sliceBytes >= bytes.length)
  } catch (error) {
    throw error instanceof AppError ? error : unreadable('shapefile', error)
  }
  return new Map([...parts].map(([ending, chunks]) => [ending, Buffer.concat(chunks)]))
}

async function readZip(bytes: Buffer, crs: CoordinateSystem): Promise<FileFeature[]> {
  const parts = unpack(bytes)
  const [shp, dbf, prj, cpg] = ['shp', 'dbf', 'prj', 'cpg'].map((ending) => parts.get(ending))
  if (!shp || !dbf) throw unreadable('shapefile')
  if (prj) checkCrs(new TextDecoder().decode(prj), crs)
  const encoding = cpg ? new TextDecoder().decode(cpg).trim() : 'gb18030'
  const { read } = await import('shapefile')
  try {
    const { features } = await read(own(shp), own(dbf), { encoding: knownEncoding(encoding) })
    return features.map(({ geometry, properties }) => ({ geometry, properties: { ...properties } }))
  } catch (error) {
    throw unreadable('shapefile', error)
  }
}

function own(part: Uint8Array): ArrayBuffer {
  return Uint8Array.from(part).buffer
}

/** Without a .cpg the offices' programs mean GB 18030. */
function knownEncoding(name: string): string {
  try {
    return new TextDecoder(name).encoding
  } catch {
    return 'gb18030'
  }
}
