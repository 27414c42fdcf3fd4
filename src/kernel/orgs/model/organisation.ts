import { z } from 'zod'

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
})
export type Organisation = z.infer<typeof Organisation>
