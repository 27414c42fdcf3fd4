import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'

export const readinessVerdicts = ['entered', 'ready', 'not_ready', 'below', 'not_provable'] as const

export const ReadinessAnswer = z.strictObject({
  day: z.string(),
  today: z.string(),
  version: z.number().int(),
  projects: z.array(
    z.strictObject({
      id: z.uuid(),
      no: z.string(),
      name: z.string(),
      stage: z.string(),
      demonstration: z.boolean(),
      verdict: z.enum(readinessVerdicts),
      /** The first month whose amount is in statistics. */
      enteredSince: z.string().nullable(),
      items: z.array(
        z.strictObject({
          code: z.string(),
          label: LocalText,
          basis: LocalText.nullable(),
          state: z.enum(['met', 'missing', 'not_needed', 'unknown']),
          said: z.string().nullable(),
        }),
      ),
    }),
  ),
})
export type ReadinessAnswer = z.infer<typeof ReadinessAnswer>
