import { z } from 'zod'
import { DivisionCode } from '#kernel/divisions/model'

export const organisationKinds = [
  'district_government',
  'bureau',
  'park',
  'subdistrict_office',
  'town_government',
  'rural_township_government',
  'village_committee',
  'community_committee',
  'public_institution',
  'station',
  'company',
] as const
export const OrganisationKind = z.enum(organisationKinds)
export type OrganisationKind = z.infer<typeof OrganisationKind>

/** What the directory shows of an organisation. */
export const Organisation = z.strictObject({
  id: z.number().int(),
  /** Stable and readable, made by the data's owner: `211302-agriculture`; a division's own government bears its code. */
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  kind: OrganisationKind,
  parentId: z.number().int().nullable(),
  divisionCode: z.string(),
  /** First day of being; null where the net doesn't know. */
  validFrom: z.string().nullable(),
  /** First day of being no more; null while it stands. */
  validTo: z.string().nullable(),
})
export type Organisation = z.infer<typeof Organisation>

const organisationId = z.number().int().positive().max(2_147_483_647)

export const NewOrganisation = z.strictObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,60}$/),
  name: z.string().trim().min(2).max(60),
  nameEn: z.string().trim().min(2).max(120),
  kind: OrganisationKind,
  parentId: organisationId,
  divisionCode: DivisionCode,
  /** First day of being; today unless told. */
  from: z.iso.date().optional(),
})
export type NewOrganisation = z.infer<typeof NewOrganisation>

/** What a reform changes of a body that stays the same one; its code and its division stay. */
export const OrganisationChange = NewOrganisation.pick({ name: true, nameEn: true, kind: true }).extend({
  /** The district's own government has none. */
  parentId: organisationId.nullable(),
})
export type OrganisationChange = z.infer<typeof OrganisationChange>
