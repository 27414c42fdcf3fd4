import { z } from 'zod'
import {
  ExpectedVersion,
  listQuery,
  Name,
  Note,
  placing,
  provenance,
  recordFields,
  Sensitivity,
} from './fields.ts'

export const placeKinds = [
  'building',
  'residential_compound',
  'parcel',
  'site',
  'park',
  'area',
  'road',
  'river',
  'school',
  'service_hall',
  'scenic_spot',
  'heritage_site',
  'other',
] as const
export const PlaceKind = z.enum(placeKinds)
export type PlaceKind = z.infer<typeof PlaceKind>

/** Longitude and latitude in CGCS2000 (EPSG:4490), degrees. */
export const Point = z.tuple([z.number().min(73).max(136), z.number().min(3).max(54)])
export type Point = z.infer<typeof Point>

export const Place = z.strictObject({
  ...recordFields,
  name: z.string(),
  kind: PlaceKind,
  note: z.string(),
  point: Point.nullable(),
  can: z.strictObject({ update: z.boolean() }),
})
export type Place = z.infer<typeof Place>

export const NewPlace = z.strictObject({
  name: Name,
  kind: PlaceKind,
  note: Note.default(''),
  point: Point.nullish(),
  divisionCode: placing.divisionCode,
  address: placing.address.default(''),
  sensitivity: Sensitivity.default(0),
  source: provenance.source.default(''),
  asOf: provenance.asOf.default(null),
})
export type NewPlace = z.infer<typeof NewPlace>

/** What is left out stays as it is; null takes a fact away. */
export const PlaceUpdate = z.strictObject({
  name: Name.optional(),
  kind: PlaceKind.optional(),
  note: Note.optional(),
  point: Point.nullish(),
  divisionCode: placing.divisionCode.optional(),
  address: placing.address.optional(),
  sensitivity: Sensitivity.optional(),
  source: provenance.source.optional(),
  asOf: provenance.asOf.optional(),
  expectedVersion: ExpectedVersion,
})
export type PlaceUpdate = z.infer<typeof PlaceUpdate>

/** `q` is part of the name, or the beginning of its pinyin or initials. */
export const PlaceQuery = z.strictObject({ ...listQuery, kind: PlaceKind.optional() })
export type PlaceQuery = z.infer<typeof PlaceQuery>

export const PlacePage = z.strictObject({
  rows: z.array(Place),
  total: z.int(),
  can: z.strictObject({ create: z.boolean() }),
})
export type PlacePage = z.infer<typeof PlacePage>
