import { z } from 'zod'
import type { Database } from '#kernel/db/server'
import {
  CellLayer,
  Division,
  DivisionCode,
  DivisionFeatures,
  type DivisionTree,
  divisionKinds,
  divisionLevels,
  GeometryImport,
} from '#kernel/divisions/model'
import { AppError } from '#kernel/errors/model'
import { defineRoute, type Route, respond } from '#kernel/http/server'
import {
  findMapApproval,
  listCellFeatures,
  listCellLayers,
  listCells,
  listDivisionFeatures,
} from './division-store.ts'
import { importGeometry } from './geometry-import.ts'

type Deps = { db: Database; tree: DivisionTree; now: () => Date }

const reference = {
  kind: 'signed_in',
  because: 'administrative divisions are public reference data',
} as const

const DivisionQuery = z.object({
  /** Children of this division; empty for the districts. */
  parent: z.union([DivisionCode, z.literal('')]).optional(),
  under: DivisionCode.optional(),
  level: z.enum(divisionLevels).optional(),
  kind: z.enum(divisionKinds).optional(),
  /** Name, pinyin, initials or code. */
  q: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(2000).default(2000),
})

const FeatureQuery = z.object({
  layer: z.string().regex(/^(district|township|village|cell:[a-z][a-z_]*)$/),
  under: DivisionCode.optional(),
  download: z.literal('1').optional(),
})

const CellList = z.array(
  z.object({
    code: z.string(),
    name: z.object({ 'zh-CN': z.string(), en: z.string() }),
    villages: z.array(z.object({ code: DivisionCode, share: z.number() })),
  }),
)

export function divisionRoutes({ db, tree, now }: Deps): Route[] {
  return [
    ...lookUpRoutes(tree),
    ...mapRoutes(db, tree),
    ...cellRoutes(db, tree),
    importRoute({ db, tree, now }),
  ]
}

function lookUpRoutes(tree: DivisionTree): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/divisions',
      summary: 'Divisions, by parent, level, kind, what they lie under, or a search text',
      access: reference,
      query: DivisionQuery,
      response: z.array(Division),
      handler: ({ query }) => list(tree, query),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/divisions/:code',
      summary: 'One division with what lies above it',
      access: reference,
      params: z.object({ code: DivisionCode }),
      response: Division.extend({ ancestors: z.array(Division) }),
      handler: ({ params }) => ({ ...tree.get(params.code), ancestors: tree.ancestors(params.code) }),
    }),
  ]
}

function list(tree: DivisionTree, query: z.infer<typeof DivisionQuery>): Division[] {
  const { parent, q, limit, ...filter } = query
  const fits = new Set(tree.select(filter).map(({ code }) => code))
  const found = q === undefined || q.trim() === '' ? tree.select(filter) : tree.search(q, tree.all.length)
  return found
    .filter((item) => fits.has(item.code) && (parent === undefined || (item.parent ?? '') === parent))
    .slice(0, limit)
}

function mapRoutes(db: Database, tree: DivisionTree): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/divisions.geojson',
      summary:
        'Shapes of a level of divisions or of a cell layer, CGCS2000; download=1 exports them as a file',
      access: { kind: 'scoped', by: 'cell' },
      query: FeatureQuery,
      produces: 'divisions',
      response: DivisionFeatures,
      handler: async ({ actor, query }) => {
        const body = await loadFeatures(db, tree, query, actor.divisions)
        if (query.download === undefined) return body
        const name = `${query.layer.replace(':', '-')}${query.under ? `-${query.under}` : ''}.geojson`
        return respond({
          body: Buffer.from(JSON.stringify(body)),
          headers: {
            'content-type': 'application/geo+json',
            'content-disposition': `attachment; filename="${name}"`,
          },
        })
      },
    }),
  ]
}

async function loadFeatures(
  db: Database,
  tree: DivisionTree,
  { layer, under }: z.infer<typeof FeatureQuery>,
  roots: readonly string[],
): Promise<DivisionFeatures> {
  if (under !== undefined) tree.get(under)
  const districts = under === undefined ? tree.districts.map(({ code }) => code) : [under.slice(0, 6)]
  const level = divisionLevels.find((name) => name === layer)
  const features = level
    ? await listDivisionFeatures(db, { level, under })
    : await listCellFeatures(db, { layer: await knownLayer(db, layer.slice('cell:'.length)), under, roots })
  return {
    type: 'FeatureCollection',
    coordinateSystem: 'EPSG:4490',
    mapApprovalNumber: await findMapApproval(db, districts),
    features,
  }
}

async function knownLayer(db: Database, layer: string): Promise<string> {
  const layers = await listCellLayers(db)
  if (layers.some(({ id }) => id === layer)) return layer
  throw new AppError('divisions.unknown_layer', { status: 404, params: { layer } })
}

function cellRoutes(db: Database, tree: DivisionTree): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/cell-layers',
      summary: 'The cell layers, each with its code scheme and number of cells',
      access: reference,
      response: z.array(CellLayer.extend({ cells: z.number().int() })),
      handler: () => listCellLayers(db),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/cell-layers/:layer/cells',
      summary: 'The cells of a layer in the caller’s scope, with the villages each reaches into',
      access: { kind: 'scoped', by: 'cell' },
      params: z.object({ layer: z.string().max(40) }),
      query: z.object({ under: DivisionCode.optional() }),
      response: CellList,
      handler: async ({ actor, params, query }) => {
        if (query.under !== undefined) tree.get(query.under)
        const layer = await knownLayer(db, params.layer)
        return listCells(db, { layer, under: query.under, roots: actor.divisions })
      },
    }),
  ]
}

function importRoute({ db, tree, now }: Deps): Route {
  return defineRoute({
    method: 'PUT',
    path: '/api/divisions/geometry',
    summary: 'Takes over shapes of divisions or cells from GeoJSON in CGCS2000, all or none',
    access: { kind: 'scoped', by: 'division', right: 'divisions.edit' },
    body: GeometryImport,
    response: z.object({ changed: z.number().int(), unchanged: z.number().int() }),
    bodyLimit: 64 << 20,
    clientKey: true,
    handler: ({ actor, body, clientKey }) =>
      importGeometry(db, tree, { actor, input: body, clientKey, now: now() }),
  })
}
