import { z } from 'zod'
import { CircularContent } from './content.ts'
import { circularKinds } from './period.ts'
import { CircularRule } from './rule.ts'

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

const KeptFile = z.strictObject({
  format: z.enum(['docx', 'pdf']),
  number: z.string(),
  sha256: z.string(),
  madeAt: z.iso.datetime(),
})

export const CircularAnswer = z.strictObject({
  entryId: z.uuid(),
  no: z.string(),
  stage: z.string(),
  number: z.string(),
  content: CircularContent,
  contentHash: z.string(),
  madeAt: z.iso.datetime(),
  files: z.array(KeptFile),
})
export type CircularAnswer = z.infer<typeof CircularAnswer>

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

export const RuleBody = z.strictObject({ rule: CircularRule, note: z.string().trim().min(1).max(200) })
