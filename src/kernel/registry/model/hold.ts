import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'

/** What restricts dealings with an object (限制): 查封, 抵押, 争议, 冻结. */
export const holdKinds = ['seizure', 'mortgage', 'dispute', 'freeze'] as const
export const HoldKind = z.enum(holdKinds)
export type HoldKind = z.infer<typeof HoldKind>

const Who = z.strictObject({
  accountId: z.int(),
  name: z.string(),
  organisation: LocalText.nullable(),
})

/** A restriction on an object of the register, placed on the strength of a document and lifted once, never deleted. */
export const Hold = z.strictObject({
  id: z.uuid(),
  kind: HoldKind,
  /** Number of the document that it rests on. */
  document: z.string(),
  reason: z.string(),
  placedBy: Who,
  placedAt: z.iso.datetime(),
  /** Null while it stands. */
  lifted: z.strictObject({ by: Who, at: z.iso.datetime(), reason: z.string() }).nullable(),
})
export type Hold = z.infer<typeof Hold>

export const HoldList = z.strictObject({ holds: z.array(Hold), can: z.strictObject({ place: z.boolean() }) })
export type HoldList = z.infer<typeof HoldList>

const Reason = z.string().trim().min(1).max(500)
export const NewHold = z.strictObject({
  kind: HoldKind,
  document: z.string().trim().min(1).max(120),
  reason: Reason,
})
export type NewHold = z.infer<typeof NewHold>
export const Lifting = z.strictObject({ reason: Reason })
export type Lifting = z.infer<typeof Lifting>
