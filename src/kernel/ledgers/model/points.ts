import { z } from 'zod'
import type { Field } from './definition.ts'
import type { Values } from './state.ts'

/** One unit of the seventh decimal of a degree is about a centimetre: what is finer is noise of a conversion. */
export const degreeDecimals = 7

const degrees = (max: number) =>
  z
    .number()
    .min(-max)
    .max(max)
    .refine((value) => Number(value.toFixed(degreeDecimals)) === value, 'ledgers.too_many_decimals')

/** A spot on the ground in degrees of CGCS2000 (EPSG:4490), with how many metres it may be off where that is known. */
export const Point = z.strictObject({
  lng: degrees(180),
  lat: degrees(90),
  accuracyM: z.number().min(0).max(100_000).optional(),
})
export type Point = z.infer<typeof Point>

/** A spot as it may stand in a field: rounded to the decimals that are kept. */
export function pointAt(lng: number, lat: number, accuracyM?: number): Point {
  const spot = { lng: Number(lng.toFixed(degreeDecimals)), lat: Number(lat.toFixed(degreeDecimals)) }
  return accuracyM === undefined ? spot : { ...spot, accuracyM: Math.round(accuracyM) }
}

/**
 * The field that says where an entry stands on the map: the first of kind point that whoever may read the entry may
 * read too. One above the ledger's own class, or under a person's key, is shown on the entry's page alone.
 */
export function spotField(definition: { fields: readonly Field[]; sensitivity: number }): Field | undefined {
  return definition.fields.find(
    ({ kind, sensitivity = 0, secretOf }) =>
      kind === 'point' && secretOf === undefined && sensitivity <= definition.sensitivity,
  )
}

/** Where the entry stands on the map by its own values; null where they don't say. */
export function spotOf(
  definition: { fields: readonly Field[]; sensitivity: number },
  values: Values,
): Point | null {
  const field = spotField(definition)
  return (field && Point.safeParse(values[field.name]).data) ?? null
}

/** Longitude and latitude as people read them: north and east positive, five decimals are a metre. */
export function pointText({ lng, lat }: Point): string {
  return `${lng.toFixed(5)}, ${lat.toFixed(5)}`
}
