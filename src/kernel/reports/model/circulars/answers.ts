import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import { circularKinds } from './period.ts'

export const CircularAsked = z.strictObject({
  kind: z.enum(circularKinds),
  /** The day that it speaks of, from the beginning of its week, half month or month. */
  day: z.iso.date(),
  /** Lets in what was recorded of the period until a later moment; without, the day says it all. */
  recordedBy: z.iso.datetime({ offset: true }).optional(),
  /** The caller's own district without. */
  divisionCode: z
    .string()
    .regex(/^\d{6}(\d{3}(\d{3})?)?$/)
    .optional(),
})
export type CircularAsked = z.infer<typeof CircularAsked>

export const CircularDrafted = z.strictObject({ entryId: z.uuid() })
export type CircularDrafted = z.infer<typeof CircularDrafted>

/** What every circular says of itself; what it says besides is its sort's own. */
export const CircularBasis = z.strictObject({
  kind: z.enum(circularKinds),
  division: z.strictObject({ code: z.string(), name: LocalText }),
  from: z.iso.date(),
  to: z.iso.date(),
  effectiveBy: z.iso.datetime(),
  recordedBy: z.iso.datetime(),
})
export type CircularBasis = z.infer<typeof CircularBasis>

const KeptFile = z.strictObject({
  format: z.enum(['docx', 'pdf']),
  number: z.string(),
  sha256: z.string(),
  madeAt: z.iso.datetime(),
})

/** To whom it went, and what came back. */
export const Recipient = z.strictObject({
  organisation: LocalText,
  sentAt: z.iso.datetime(),
  signedAt: z.iso.datetime().nullable(),
  answeredAt: z.iso.datetime().nullable(),
})
export type Recipient = z.infer<typeof Recipient>

/** A circular as its page shows it, with a content of the sort. */
export const circularAnswer = <C extends z.ZodType<CircularBasis>>(content: C) =>
  z.strictObject({
    entryId: z.uuid(),
    no: z.string(),
    stage: z.string(),
    number: z.string(),
    content,
    contentHash: z.string(),
    madeAt: z.iso.datetime(),
    files: z.array(KeptFile),
    recipients: z.array(Recipient),
  })
export type CircularAnswer<C extends CircularBasis> = {
  entryId: string
  no: string
  stage: string
  number: string
  content: C
  contentHash: string
  madeAt: string
  files: z.infer<typeof KeptFile>[]
  recipients: Recipient[]
}

/** What came of producing it again. */
export const AgainAnswer = z.strictObject({
  identical: z.boolean(),
  contentHash: z.string(),
  againHash: z.string(),
  /** Where the content differs: the place in it, what stood there and what comes out now. */
  differences: z.array(z.strictObject({ path: z.string(), was: z.string(), is: z.string() })),
  layout: z.strictObject({ was: z.number().int(), is: z.number().int() }),
  files: z.array(KeptFile.extend({ againSha256: z.string(), identical: z.boolean() })),
})
export type AgainAnswer = z.infer<typeof AgainAnswer>
