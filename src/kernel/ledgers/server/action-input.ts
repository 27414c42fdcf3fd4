import { z } from 'zod'

/** What is sent with an action on an entry: the step at which it was seen, and what the action asks. */
export const ActionInput = z.strictObject({
  expectedSeq: z.number().int().min(1),
  input: z.record(z.string().max(60), z.json()).default({}),
  effectiveAt: z.iso.datetime({ offset: true }).optional(),
})
