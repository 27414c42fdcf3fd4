import { createHash } from 'node:crypto'
import type { Database, Tx } from '#kernel/db/server'
import {
  knownLayerCodes,
  type LayerShape,
  layerVersion,
  lockLayer,
  readLayerShapes,
  writeLayerShapes,
} from '#kernel/divisions/server'
import { AppError, type ErrorItem } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { shanghaiDate } from '#kernel/time/model'
import type { LayerChange, LayerEditRecord } from '../model/edits.ts'
import type { CodeRules, Edited } from '../model/topology/apply-edits.ts'
import type { Coverage } from '../model/topology/coverage.ts'
import { type Fault, faultGeometry } from '../model/topology/fault.ts'
import { areaOfShape, fromGrid, shapeOfArea } from '../model/topology/grid.ts'
import { pointIn } from '../model/topology/outline.ts'
import { findPastEdit, insertEdit, nextEditNo, type ShapeChange } from './edit-store.ts'
import { codePattern, presentShape } from './layer-book.ts'
import { redrawParents } from './parents.ts'
import type { SavedShape } from './saved-shape.ts'
import { holdsAll, maySeeShape } from './sight.ts'

export type MapDeps = { db: Database; now: () => Date }

export type LayerState = { coverage: Coverage; rules: CodeRules; shapes: ReadonlyMap<string, LayerShape> }

export type ChangeRequest = {
  actor: Actor
  layer: string
  kind: LayerEditRecord['kind']
  clientKey: string
  /** What was sent: the same key with something else is refused. */
  request: unknown
  expectedVersion: number | undefined
  dryRun: boolean
  steps: unknown
  /** `edits` or `features`: what the faults' paths begin with. */
  path: string
  make(state: LayerState): Edited | Promise<Edited>
}

/** Ends the transaction of a dry run. */
class DryRun extends Error {
  readonly answer: LayerChange
  constructor(answer: LayerChange) {
    super('a dry run ends here')
    this.answer = answer
  }
}

/**
 * Changes shapes of a layer, all of it or nothing, and keeps what was before.
 * @throws AppError map.stale_version 409, map.invalid_edit 422 with every fault and its place
 */
export async function changeLayer({ db, now }: MapDeps, request: ChangeRequest): Promise<LayerChange> {
  try {
    return await db.transaction().execute((tx) => changeIn(tx, now(), request))
  } catch (error) {
    if (error instanceof DryRun) return error.answer
    throw error
  }
}

export function hashOf(request: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(request)).digest()
}

/** What the same key answered before, if it was used. */
export async function answered<T>(
  tx: Tx,
  { actor, clientKey }: Pick<ChangeRequest, 'actor' | 'clientKey'>,
  hash: Buffer,
): Promise<T | undefined> {
  const past = await findPastEdit(tx, actor.accountId, clientKey)
  if (!past) return undefined
  if (past.requestHash.equals(hash)) return past.answer as T
  throw new AppError('divisions.client_key_reused', { status: 409 })
}

async function changeIn(tx: Tx, at: Date, request: ChangeRequest): Promise<LayerChange> {
  const { actor, layer } = request
  const requestHash = hashOf([layer, request.request])
  const past = request.dryRun ? undefined : await answered<LayerChange>(tx, request, requestHash)
  if (past) return past
  const version = await lockLayer(tx, layer)
  if (request.expectedVersion !== undefined && request.expectedVersion !== version)
    throw new AppError('map.stale_version', { status: 409 })
  const state = await stateOf(tx, layer)
  const edited = await request.make(state)
  refuse(request, state, [...edited.faults, ...outOfScope(request, state, edited)])
  const changes = await write(tx, at, request, state, edited)
  const after = await readLayerShapes(tx, layer, edited.changed)
  const strange = after.filter(({ places }) => places.length === 0 || !holdsAll(actor, places))
  refuse(
    request,
    state,
    strange.map((shape) => scopeFault(shape)),
  )
  const answer: LayerChange = {
    version: await layerVersion(tx, layer),
    no: await nextEditNo(tx, layer),
    changed: { type: 'FeatureCollection', features: after.map((shape) => presentShape(actor, shape)) },
    removed: edited.removed,
  }
  if (request.dryRun) throw new DryRun({ ...answer, version, no: null })
  await insertEdit(
    tx,
    {
      layer,
      no: answer.no as number,
      kind: request.kind,
      at,
      accountId: actor.accountId,
      positionId: actor.positionId,
      accountName: actor.name,
      what: edited.what,
      steps: request.steps,
      undoes: null,
      clientKey: request.clientKey,
      requestHash,
      answer,
    },
    [...changesOf(layer, state, after, edited.removed), ...changes],
  )
  return answer
}

async function stateOf(tx: Tx, layer: string): Promise<LayerState> {
  const shapes = new Map((await readLayerShapes(tx, layer)).map((shape) => [shape.code, shape]))
  const pattern = await codePattern(tx, layer)
  const known = await knownLayerCodes(tx, layer)
  return {
    shapes,
    coverage: new Map([...shapes].map(([code, { area }]) => [code, shapeOfArea(area)])),
    rules: {
      fixed: pattern === null,
      known: new Set(known.map(({ code }) => code)),
      shapeless: new Set(known.flatMap(({ code, shapeless }) => (shapeless ? [code] : []))),
      fits: (code) => pattern?.test(code) ?? false,
    },
  }
}

/** Writes the layer's shapes; answers what changed with it in other layers. */
async function write(
  tx: Tx,
  at: Date,
  { layer }: ChangeRequest,
  { shapes, coverage }: LayerState,
  edited: Edited,
): Promise<ShapeChange[]> {
  const schematic = [...shapes.values()].some((shape) => shape.schematic)
  const written = edited.changed.map((code) => {
    const naming = edited.named.get(code)
    const old = shapes.get(code)
    const name = naming?.name ?? old?.name ?? code
    return {
      code,
      name,
      nameEn: naming?.name_en ?? old?.nameEn ?? name,
      schematic: old?.schematic ?? schematic,
      area: areaOfShape(edited.shapes.get(code) ?? []),
    }
  })
  await writeLayerShapes(tx, layer, written, { removed: edited.removed, day: shanghaiDate(at) })
  return layer.startsWith('division:')
    ? redrawParents(tx, layer, { before: coverage, after: edited.shapes, changed: edited.changed, at })
    : []
}

export function savedShape({ name, nameEn, schematic, area, places }: LayerShape): SavedShape {
  return { name, nameEn, schematic, area, places }
}

function changesOf(
  layer: string,
  { shapes }: LayerState,
  after: readonly LayerShape[],
  removed: readonly string[],
): ShapeChange[] {
  const before = (code: string) => {
    const shape = shapes.get(code)
    return shape ? savedShape(shape) : null
  }
  return [
    ...after.map((shape) => ({
      partOf: layer,
      code: shape.code,
      before: before(shape.code),
      after: savedShape(shape),
    })),
    ...removed.map((code) => ({ partOf: layer, code, before: before(code), after: null })),
  ]
}

function scopeFault(shape: LayerShape): Fault {
  const outline = shapeOfArea(shape.area)
  return { code: 'out_of_scope', index: 0, at: pointIn(outline), shape: outline, codes: [shape.code] }
}

/** Shapes that would change, neighbours too, of which some lie where the actor doesn't act. */
function outOfScope({ actor }: ChangeRequest, { shapes }: LayerState, edited: Edited): Fault[] {
  return [...edited.changed, ...edited.removed].flatMap((code) => {
    const shape = shapes.get(code)
    return shape && !holdsAll(actor, shape.places) ? [scopeFault(shape)] : []
  })
}

function refuse(request: ChangeRequest, state: LayerState, faults: readonly Fault[]): void {
  if (faults.length === 0) return
  throw new AppError('map.invalid_edit', {
    status: 422,
    params: { count: faults.length },
    items: faults.map((fault) => itemOf(request, state, fault)),
  })
}

/** A fault as it is told: shapes that the actor may not see are neither named nor drawn. */
export function itemOf(
  { actor, layer, path }: Pick<ChangeRequest, 'actor' | 'layer' | 'path'>,
  { shapes }: Pick<LayerState, 'shapes'>,
  fault: Fault,
): ErrorItem {
  const seen = fault.codes.filter((code) => {
    const shape = shapes.get(code)
    return !shape || maySeeShape(actor, layer, shape)
  })
  const geometry = fault.code === 'out_of_scope' && seen.length === 0 ? undefined : faultGeometry(fault)
  return {
    path: `${path}.${fault.index}`,
    code: `map.${fault.code}`,
    params: { codes: seen.length > 0 ? seen.join(', ') : '…' },
    ...(fault.at ? { at: fromGrid(fault.at) } : {}),
    ...(geometry ? { geometry } : {}),
  }
}
