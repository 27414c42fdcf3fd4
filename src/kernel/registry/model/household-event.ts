import { z } from 'zod'
import { LocalDate } from '#kernel/time/model'
import { Note, placing, provenance } from './fields.ts'
import { Relation } from './household.ts'

/** What happens to a household (户内变动); `composition` is who belongs to it as a whole, as registered or counted. */
export const householdEventKinds = [
  'composition',
  'birth',
  'death',
  'marriage',
  'move_in',
  'move_out',
  'split',
  'merge',
  'head',
] as const
export const HouseholdEventKind = z.enum(householdEventKinds)
export type HouseholdEventKind = z.infer<typeof HouseholdEventKind>

const Member = z.strictObject({ personId: z.uuid(), relation: Relation })
const membersMax = 40

const Members = z
  .array(Member)
  .max(membersMax)
  .superRefine((members, context) => {
    const seen = new Set<string>()
    for (const [index, { personId }] of members.entries()) {
      if (seen.has(personId))
        context.addIssue({ code: 'custom', message: 'registry.member_twice', path: [index, 'personId'] })
      seen.add(personId)
    }
  })
const Some = Members.refine((members) => members.length > 0, { message: 'registry.nobody_named' })

const told = {
  /** The day on which it was so. */
  on: LocalDate,
  source: provenance.source.default(''),
  note: Note.default(''),
}
/** Who stays gets another relation by it: where the head goes, one of the others becomes head. */
const relations = Members.default([])

/** Something that happened to a household, as it is recorded. */
export const NewHouseholdEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('birth'), ...told, members: Some, relations }),
  z.strictObject({ kind: z.literal('marriage'), ...told, members: Some, relations }),
  z.strictObject({ kind: z.literal('move_in'), ...told, members: Some, relations }),
  z.strictObject({
    kind: z.literal('death'),
    ...told,
    personIds: z.array(z.uuid()).min(1).max(1),
    relations,
  }),
  z.strictObject({
    kind: z.literal('move_out'),
    ...told,
    personIds: z.array(z.uuid()).min(1).max(membersMax),
    relations,
  }),
  z.strictObject({
    kind: z.literal('split'),
    ...told,
    /** Who goes, with their relations in the new household. */
    members: Some,
    relations,
    household: z.strictObject({
      number: z.string().trim().min(1).max(60).nullish(),
      /** The old household's where it isn't given. */
      divisionCode: placing.divisionCode.optional(),
      address: placing.address.optional(),
    }),
  }),
  z.strictObject({
    kind: z.literal('merge'),
    ...told,
    /** The household that ends: everybody in it comes into this one. */
    otherId: z.uuid(),
    /** Relations of those who come; without one, another relative. */
    members: Members.default([]),
    relations,
  }),
  z.strictObject({ kind: z.literal('head'), ...told, relations: Some }),
])
export type NewHouseholdEvent = z.infer<typeof NewHouseholdEvent>

export const EventVoiding = z.strictObject({ reason: z.string().trim().min(1).max(500) })
export type EventVoiding = z.infer<typeof EventVoiding>

const Somebody = z.strictObject({ accountId: z.int(), name: z.string() })

/** What an event said of one person; one whom the asker may not see shows as held. */
export const ToldMember = z.strictObject({
  personId: z.uuid().nullable(),
  name: z.string().nullable(),
  erased: z.boolean(),
  /** In this household, and not in another one that the event was about too. */
  here: z.boolean(),
  /** From then on; null: no longer there. */
  relation: Relation.nullable(),
})
export type ToldMember = z.infer<typeof ToldMember>

/** One event of a household's time line. */
export const HouseholdEvent = z.strictObject({
  /** Null where it is only read from how the household was registered. */
  id: z.uuid().nullable(),
  kind: HouseholdEventKind,
  on: LocalDate,
  recordedAt: z.iso.datetime(),
  recordedBy: Somebody.nullable(),
  source: z.string(),
  note: z.string(),
  members: z.array(ToldMember),
  /** Other households that it was about, as far as the asker may see them. */
  others: z.array(z.strictObject({ id: z.uuid(), label: z.string() })),
  voided: z.strictObject({ at: z.iso.datetime(), by: Somebody, reason: z.string() }).nullable(),
})
export type HouseholdEvent = z.infer<typeof HouseholdEvent>

/** The time line of a household, latest first. */
export const HouseholdTimeLine = z.strictObject({
  events: z.array(HouseholdEvent),
  /** Since when nobody belongs to it any more. */
  closedOn: LocalDate.nullable(),
  can: z.strictObject({ record: z.boolean() }),
})
export type HouseholdTimeLine = z.infer<typeof HouseholdTimeLine>

/** One stay of a person in a household; a household that the asker may not see shows as held. */
export const PersonStay = z.strictObject({
  householdId: z.uuid().nullable(),
  label: z.string().nullable(),
  relation: Relation,
  from: LocalDate,
  to: LocalDate.nullable(),
})
export type PersonStay = z.infer<typeof PersonStay>

/** To which households a person belonged, latest first. */
export const PersonStays = z.strictObject({
  stays: z.array(PersonStay),
  /** As an event of a household says. */
  diedOn: LocalDate.nullable(),
})
export type PersonStays = z.infer<typeof PersonStays>
