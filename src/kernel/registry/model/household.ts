import { z } from 'zod'
import { LocalDate } from '#kernel/time/model'
import { ExpectedVersion, listQuery, placing, provenance, recordFields, Sensitivity } from './fields.ts'

/** To the head of the household (与户主关系), coarser than GB/T 4761 and enough to tell generations. */
export const relations = [
  'head',
  'spouse',
  'child',
  'grandchild',
  'parent',
  'grandparent',
  'sibling',
  'other_relative',
  'unrelated',
] as const
export const Relation = z.enum(relations)
export type Relation = z.infer<typeof Relation>

/** One stay in a household. A member whom the asker may not see shows as held: the relation, and no more. */
export const HouseholdMember = z.strictObject({
  personId: z.uuid().nullable(),
  name: z.string().nullable(),
  /** Erased by law: the stay is kept, the person is nobody. */
  erased: z.boolean(),
  relation: Relation,
  from: LocalDate,
  /** The day from which the person no longer belongs; null while they do. */
  to: LocalDate.nullable(),
})
export type HouseholdMember = z.infer<typeof HouseholdMember>

const shown = {
  ...recordFields,
  /** The village's own number of the household (户编号), where there is one. */
  number: z.string().nullable(),
  headName: z.string().nullable(),
  size: z.int(),
  can: z.strictObject({ update: z.boolean() }),
}
export const HouseholdRow = z.strictObject(shown)
export type HouseholdRow = z.infer<typeof HouseholdRow>

/** With its members on one day, today unless another was asked for. */
export const Household = z.strictObject({ ...shown, on: LocalDate, members: z.array(HouseholdMember) })
export type Household = z.infer<typeof Household>

const Number = z.string().trim().min(1).max(60)

const Composition = z
  .array(z.strictObject({ personId: z.uuid(), relation: Relation }))
  .max(40)
  .superRefine((members, context) => {
    const seen = new Set<string>()
    for (const [index, { personId }] of members.entries()) {
      if (seen.has(personId)) {
        context.addIssue({ code: 'custom', message: 'registry.member_twice', path: [index, 'personId'] })
      }
      seen.add(personId)
    }
    const heads = members.filter(({ relation }) => relation === 'head').length
    if (heads !== (members.length === 0 ? 0 : 1)) {
      context.addIssue({ code: 'custom', message: 'registry.one_head', path: [] })
    }
  })

export const NewHousehold = z.strictObject({
  number: Number.nullish(),
  divisionCode: placing.divisionCode,
  address: placing.address.default(''),
  sensitivity: Sensitivity.default(1),
  source: provenance.source.default(''),
  asOf: provenance.asOf.default(null),
  /** The day from which the members belong. */
  from: LocalDate,
  members: Composition.default([]),
})
export type NewHousehold = z.infer<typeof NewHousehold>

/** What is left out stays as it is; null takes a fact away. */
export const HouseholdUpdate = z.strictObject({
  number: Number.nullish(),
  divisionCode: placing.divisionCode.optional(),
  address: placing.address.optional(),
  sensitivity: Sensitivity.optional(),
  source: provenance.source.optional(),
  asOf: provenance.asOf.optional(),
  expectedVersion: ExpectedVersion,
})
export type HouseholdUpdate = z.infer<typeof HouseholdUpdate>

/** The whole composition from a day on: who is left out leaves on it, who is new joins on it. */
export const CompositionUpdate = z.strictObject({
  from: LocalDate,
  members: Composition,
  expectedVersion: ExpectedVersion,
})
export type CompositionUpdate = z.infer<typeof CompositionUpdate>

/** `q` is the number, or the beginning of the head's name, pinyin or initials. */
export const HouseholdQuery = z.strictObject(listQuery)
export type HouseholdQuery = z.infer<typeof HouseholdQuery>

export const HouseholdOn = z.strictObject({ on: LocalDate.optional() })

export const HouseholdPage = z.strictObject({
  rows: z.array(HouseholdRow),
  total: z.int(),
  can: z.strictObject({ create: z.boolean() }),
})
export type HouseholdPage = z.infer<typeof HouseholdPage>
