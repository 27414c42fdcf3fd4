import { createHash } from 'node:crypto'
import type { Database, Tx } from '#kernel/db/server'
import { covers, type DivisionTree, type GeometryImport, type Shape } from '#kernel/divisions/model'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import {
  findCellCodes,
  findInvalid,
  findPastImport,
  recordImport,
  saveMapApproval,
} from './geometry-import-store.ts'
import { saveCellShapes, saveDivisionShapes } from './seed-store.ts'

export type ImportAnswer = { changed: number; unchanged: number }
type Feature = GeometryImport['features'][number]

/**
 * Takes shapes over, all or none. Codes must be in the actor's scope; a shape that is invalid (crosses itself, rings
 * outside one another) is refused with the place of the fault.
 */
export async function importGeometry(
  db: Database,
  tree: DivisionTree,
  { actor, input, clientKey, now }: { actor: Actor; input: GeometryImport; clientKey: string; now: Date },
): Promise<ImportAnswer> {
  const requestHash = createHash('sha256').update(JSON.stringify(input)).digest()
  const request = { accountId: actor.accountId, clientKey }
  return db.transaction().execute(async (tx) => {
    const past = await findPastImport(tx, request)
    if (past) {
      if (past.requestHash.equals(requestHash)) return past.answer as ImportAnswer
      throw new AppError('divisions.client_key_reused', { status: 409 })
    }
    refuseDuplicates(input.features)
    const places = await findPlaces(tx, tree, actor, input.features)
    await refuseInvalid(tx, input.features)
    const changed = await saveShapes(tx, input.features)
    if (input.mapApprovalNumber) await saveMapApproval(tx, districtsOf(places), input.mapApprovalNumber)
    const answer = { changed, unchanged: input.features.length - changed }
    const codes = input.features.map(({ properties }) => properties.code)
    await recordImport(tx, { ...request, requestHash, at: now, codes, answer })
    return answer
  })
}

function districtsOf(codes: readonly string[]): string[] {
  return [...new Set(codes.map((code) => code.slice(0, 6)))]
}

function pathOf(index: number): string {
  return `features.${index}.properties.code`
}

function refuseDuplicates(features: readonly Feature[]): void {
  const seen = new Set<string>()
  features.forEach(({ properties: { code, layer } }, index) => {
    const key = `${layer ?? ''} ${code}`
    if (seen.has(key))
      throw new AppError('divisions.duplicate_code', { params: { code }, path: pathOf(index) })
    seen.add(key)
  })
}

/** The divisions that the features lie in. What is out of scope is as unknown as what doesn't exist. */
async function findPlaces(
  tx: Tx,
  tree: DivisionTree,
  actor: Actor,
  features: readonly Feature[],
): Promise<string[]> {
  const layers = new Map<string, Map<string, string[]>>()
  const places: string[] = []
  for (const [index, { properties }] of features.entries()) {
    const { code, layer } = properties
    if (layer !== undefined && !layers.has(layer)) layers.set(layer, await findCellCodes(tx, layer))
    const own = layer === undefined ? [tree.find(code)?.code] : layers.get(layer)?.get(code)
    const inScope = own?.every((place) => place !== undefined && covers(actor.divisions, place)) ?? false
    if (!inScope)
      throw new AppError('divisions.unknown_code', { status: 404, params: { code }, path: pathOf(index) })
    places.push(...(own ?? []).flatMap((place) => place ?? []))
  }
  return places
}

async function refuseInvalid(tx: Tx, features: readonly Feature[]): Promise<void> {
  const [fault] = await findInvalid(
    tx,
    features.map(({ geometry }) => geometry),
  )
  if (!fault) return
  throw new AppError('divisions.invalid_geometry', {
    status: 422,
    path: `features.${fault.index}.geometry`,
    params: {
      code: features[fault.index]?.properties.code ?? '',
      reason: fault.reason,
      longitude: fault.longitude.toFixed(5),
      latitude: fault.latitude.toFixed(5),
    },
  })
}

async function saveShapes(tx: Tx, features: readonly Feature[]): Promise<number> {
  let changed = 0
  for (const [layer, own] of Map.groupBy(features, ({ properties }) => properties.layer)) {
    const shapes = own.map(({ properties, geometry }): Shape => {
      return { code: properties.code, schematic: properties.schematic, label: null, area: geometry }
    })
    changed +=
      layer === undefined ? await saveDivisionShapes(tx, shapes) : await saveCellShapes(tx, layer, shapes)
  }
  return changed
}
