import { z } from 'zod'

/** What a unit is measured by; each is a share of its cases, the more the better. */
export const rankedMeasures = ['on_time', 'on_time_original', 'no_rework', 'no_extension'] as const
export type RankedMeasure = (typeof rankedMeasures)[number]

/** What decides between units of the same score, in order; who is still equal shares a rank. */
export const tieBreakers = ['fewer_overdue', 'more_cases'] as const

const weightsSum = 100

/** The rule of the ranking (排名规则): data, in versions, and printed with every circular that it made. */
export const CircularRule = z.strictObject({
  weights: z
    .array(
      z.strictObject({
        measure: z.enum(rankedMeasures),
        weight: z.number().int().min(1).max(weightsSum),
      }),
    )
    .min(1)
    .max(rankedMeasures.length)
    .refine((list) => new Set(list.map(({ measure }) => measure)).size === list.length)
    .refine((list) => list.reduce((sum, { weight }) => sum + weight, 0) === weightsSum),
  /** Whoever had fewer cases due in the period is listed and not ranked. */
  casesMin: z.number().int().min(1).max(1000),
  tieBreakers: z
    .array(z.enum(tieBreakers))
    .max(tieBreakers.length)
    .refine((list) => new Set(list).size === list.length),
})
export type CircularRule = z.infer<typeof CircularRule>

/** Where the district has not set its own. No source prints weights: these are a proposal, and say so by number 0. */
export const defaultCircularRule: CircularRule = {
  weights: [
    { measure: 'on_time', weight: 60 },
    { measure: 'no_rework', weight: 20 },
    { measure: 'no_extension', weight: 20 },
  ],
  casesMin: 3,
  tieBreakers: ['fewer_overdue', 'more_cases'],
}

export const NumberedRule = z.strictObject({ no: z.number().int().min(0), rule: CircularRule })
export type NumberedRule = z.infer<typeof NumberedRule>

export const RuleChange = NumberedRule.extend({
  at: z.iso.datetime(),
  name: z.string().nullable(),
  note: z.string(),
})
export const RuleAnswer = z.strictObject({ current: NumberedRule, changes: z.array(RuleChange) })
export type RuleAnswer = z.infer<typeof RuleAnswer>
