import type { Database } from '#kernel/db/server'
import { scopeByLevel } from '#kernel/divisions/model'
import {
  boxOfDivisions,
  countCellsIn,
  listCellLayers,
  listShapeLayers,
  readApproval,
  type ShapeLayer,
  layerVersion,
} from '#kernel/divisions/server'
import { type Actor, hasRight } from '#kernel/http/model'
import { type LocalText, translate } from '#kernel/i18n/model'
import type { Engine } from '#kernel/ledgers/server'
import type { Bounds, MapLayer, MapLayers } from '../model/layers.ts'
import { isDrawn } from './layer-book.ts'
import type { PointBook } from './points.ts'

type Deps = { db: Database; engine: Engine; points: PointBook }

/** China's land, roughly: what a map shows that has nothing to show. */
const everywhere: Bounds = [73, 18, 135, 54]

export const gcj02Right = 'map.export_gcj02'

/** What the actor may look at on the map. */
export async function listLayers(deps: Deps, actor: Actor): Promise<MapLayers> {
  const { db } = deps
  const shapes = await listShapeLayers(db)
  const layers = [
    ...(await shapeLayers(db, actor, shapes)),
    ...(await entryLayers(deps, actor)),
    ...(await registryLayers(deps, actor)),
  ]
  const { number, approvedOn } = await readApproval(db, districtsOf(actor))
  const own = await boxOfDivisions(db, actor.divisions)
  const all = shapes.find(({ id }) => id === 'division:district')?.box ?? shapes[0]?.box
  return {
    approvalNumber: number,
    approvedOn,
    schematic: shapes.some(({ schematic }) => schematic),
    crs: 'EPSG:4490',
    bounds: own ?? all ?? everywhere,
    layers,
    can: { approve: hasRight(actor, 'divisions.edit'), exportGcj02: hasRight(actor, gcj02Right) },
  }
}

export function districtsOf({ divisions }: Pick<Actor, 'divisions'>): string[] {
  return [...new Set(divisions.map((code) => code.slice(0, 6)))]
}

async function shapeLayers(db: Database, actor: Actor, shapes: readonly ShapeLayer[]): Promise<MapLayer[]> {
  const cells = await listCellLayers(db)
  const { districts, townships, villages } = scopeByLevel(actor.divisions)
  const inScope = await countCellsIn(db, districts, townships, villages)
  const made: MapLayer[] = []
  const add = async (id: string, title: LocalText, count: number) => {
    const edit = hasRight(actor, 'divisions.edit') && (await isDrawn(db, id))
    if (count === 0 && !edit) return
    const kind = id.startsWith('cell:') ? 'cell' : 'division'
    const version = await layerVersion(db, id)
    made.push({ id, kind, title, geometry: 'polygon', version, can: { edit }, count, unplaced: 0 })
  }
  for (const level of ['district', 'township', 'village'] as const) {
    const shaped = shapes.find(({ id }) => id === `division:${level}`)
    if (shaped) await add(shaped.id, titled(`map.layer.${level}`), shaped.shapes)
  }
  for (const { id, name } of cells) await add(`cell:${id}`, name, inScope.get(id) ?? 0)
  return made
}

function titled(key: string): LocalText {
  return { 'zh-CN': translate('zh-CN', key), en: translate('en', key) }
}

async function entryLayers({ engine, points }: Deps, actor: Actor): Promise<MapLayer[]> {
  return (await points.openEntries(actor)).map(({ layer, ledger, stamp }) => {
    const { title } = engine.book.current(engine.book.get(ledger)).definition
    const version = `${stamp.count}.${stamp.sum}`
    return {
      id: layer,
      kind: 'entry',
      title,
      geometry: 'point',
      version,
      can: { edit: false },
      count: stamp.count,
      unplaced: stamp.unplaced,
    }
  })
}

async function registryLayers({ points }: Deps, actor: Actor): Promise<MapLayer[]> {
  const made: MapLayer[] = []
  for (const kind of ['place', 'enterprise'] as const) {
    const version = await points.version(actor, kind)
    const { count, unplaced } = await points.stamp(actor, kind)
    if (count === 0) continue
    const title = titled(`map.layer.${kind}`)
    made.push({ id: kind, kind, title, geometry: 'point', version, can: { edit: false }, count, unplaced })
  }
  return made
}
