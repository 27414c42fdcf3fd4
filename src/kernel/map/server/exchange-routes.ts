import { z } from 'zod'
import type { Database } from '#kernel/db/server'
import type { Area } from '#kernel/divisions/model'
import type { LayerShape } from '#kernel/divisions/server'
import { AppError, notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { defineRoute, type Produced, type Route, respond } from '#kernel/http/server'
import {
  type CoordinateSystem,
  LayerExportQuery,
  LayerImportQuery,
  LayerImportReport,
} from '../model/exchange.ts'
import { LayerId } from '../model/layers.ts'
import { gcj02Right } from './catalogue.ts'
import { eachPosition, importLayer, readBody, toCrs } from './import-layer.ts'
import { isShapeLayer, type LayerBook, requireDrawn } from './layer-book.ts'
import { fileBytesMax } from './shape-file.ts'
import { shapefileZip } from './shapefile-writer.ts'
import { maySeeShape } from './sight.ts'

type Deps = { db: Database; now: () => Date; layers: LayerBook }
type Export = { actor: Actor; layer: string; query: z.infer<typeof LayerExportQuery> }

const params = z.object({ mapLayer: LayerId })

export function exchangeRoutes(deps: Deps): Route[] {
  return [geojsonRoute(deps), shapefileRoute(deps), importRoute(deps)]
}

function geojsonRoute(deps: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/map/layers/:mapLayer.geojson',
    summary: 'A layer’s shapes as a GeoJSON file, in declared coordinates',
    access: { kind: 'scoped', by: 'layer' },
    params,
    query: LayerExportQuery,
    produces: 'map_layer',
    handler: async ({ actor, params: { mapLayer: layer }, query }) => {
      const shapes = await exported(deps, { actor, layer, query })
      const features = shapes.map(({ code, name, nameEn, schematic, area }) => ({
        type: 'Feature',
        properties: { code, name, name_en: nameEn, schematic },
        geometry: area,
      }))
      const crs = { type: 'name', properties: { name: crsNames[query.crs] } }
      const body = Buffer.from(JSON.stringify({ type: 'FeatureCollection', crs, features }))
      return file(
        body,
        'application/geo+json',
        `${fileName(layer, query.crs)}.geojson`,
        produced(shapes, query.crs),
      )
    },
  })
}

function shapefileRoute(deps: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/map/layers/:mapLayer.shp.zip',
    summary: 'A layer’s shapes as a zipped shapefile, in declared coordinates',
    access: { kind: 'scoped', by: 'layer' },
    params,
    query: LayerExportQuery,
    produces: 'map_layer',
    handler: async ({ actor, params: { mapLayer: layer }, query }) => {
      const shapes = await exported(deps, { actor, layer, query })
      const records = shapes.map(({ code, name, nameEn, schematic, area }) => ({
        area,
        attributes: { CODE: code, NAME: name, NAME_EN: nameEn, SCHEMATIC: schematic ? 'Y' : 'N' },
      }))
      const name = fileName(layer, query.crs)
      const body = Buffer.from(shapefileZip(name, records, query.crs))
      return file(body, 'application/zip', `${name}.shp.zip`, produced(shapes, query.crs))
    },
  })
}

const crsNames: Record<CoordinateSystem, string> = {
  'EPSG:4490': 'urn:ogc:def:crs:EPSG::4490',
  'EPSG:4326': 'urn:ogc:def:crs:OGC:1.3:CRS84',
  'GCJ-02': 'GCJ-02',
}

function fileName(layer: string, crs: CoordinateSystem): string {
  return `${layer}-${crs}`.replaceAll(/[^A-Za-z0-9]+/g, '-').toLowerCase()
}

/** What the log of files is to say of it: in which coordinates it left, and how many shapes. */
function produced(shapes: readonly LayerShape[], crs: CoordinateSystem): Produced {
  return { rows: () => shapes.length, rules: { crs } }
}

function file(body: Buffer, type: string, name: string, noted: Produced) {
  return respond({
    body,
    produced: noted,
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  })
}

/** The shapes that the actor may see, in the coordinates asked for. What leaves is logged, as all files are. */
async function exported(
  { layers }: Deps,
  { actor, layer, query: { crs, confirm } }: Export,
): Promise<LayerShape[]> {
  if (!isShapeLayer(layer)) throw notFound()
  if (crs === 'GCJ-02' && !hasRight(actor, gcj02Right)) throw new AppError('http.forbidden', { status: 403 })
  if (crs === 'GCJ-02' && confirm !== 'gcj02')
    throw new AppError('map.confirm_gcj02', { path: 'query.confirm' })
  const { shapes } = await layers.get(layer)
  const seen = shapes.filter((shape) => maySeeShape(actor, layer, shape))
  return seen.map((shape) => {
    const coordinates = eachPosition(shape.area.coordinates, (position) => toCrs(position, crs))
    return { ...shape, area: { type: shape.area.type, coordinates } as Area }
  })
}

function importRoute(deps: Deps): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/map/layers/:mapLayer/import',
    summary:
      'Takes over a file of shapes (GeoJSON or zipped shapefile), all or none, with a report of its faults',
    access: { kind: 'scoped', by: 'layer', right: 'divisions.edit' },
    params,
    query: LayerImportQuery,
    response: LayerImportReport,
    stream: true,
    clientKey: true,
    handler: async ({ actor, params: { mapLayer: layer }, query, stream, clientKey }) => {
      await requireDrawn(deps.db, layer)
      const bytes = await readBody(stream, fileBytesMax)
      return importLayer(deps, { actor, layer, bytes, query, clientKey })
    },
  })
}
