import { z } from 'zod'
import { objectKinds } from '../fields.ts'
import { bands } from './weights.ts'

export const Reason = z.strictObject({ field: z.string(), finding: z.string(), points: z.int() })
export const BandName = z.enum(bands)

/** What shows one object among others: nothing that is masked elsewhere. */
export const MatchCard = z.strictObject({
  id: z.uuid(),
  label: z.string(),
  divisionCode: z.string(),
  address: z.string(),
  /** Of a person, or of a household's head. */
  birthDate: z.string().nullable(),
  sex: z.enum(['male', 'female']).nullable(),
  /** A number of its own that is open: a household's, a credit code. */
  number: z.string().nullable(),
  updatedAt: z.iso.datetime(),
})
export type MatchCard = z.infer<typeof MatchCard>

const text = z.string().max(500).nullish()

/** A form as far as it is filled in: what can't be read yet is passed over. */
export const ProposalRequest = z.strictObject({
  kind: z.enum(objectKinds),
  /** The object itself, when one that is registered already is being changed. */
  except: z.uuid().optional(),
  values: z.strictObject({
    name: text,
    idNumber: text,
    phone: text,
    birthDate: text,
    sex: text,
    divisionCode: text,
    address: text,
    number: text,
    headId: z.uuid().nullish(),
    creditCode: text,
    contactName: text,
    kind: text,
    point: z.tuple([z.number(), z.number()]).nullish(),
  }),
})
export type ProposalRequest = z.infer<typeof ProposalRequest>

export const Proposal = z.strictObject({
  ...MatchCard.shape,
  score: z.int(),
  band: BandName,
  reasons: z.array(Reason),
})
export type Proposal = z.infer<typeof Proposal>

export const ProposalAnswer = z.strictObject({
  proposals: z.array(Proposal),
  /** Numbers that somebody holds whom the caller may not see: registering would be refused. */
  heldUnseen: z.array(z.enum(['idNumber', 'creditCode'])),
})
export type ProposalAnswer = z.infer<typeof ProposalAnswer>

export const DuplicateQuery = z.strictObject({
  kind: z.enum(objectKinds).optional(),
  band: BandName.optional(),
  /** Also those that were found to be two. */
  decided: z.literal('true').optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
})
export type DuplicateQuery = z.infer<typeof DuplicateQuery>

export const DuplicatePair = z.strictObject({
  id: z.uuid(),
  kind: z.enum(objectKinds),
  score: z.int(),
  band: BandName,
  reasons: z.array(Reason),
  left: MatchCard,
  right: MatchCard,
  /** That they are two, said by somebody; null while nobody has decided. */
  distinct: z.strictObject({ accountId: z.int(), at: z.iso.datetime(), reason: z.string() }).nullable(),
})
export type DuplicatePair = z.infer<typeof DuplicatePair>

export const DuplicatePage = z.strictObject({
  rows: z.array(DuplicatePair),
  total: z.int(),
  /** Objects that have not been compared since they changed, over all that there are. */
  behind: z.boolean(),
})
export type DuplicatePage = z.infer<typeof DuplicatePage>

export const DistinctDecision = z.strictObject({ reason: z.string().trim().max(300).default('') })
