import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '#kernel/db/server'
import { DivisionCode, polygonsOf } from '#kernel/divisions/model'
import { type LayerShape, writeApproval } from '#kernel/divisions/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { defineRoute, type Route, respond } from '#kernel/http/server'
import type { Engine, LiveHub } from '#kernel/ledgers/server'
import { addDays, shanghaiInstant } from '#kernel/time/model'
import { Bounds, LayerId, LayerShapes, MapApproval, MapLayers } from '../model/layers.ts'
import '../model/messages.ts'
import { districtsOf, listLayers } from './catalogue.ts'
import { shapesBefore } from './edit-store.ts'
import { isShapeLayer, LayerBook, presentShape } from './layer-book.ts'
import { PointBook } from './points.ts'
import { maySeeShape } from './sight.ts'
import { editRoutes } from './edit-routes.ts'
import { exchangeRoutes } from './exchange-routes.ts'
import type { TileMaker } from './tile-maker.ts'

export type MapRouteDeps = {
  db: Database
  engine: Engine
  tiles: TileMaker
  hub: LiveHub
  now: () => Date
}

type Books = MapRouteDeps & { layers: LayerBook; points: PointBook }

export function mapRoutes(deps: MapRouteDeps): Route[] {
  const books = { ...deps, layers: new LayerBook(deps.db), points: new PointBook(deps) }
  return [
    layersRoute(books),
    approvalRoute(deps),
    tileRoute(books),
    shapesRoute(books),
    ...editRoutes(deps),
    ...exchangeRoutes(books),
  ]
}

export const layerParams = z.object({ mapLayer: LayerId })

function layersRoute({ db, engine, points }: Books): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/map/layers',
    summary: 'The layers of the map that the caller may look at, with the map approval number and bounds',
    access: { kind: 'scoped', by: 'layer' },
    response: MapLayers,
    handler: ({ actor }) => listLayers({ db, engine, points }, actor),
  })
}

function approvalRoute({ db }: MapRouteDeps): Route {
  return defineRoute({
    method: 'PUT',
    path: '/api/map/approval',
    summary: 'Sets, or takes back, the map approval number of the districts in the caller’s scope',
    access: { kind: 'scoped', by: 'division', right: 'divisions.edit' },
    body: MapApproval,
    response: MapApproval,
    handler: async ({ actor, body }) => {
      const districts = districtsOf(actor)
      // A number is a whole district's: who acts over a street alone doesn't set it.
      if (districts.length === 0 || !districts.every((code) => actor.divisions.includes(code)))
        throw new AppError('http.forbidden', { status: 403 })
      const approval = body.number === null ? { number: null, approvedOn: null } : body
      await writeApproval(db, districts, approval)
      return approval
    },
  })
}

const zoom = z.coerce.number().int().min(0).max(22)
const index = z.coerce.number().int().min(0)

function tileRoute({ layers, points, tiles }: Books): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/map/tiles/:mapLayer/:z/:x/:y.pbf',
    summary: 'A vector tile of one layer, with what the caller may see of it',
    access: { kind: 'scoped', by: 'layer' },
    params: layerParams.extend({ z: zoom, x: index, y: index }),
    // Part of the address only, so that what has changed has another one.
    query: z.object({ v: z.string().max(80).optional() }),
    passive: true,
    handler: async ({ actor, params: { mapLayer: layer, ...address }, headers }) => {
      if (address.x >= 2 ** address.z || address.y >= 2 ** address.z) throw notFound()
      const tile = isShapeLayer(layer)
        ? await shapeTile(layers, tiles, { actor, layer, address })
        : await points.tile(actor, layer, address)
      const etag = `"${createHash('sha256').update(tile).digest('base64url').slice(0, 27)}"`
      // Asked again each time: another position of the same browser sees something else.
      const caching = { etag, 'cache-control': 'private, no-cache' }
      if (headers['if-none-match'] === etag) return respond({ status: 304, headers: caching })
      const type = { 'content-type': 'application/vnd.mapbox-vector-tile' }
      return respond({ body: Buffer.from(tile), headers: { ...caching, ...type } })
    },
  })
}

type TileRequest = { actor: Actor; layer: string; address: { z: number; x: number; y: number } }

async function shapeTile(
  layers: LayerBook,
  tiles: TileMaker,
  { actor, layer, address }: TileRequest,
): Promise<Uint8Array> {
  const { version, shapes } = await layers.get(layer)
  const open = layer.startsWith('division:')
  const content = async () => ({
    shapes: shapes.map(({ places, label: _, ...shape }) => ({
      ...shape,
      places: open ? null : places.map(({ code }) => code),
    })),
  })
  return tiles.make({ key: `${layer} ${version}`, layer, address, roots: actor.divisions, content })
}

const Box = z
  .string()
  .transform((text) => text.split(',').map(Number))
  .pipe(Bounds)

function shapesRoute({ db, layers }: Books): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/map/layers/:mapLayer/shapes',
    summary: 'Shapes of a layer in full precision (CGCS2000), for editing; or as they were on a day',
    access: { kind: 'scoped', by: 'layer' },
    params: layerParams,
    query: z.object({ bbox: Box.optional(), under: DivisionCode.optional(), asOf: z.iso.date().optional() }),
    response: LayerShapes,
    handler: async ({ actor, params: { mapLayer: layer }, query }) => {
      if (!isShapeLayer(layer)) throw notFound()
      const { version, shapes } = await layers.get(layer)
      const standing = query.asOf === undefined ? shapes : await shapesOn(db, layer, shapes, query.asOf)
      const features = standing
        .filter((shape) => maySeeShape(actor, layer, shape))
        .filter((shape) => query.bbox === undefined || meets(shape, query.bbox))
        .filter(({ places }) => places.some(({ code }) => code.startsWith(query.under ?? '')))
        .map((shape) => presentShape(actor, shape))
      return { type: 'FeatureCollection' as const, version, crs: 'EPSG:4490' as const, features }
    },
  })
}

function meets({ area }: LayerShape, [west, south, east, north]: Bounds): boolean {
  const points = polygonsOf(area).flatMap(([outer = []]) => outer)
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const reduce = (values: readonly number[], pick: (a: number, b: number) => number) =>
    values.reduce((a, b) => pick(a, b), values[0] ?? 0)
  return (
    reduce(xs, Math.min) <= east &&
    reduce(xs, Math.max) >= west &&
    reduce(ys, Math.min) <= north &&
    reduce(ys, Math.max) >= south
  )
}

/** The layer at the end of a day: what was edited since is as it was before. */
async function shapesOn(
  db: Database,
  layer: string,
  shapes: readonly LayerShape[],
  day: string,
): Promise<LayerShape[]> {
  const since = await shapesBefore(db, layer, shanghaiInstant(addDays(day, 1)))
  const then = new Map(shapes.map((shape) => [shape.code, shape]))
  for (const { code, before } of since) {
    if (before) then.set(code, { code, ...before, label: [0, 0] })
    else then.delete(code)
  }
  return [...then.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
}
