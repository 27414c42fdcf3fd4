import { z } from 'zod'

export const RuleVersionAnswer = z.strictObject({
  version: z.number().int(),
  body: z.unknown(),
  reason: z.string(),
  /** Null for the one that the program brings along. */
  inForceFrom: z.iso.datetime().nullable(),
  by: z.string().nullable(),
})
export type RuleVersionAnswer = z.infer<typeof RuleVersionAnswer>

export const RuleAnswer = z.strictObject({
  rule: RuleVersionAnswer,
  draft: z.strictObject({ body: z.unknown(), savedAt: z.iso.datetime(), by: z.string() }).nullable(),
})
export type RuleAnswer = z.infer<typeof RuleAnswer>

/** What a draft would judge otherwise: before and after are codes of the rule's own verdicts, or days. */
export const RuleDifference = z.strictObject({
  judged: z.number().int(),
  counts: z.array(z.strictObject({ verdict: z.string(), before: z.number().int(), after: z.number().int() })),
  changes: z.array(z.strictObject({ id: z.uuid(), name: z.string(), before: z.string(), after: z.string() })),
})
export type RuleDifference = z.infer<typeof RuleDifference>
