import { z } from 'zod'
import { Area } from '#kernel/divisions/model'
import { LocalText } from '#kernel/i18n/model'

/**
 * What names a layer: `division:village`, `cell:anti_poverty`, `entry:problem`, `place`, `enterprise`. The layers of
 * shapes are those of divisions and cells; the others are points.
 */
export const LayerId = z
  .string()
  .regex(
    /^(division:(district|township|village)|cell:[a-z][a-z_]{0,39}|entry:[a-z][a-z0-9_]{0,59}|place|enterprise)$/,
  )
export type LayerId = z.infer<typeof LayerId>

export const layerKinds = ['division', 'cell', 'entry', 'place', 'enterprise'] as const
export type LayerKind = (typeof layerKinds)[number]

/** West, south, east, north, in degrees. */
export const Bounds = z.tuple([z.number(), z.number(), z.number(), z.number()])
export type Bounds = z.infer<typeof Bounds>

export const MapLayer = z.strictObject({
  id: LayerId,
  kind: z.enum(layerKinds),
  title: LocalText,
  geometry: z.enum(['polygon', 'point']),
  /** Goes into the address of tiles (`v`), so that a tile that has changed has another address. */
  version: z.union([z.int(), z.string()]),
  can: z.strictObject({ edit: z.boolean() }),
  /** Within the caller's scope; of divisions, all that have a shape. */
  count: z.int(),
  /** How many of these the map doesn't show, since no place is known of them that has a shape. */
  unplaced: z.int(),
})
export type MapLayer = z.infer<typeof MapLayer>

export const MapLayers = z.strictObject({
  /** 审图号, to stand on every map and print; null until it is entered. */
  approvalNumber: z.string().nullable(),
  approvedOn: z.iso.date().nullable(),
  /** Some of the shapes are invented: the map says 示意. */
  schematic: z.boolean(),
  crs: z.literal('EPSG:4490'),
  /** Of what the caller acts over, or of all shapes where that has none. */
  bounds: Bounds,
  layers: z.array(MapLayer),
  can: z.strictObject({ approve: z.boolean(), exportGcj02: z.boolean() }),
})
export type MapLayers = z.infer<typeof MapLayers>

/** 审图号 of the districts in the caller's scope. */
export const MapApproval = z.strictObject({
  number: z.string().trim().min(1).max(60).nullable(),
  approvedOn: z.iso.date().nullable(),
})
export type MapApproval = z.infer<typeof MapApproval>

/**
 * Whether residents may be shown administrative lines: 地图管理条例 (Order 664 of the State Council), art. 15, has maps
 * for the public approved, with the number on them.
 */
export function showsLinesToPublic({ approvalNumber }: Pick<MapLayers, 'approvalNumber'>): boolean {
  return approvalNumber !== null
}

export const lights = ['green', 'amber', 'red'] as const
export type MapLight = (typeof lights)[number]

/**
 * What a feature of a tile carries; the tile has one layer, named by the layer's id. A point that stands for several
 * has `count` > 1, no `id`, and the worst of their lights.
 */
export const TileProperties = z.strictObject({
  id: z.string().optional(),
  code: z.string().optional(),
  name: z.string().optional(),
  name_en: z.string().optional(),
  light: z.enum(lights).optional(),
  stage: z.string().optional(),
  count: z.int().optional(),
  /** Of an entry: at a point of its own, or where its village's label stands. */
  placed: z.enum(['point', 'village']).optional(),
  schematic: z.boolean().optional(),
})
export type TileProperties = z.infer<typeof TileProperties>

export const ShapeProperties = z.strictObject({
  code: z.string(),
  name: z.string(),
  name_en: z.string(),
  schematic: z.boolean(),
  /** Whether the caller's scope holds all of it. */
  can: z.strictObject({ edit: z.boolean() }),
})
export type ShapeProperties = z.infer<typeof ShapeProperties>

export const LayerFeature = z.object({
  type: z.literal('Feature'),
  properties: ShapeProperties,
  geometry: Area,
})
export type LayerFeature = z.infer<typeof LayerFeature>

/** Shapes in full precision, for editing. */
export const LayerShapes = z.object({
  type: z.literal('FeatureCollection'),
  version: z.int(),
  crs: z.literal('EPSG:4490'),
  features: z.array(LayerFeature),
})
export type LayerShapes = z.infer<typeof LayerShapes>
