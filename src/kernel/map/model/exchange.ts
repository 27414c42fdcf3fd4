import { z } from 'zod'
import { Area, Position } from '#kernel/divisions/model'
import { LayerChange } from './edits.ts'

/** CGCS2000, WGS 84 (the same to a few centimetres), and the offset coordinates of Chinese web maps. */
export const coordinateSystems = ['EPSG:4490', 'EPSG:4326', 'GCJ-02'] as const
export const CoordinateSystem = z.enum(coordinateSystems)
export type CoordinateSystem = z.infer<typeof CoordinateSystem>

/**
 * A file of shapes out. GCJ-02 takes a right of its own (`map.export_gcj02`) and `confirm=gcj02`, and is logged:
 * what leaves in it is for other firms' maps.
 */
export const LayerExportQuery = z.strictObject({
  crs: CoordinateSystem.default('EPSG:4490'),
  confirm: z.literal('gcj02').optional(),
})

export const importFormats = ['geojson', 'shapefile'] as const

/** `code` and `name` say which attributes of the file hold them. */
export const LayerImportQuery = z.strictObject({
  crs: CoordinateSystem,
  format: z.enum(importFormats),
  dryRun: z.enum(['true', 'false']).default('false'),
  expectedVersion: z.coerce.number().int().optional(),
  code: z.string().max(60).default('code'),
  name: z.string().max(60).default('name'),
  nameEn: z.string().max(60).optional(),
})
export type LayerImportQuery = z.infer<typeof LayerImportQuery>

/** A fault as it comes in `errors` of a problem, and in an import's report. */
export const GeometryFault = z.strictObject({
  /** `edits.2` or `features.17`. */
  path: z.string(),
  code: z.string(),
  detail: z.string(),
  at: Position.optional(),
  /** The overlap, the gap, the sliver, the part of a border. */
  geometry: z
    .union([
      Area,
      z.object({ type: z.literal('LineString'), coordinates: z.array(Position) }),
      z.object({ type: z.literal('MultiPoint'), coordinates: z.array(Position) }),
    ])
    .optional(),
})
export type GeometryFault = z.infer<typeof GeometryFault>

export const LayerImportReport = z.strictObject({
  features: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** The file's attributes, to choose code and name from. */
  attributes: z.array(z.string()),
  /** Applied only where there is none. */
  faults: z.array(GeometryFault),
  /** Null in a dry run, and where there are faults. */
  change: LayerChange.nullable(),
})
export type LayerImportReport = z.infer<typeof LayerImportReport>
