import { z } from 'zod'

/** Longitude and latitude in degrees, CGCS2000 (EPSG:4490). */
export const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
export type Position = z.infer<typeof Position>

const Ring = z
  .array(Position)
  .min(4, { error: 'divisions.ring_too_short' })
  .refine((ring) => ring[0]?.[0] === ring.at(-1)?.[0] && ring[0]?.[1] === ring.at(-1)?.[1], {
    error: 'divisions.ring_open',
  })

export const Polygon = z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) })
export const MultiPolygon = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(Ring).min(1)).min(1),
})
export const Area = z.discriminatedUnion('type', [Polygon, MultiPolygon])
/** What a division or cell covers. */
export type Area = z.infer<typeof Area>

/** The polygons of an area, each as its rings, outer ring first. */
export function polygonsOf(area: Area): Position[][][] {
  return area.type === 'Polygon' ? [area.coordinates] : area.coordinates
}

/** What the map draws: a division or a cell with its shape. */
export const DivisionFeature = z.object({
  type: z.literal('Feature'),
  properties: z.object({
    code: z.string(),
    level: z.enum(['district', 'township', 'village', 'cell']),
    name: z.string(),
    nameEn: z.string(),
    parent: z.string().nullable(),
    /** Invented for demonstration, not surveyed. */
    schematic: z.boolean(),
    /** Where a label stays inside. */
    label: Position,
  }),
  geometry: Area,
})
export type DivisionFeature = z.infer<typeof DivisionFeature>

export const DivisionFeatures = z.object({
  type: z.literal('FeatureCollection'),
  coordinateSystem: z.literal('EPSG:4490'),
  /** Null until a map approval number is entered with surveyed shapes. */
  mapApprovalNumber: z.string().nullable(),
  features: z.array(DivisionFeature),
})
export type DivisionFeatures = z.infer<typeof DivisionFeatures>

/** Shapes to take over: divisions by code, or cells where a layer is named. */
export const GeometryImport = z.object({
  type: z.literal('FeatureCollection'),
  mapApprovalNumber: z.string().trim().min(1).max(60).nullish(),
  features: z
    .array(
      z.object({
        type: z.literal('Feature'),
        properties: z.object({
          code: z.string().min(1).max(30),
          layer: z.string().max(40).optional(),
          schematic: z.boolean().default(false),
        }),
        geometry: Area,
      }),
    )
    .min(1)
    .max(5000),
})
export type GeometryImport = z.infer<typeof GeometryImport>
