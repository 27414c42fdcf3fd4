import { z } from 'zod'
import { DivisionCode } from '#kernel/divisions/model'
import { LocalText } from '#kernel/i18n/model'

/** What is searched, in the order in which it is shown. */
export const searchKinds = [
  'person',
  'household',
  'enterprise',
  'place',
  'entry',
  'organisation',
  'division',
] as const
export const SearchKind = z.enum(searchKinds)
export type SearchKind = z.infer<typeof SearchKind>

/** Of each kind so many are counted and can be paged through; whoever has more types more. */
export const searchCountMax = 500

export const SearchQuery = z.object({
  q: z.string().trim().min(1).max(60),
  /** One kind alone, page by page; without it the first few of every kind. */
  kind: SearchKind.optional(),
  ledger: z.string().max(60).optional(),
  division: DivisionCode.optional(),
  page: z.coerce.number().int().min(1).max(1000).default(1),
  size: z.coerce.number().int().min(1).max(50).default(5),
})
export type SearchQuery = z.infer<typeof SearchQuery>

const hit = {
  title: z.string(),
  /** Found only if what was typed has an error. */
  near: z.boolean(),
  divisionCode: z.string().nullable(),
  /** Where that is, in words. */
  where: z.string(),
}

export const SearchHit = z.discriminatedUnion('kind', [
  z.strictObject({
    ...hit,
    kind: z.literal('person'),
    id: z.uuid(),
    sex: z.enum(['male', 'female']).nullable(),
    birthYear: z.number().int().nullable(),
  }),
  z.strictObject({
    ...hit,
    kind: z.literal('household'),
    id: z.uuid(),
    number: z.string().nullable(),
    size: z.number().int(),
  }),
  z.strictObject({ ...hit, kind: z.literal('enterprise'), id: z.uuid(), industry: z.string() }),
  z.strictObject({ ...hit, kind: z.literal('place'), id: z.uuid(), placeKind: z.string() }),
  z.strictObject({
    ...hit,
    kind: z.literal('entry'),
    id: z.uuid(),
    no: z.string(),
    ledger: z.string(),
    ledgerTitle: LocalText,
    stage: LocalText,
    isOpen: z.boolean(),
  }),
  z.strictObject({
    ...hit,
    kind: z.literal('organisation'),
    id: z.number().int(),
    organisationKind: z.string(),
  }),
  z.strictObject({ ...hit, kind: z.literal('division'), id: z.string(), divisionKind: z.string() }),
])
export type SearchHit = z.infer<typeof SearchHit>
export type HitOf<Kind extends SearchKind> = Extract<SearchHit, { kind: Kind }>

export const SearchGroup = z.strictObject({
  kind: SearchKind,
  /** How many there are for the caller, the near ones among them. */
  count: z.number().int(),
  /** There are more than are counted. */
  more: z.boolean(),
  rows: z.array(SearchHit),
})
export type SearchGroup = z.infer<typeof SearchGroup>

export const SearchAnswer = z.strictObject({
  groups: z.array(SearchGroup),
  /** What was typed is a whole identity number or phone, which is looked up by a request of its own, on record. */
  wholeNumber: z.boolean(),
})
export type SearchAnswer = z.infer<typeof SearchAnswer>

export const NumberLookup = z.strictObject({ number: z.string().trim().min(5).max(30) })
export const NumberFound = z.strictObject({ rows: z.array(SearchHit) })
export type NumberFound = z.infer<typeof NumberFound>
