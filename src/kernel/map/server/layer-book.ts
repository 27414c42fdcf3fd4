import type { Database, Tx } from '#kernel/db/server'
import { divisionLevels } from '#kernel/divisions/model'
import {
  type LayerShape,
  layerVersion,
  listCellLayers,
  listShapeLayers,
  readLayerShapes,
} from '#kernel/divisions/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { LayerFeature } from '../model/layers.ts'
import type { Actor } from '#kernel/http/model'
import { mayChangeShape } from './sight.ts'

export type KeptLayer = { version: number; shapes: readonly LayerShape[] }

/** The layers of shapes as last read: read again when their version has grown. */
export class LayerBook {
  readonly #db: Database
  readonly #kept = new Map<string, KeptLayer>()

  constructor(db: Database) {
    this.#db = db
  }

  async get(layer: string): Promise<KeptLayer> {
    const version = await layerVersion(this.#db, layer)
    const known = this.#kept.get(layer)
    if (known?.version === version) return known
    if (version === 0) throw notFound()
    const kept = { version, shapes: await readLayerShapes(this.#db, layer) }
    this.#kept.set(layer, kept)
    return kept
  }
}

export const isShapeLayer = (layer: string) => layer.startsWith('division:') || layer.startsWith('cell:')

/**
 * Divisions are drawn at the finest level that has shapes; what lies above is made of them. Cells are drawn in every
 * layer.
 */
export async function isDrawn(db: Database, layer: string): Promise<boolean> {
  const [kind, own] = layer.split(':')
  if (kind === 'cell') return (await listCellLayers(db)).some(({ id }) => id === own)
  if (kind !== 'division') return false
  const shaped = new Set((await listShapeLayers(db)).map(({ id }) => id))
  const finest = [...divisionLevels].reverse().find((level) => shaped.has(`division:${level}`))
  return own === finest
}

/** @throws AppError 404 where there is no such layer, map.not_drawn where it is made of another */
export async function requireDrawn(db: Database, layer: string): Promise<void> {
  if (await isDrawn(db, layer)) return
  if (!layer.startsWith('division:')) throw notFound()
  throw new AppError('map.not_drawn', { status: 409 })
}

/** Which form the codes of a layer have; those of divisions come from elsewhere. */
export async function codePattern(db: Database | Tx, layer: string): Promise<RegExp | null> {
  if (!layer.startsWith('cell:')) return null
  const own = (await listCellLayers(db as Database)).find(({ id }) => `cell:${id}` === layer)
  return own ? new RegExp(own.codePattern) : null
}

export function presentShape(actor: Actor, shape: LayerShape): LayerFeature {
  return {
    type: 'Feature',
    properties: {
      code: shape.code,
      name: shape.name,
      name_en: shape.nameEn,
      schematic: shape.schematic,
      can: { edit: mayChangeShape(actor, shape) },
    },
    geometry: shape.area,
  }
}
