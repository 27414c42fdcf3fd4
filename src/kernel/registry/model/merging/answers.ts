import { z } from 'zod'
import { objectKinds } from '../fields.ts'

const Side = z.enum(['survivor', 'absorbed'])
export type Side = z.infer<typeof Side>

/** What is chosen between, by kind. Day of birth and sex go with the number that says them. */
export const mergeFields = {
  person: ['name', 'idNumber', 'birthDate', 'sex', 'phone', 'residence', 'household'],
  household: ['number', 'residence'],
  enterprise: ['name', 'creditCode', 'industry', 'products', 'contactName', 'phone', 'note', 'residence'],
  place: ['name', 'kind', 'note', 'point', 'residence'],
} as const satisfies Record<(typeof objectKinds)[number], readonly string[]>
export type MergeField = (typeof mergeFields)[keyof typeof mergeFields][number]

const Pair = {
  kind: z.enum(objectKinds),
  survivorId: z.uuid(),
  absorbedId: z.uuid(),
}

export const MergePlanQuery = z.strictObject(Pair)

/** One value of each, as it is shown: numbers masked. */
const PlannedField = z.strictObject({
  name: z.string(),
  survivor: z.string().nullable(),
  absorbed: z.string().nullable(),
  /** Whose value is taken unless told otherwise: the survivor's, where there is one. */
  chosen: Side,
})

export const MergePlan = z.strictObject({
  ...Pair,
  survivorVersion: z.int(),
  absorbedVersion: z.int(),
  fields: z.array(PlannedField),
  /** Holds that stand on either: they stand on the survivor then. */
  holds: z.int(),
  /** Stays in households that can't be kept beside those of the other record. */
  staysDropped: z.int(),
})
export type MergePlan = z.infer<typeof MergePlan>

export const MergeRequest = z.strictObject({
  ...Pair,
  survivorVersion: z.int().min(1),
  absorbedVersion: z.int().min(1),
  choices: z.record(z.string().max(40), Side).default({}),
  /** Why they are one. */
  ground: z.string().trim().min(1).max(300),
})
export type MergeRequest = z.infer<typeof MergeRequest>

export const Merge = z.strictObject({
  id: z.uuid(),
  kind: z.enum(objectKinds),
  survivorId: z.uuid(),
  absorbedId: z.uuid(),
  survivor: z.string(),
  absorbed: z.string(),
  at: z.iso.datetime(),
  accountId: z.int(),
  ground: z.string(),
  choices: z.record(z.string(), Side),
  undone: z.strictObject({ at: z.iso.datetime(), accountId: z.int(), reason: z.string() }).nullable(),
})
export type Merge = z.infer<typeof Merge>

export const MergePage = z.strictObject({ rows: z.array(Merge), total: z.int() })
export type MergePage = z.infer<typeof MergePage>

export const MergeListQuery = z.strictObject({
  kind: z.enum(objectKinds).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
})

/** What stands against undoing a merge; undone all the same where it is only that something would be lost. */
export const undoObstacles = ['undone', 'erased', 'absorbed_since', 'stays_moved'] as const
export const MergeDetail = z.strictObject({
  ...Merge.shape,
  undo: z.strictObject({
    obstacle: z.enum(undoObstacles).nullable(),
    /** Facts that were changed since: undoing loses those changes. */
    lost: z.array(z.string()),
  }),
})
export type MergeDetail = z.infer<typeof MergeDetail>

export const MergeUndoing = z.strictObject({
  reason: z.string().trim().min(1).max(300),
  /** Said by somebody who has seen what will be lost. */
  acceptLoss: z.boolean().default(false),
})
export type MergeUndoing = z.infer<typeof MergeUndoing>
