import { z } from 'zod'
import { Problem } from '#kernel/http/model'
import { Ability } from './answers.ts'

export const batchMax = 500

/** What became of each entry of a batch, in the order asked: a new step, or why not, in the caller's language. */
export const BatchAnswer = z.object({
  results: z.array(
    z.union([
      z.object({ entryId: z.string(), seq: z.number() }),
      z.object({ entryId: z.string(), problem: Problem }),
    ]),
  ),
})
export type BatchAnswer = z.infer<typeof BatchAnswer>

/** What the caller can do with each of several entries now; those that they may not see are left out. */
export const AbilityList = z.array(
  z.object({
    id: z.string(),
    no: z.string(),
    title: z.string(),
    ledger: z.string(),
    seq: z.number(),
    can: z.record(z.string(), Ability),
  }),
)
export type AbilityList = z.infer<typeof AbilityList>
