import { Area, type Position } from '#kernel/divisions/model'
import { AppError, type ErrorItem, isAppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { translate } from '#kernel/i18n/model'
import type { CoordinateSystem, LayerImportQuery, LayerImportReport } from '../model/exchange.ts'
import { fromGcj02, toGcj02 } from '../model/gcj02.ts'
import type { LayerChange } from '../model/edits.ts'
import { gridded } from '../model/topology/drawn.ts'
import { sameShape } from '../model/topology/grid.ts'
import type { Incoming } from '../model/topology/take-over.ts'
import { changeLayer, type LayerState, type MapDeps } from './change-layer.ts'
import { type FileFeature, readShapeFile } from './shape-file.ts'
import { takeOverInThread } from './take-over-thread.ts'

type Import = {
  actor: Actor
  layer: string
  bytes: Buffer
  query: LayerImportQuery
  clientKey: string
}
type Read = Omit<Incoming, 'renamed'>
type Counts = Pick<LayerImportReport, 'added' | 'changed' | 'unchanged'>

/** Takes a file's shapes over, all or none, through the same checks as an edit; tells every fault and its place. */
export async function importLayer(deps: MapDeps, request: Import): Promise<LayerImportReport> {
  const { actor, layer, bytes, query, clientKey } = request
  const { features, attributes } = await readShapeFile(bytes, query)
  const { incoming, faults } = incomingOf(features, query)
  const report = { features: features.length, added: 0, changed: 0, unchanged: 0, attributes }
  const told = (items: readonly ErrorItem[]) => items.map((item) => faultOf(item, actor))
  if (faults.length > 0) return { ...report, faults: told(faults), change: null }
  let counts: Counts = report
  const dryRun = query.dryRun === 'true'
  const make = (state: LayerState) => {
    counts = countsOf(state, incoming)
    const known = incoming.map((one) => ({ ...one, renamed: isRenamed(state, one.naming) }))
    return takeOverInThread(state.coverage, known, state.rules)
  }
  try {
    const change: LayerChange = await changeLayer(deps, {
      actor,
      layer,
      clientKey,
      dryRun,
      make,
      kind: 'import',
      request: [query, bytes.toString('base64')],
      expectedVersion: query.expectedVersion,
      steps: { ...query, features: features.length },
      path: 'features',
    })
    return { ...report, ...counts, faults: [], change: dryRun ? null : change }
  } catch (error) {
    if (!isAppError(error) || error.code !== 'map.invalid_edit') throw error
    // What lies outside the actor's scope is not told by counting either.
    const strange = error.items.some(({ code }) => code === 'map.out_of_scope')
    return { ...report, ...(strange ? {} : counts), faults: told(error.items), change: null }
  }
}

function faultOf({ params, at, ...item }: ErrorItem, { locale }: Actor): LayerImportReport['faults'][number] {
  const detail = translate(locale, `error.${item.code}`, params)
  return { ...item, detail, ...(at ? { at: [...at] } : {}) } as LayerImportReport['faults'][number]
}

function incomingOf(
  features: readonly FileFeature[],
  query: LayerImportQuery,
): { incoming: Read[]; faults: ErrorItem[] } {
  const faults: ErrorItem[] = []
  const seen = new Set<string>()
  const incoming = features.flatMap(({ geometry, properties }, index): Read[] => {
    const say = (code: string, codes = '') => {
      faults.push({ path: `features.${index}`, code: `map.${code}`, params: { codes } })
      return []
    }
    const code = textOf(properties[query.code])
    if (code === '' || code.length > 30) return say('no_code')
    if (seen.has(code)) return say('duplicate_code', code)
    seen.add(code)
    const area = Area.safeParse(converted(geometry, query.crs))
    if (!area.success) return say('not_polygon', code)
    const name = textOf(properties[query.name]).slice(0, 60) || code
    const nameEn = query.nameEn === undefined ? '' : textOf(properties[query.nameEn]).slice(0, 60)
    return [{ naming: { code, name, ...(nameEn ? { name_en: nameEn } : {}) }, shape: gridded(area.data) }]
  })
  return { incoming, faults }
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
}

/** Coordinates in CGCS2000. WGS 84 is the same to a few centimetres; heights are left away. */
function converted(geometry: unknown, crs: CoordinateSystem): unknown {
  if (typeof geometry !== 'object' || geometry === null) return geometry
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown }
  return { type, coordinates: eachPosition(coordinates, (position) => fromCrs(position, crs)) }
}

export function eachPosition(value: unknown, call: (position: Position) => Position): unknown {
  if (!Array.isArray(value)) return value
  const [x, y] = value as unknown[]
  if (typeof x === 'number' && typeof y === 'number') return call([x, y])
  return value.map((item) => eachPosition(item, call))
}

function fromCrs(position: Position, crs: CoordinateSystem): Position {
  return crs === 'GCJ-02' ? fromGcj02(position) : position
}

export function toCrs(position: Position, crs: CoordinateSystem): Position {
  return crs === 'GCJ-02' ? toGcj02(position) : position
}

function isRenamed({ shapes }: LayerState, { code, name, name_en }: Read['naming']): boolean {
  const old = shapes.get(code)
  return old !== undefined && (old.name !== name || (name_en !== undefined && old.nameEn !== name_en))
}

/** How many shapes are new, other than before, or the same. */
function countsOf(state: LayerState, incoming: readonly Read[]): Counts {
  const counts = { added: 0, changed: 0, unchanged: 0 }
  for (const { naming, shape } of incoming) {
    const old = state.coverage.get(naming.code)
    if (!old) counts.added += 1
    else if (sameShape(old, shape) && !isRenamed(state, naming)) counts.unchanged += 1
    else counts.changed += 1
  }
  return counts
}

/** The whole of a body; more than the limit is refused before it is read to its end. */
export async function readBody(stream: AsyncIterable<Buffer | string>, limit: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stream) {
    const bytes = Buffer.from(part)
    size += bytes.length
    if (size > limit)
      throw new AppError('map.file_too_large', { status: 413, params: { limit: limit >> 20 } })
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}
