import { z } from 'zod'
import { EnterpriseUpdate } from './enterprise.ts'
import { type ObjectKind, objectKinds } from './fields.ts'
import { HouseholdUpdate } from './household.ts'
import { PersonUpdate } from './person.ts'
import { PlaceUpdate } from './place.ts'

/** The facts of each kind whose change can be asked for. */
export const proposableFields = {
  person: ['name', 'sex', 'birthDate', 'idNumber', 'phone', 'divisionCode', 'address'],
  household: ['number', 'divisionCode', 'address'],
  enterprise: [
    'name',
    'creditCode',
    'industry',
    'products',
    'contactName',
    'phone',
    'note',
    'divisionCode',
    'address',
  ],
  place: ['name', 'kind', 'note', 'divisionCode', 'address'],
} as const satisfies Record<ObjectKind, readonly string[]>

/** What may stand in a field, by the same rules as when the owner changes it. */
export function proposedSchema(kind: ObjectKind, field: string): z.ZodType | undefined {
  if (!(proposableFields[kind] as readonly string[]).includes(field)) return undefined
  const shapes = {
    person: PersonUpdate,
    household: HouseholdUpdate,
    enterprise: EnterpriseUpdate,
    place: PlaceUpdate,
  }
  return (shapes[kind].shape as Record<string, z.ZodType>)[field]
}

const Value = z.string().max(2000).nullable()
const filesMax = 5

/** That a fact should be another, and why; null: that there is none. */
export const NewChangeRequest = z.strictObject({
  field: z.string().max(40),
  value: Value,
  reason: z.string().trim().min(1).max(1000),
  /** What proves it. */
  files: z.array(z.uuid()).max(filesMax).default([]),
})
export type NewChangeRequest = z.infer<typeof NewChangeRequest>

export const changeRequestStates = ['open', 'approved', 'refused', 'withdrawn'] as const
export const ChangeRequestState = z.enum(changeRequestStates)
export type ChangeRequestState = z.infer<typeof ChangeRequestState>

const Somebody = z.strictObject({
  accountId: z.int(),
  name: z.string(),
  organisation: z.strictObject({ 'zh-CN': z.string(), en: z.string() }).nullable(),
})

/** A request as shown: identity numbers and phones masked. */
export const ChangeRequest = z.strictObject({
  id: z.uuid(),
  kind: z.enum(objectKinds),
  objectId: z.uuid(),
  label: z.string(),
  field: z.string(),
  /** What stood there when it was asked, what is asked for, and what stands there now. */
  old: Value,
  value: Value,
  current: Value,
  /** The fact has changed since it was asked: it must be looked at again. */
  stale: z.boolean(),
  /** The object's version now; a decision names it. */
  version: z.int(),
  reason: z.string(),
  files: z.array(z.uuid()),
  askedBy: Somebody,
  askedAt: z.iso.datetime(),
  state: ChangeRequestState,
  decision: z.strictObject({ by: Somebody, at: z.iso.datetime(), reason: z.string() }).nullable(),
  can: z.strictObject({ decide: z.boolean(), withdraw: z.boolean(), unmask: z.boolean() }),
})
export type ChangeRequest = z.infer<typeof ChangeRequest>

/** Open ones unless `decided`; `mine`: asked by the caller, otherwise those that are the caller's to decide. */
export const ChangeRequestQuery = z.strictObject({
  decided: z.stringbool().default(false),
  mine: z.stringbool().default(false),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
})
export type ChangeRequestQuery = z.infer<typeof ChangeRequestQuery>

export const ChangeRequestPage = z.strictObject({ rows: z.array(ChangeRequest), total: z.int() })
export type ChangeRequestPage = z.infer<typeof ChangeRequestPage>

export const ChangeDecision = z
  .strictObject({
    approve: z.boolean(),
    reason: z.string().trim().max(1000).default(''),
    /** The object's version that was looked at. */
    expectedVersion: z.int().min(1),
    /** That it was looked at again after the fact had changed. */
    again: z.boolean().default(false),
  })
  .refine(({ approve, reason }) => approve || reason !== '', {
    message: 'registry.refusal_needs_reason',
    path: ['reason'],
  })
export type ChangeDecision = z.infer<typeof ChangeDecision>

export const ProposedUnmasking = z.strictObject({ purpose: z.string().trim().min(4).max(300) })
