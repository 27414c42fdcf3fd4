import { z } from 'zod'

/** 上报、入统、支付: the three amounts that are kept apart. */
export const amountKinds = ['reported', 'statistics', 'paid'] as const
export type AmountKind = (typeof amountKinds)[number]

const Points = z.number().int().min(1).max(100)

/**
 * The rule table of the progress lights: how far the amount may lie behind plan. From so many percentage points
 * behind on a project is amber, over so many it is red.
 */
export const LightRule = z
  .strictObject({
    amberFromPoints: Points,
    redOverPoints: Points,
    /** Which of the three amounts counts as done. */
    amount: z.enum(amountKinds),
    /** Points of the plan of the year, or of the plan up to the last month used. */
    base: z.enum(['year_plan', 'plan_to_date']),
  })
  .refine(({ amberFromPoints, redOverPoints }) => amberFromPoints <= redOverPoints, {
    path: ['redOverPoints'],
    error: 'projects.light_rule_order',
  })
export type LightRule = z.infer<typeof LightRule>

/** 10–30 个百分点黄, 30 个百分点以上红. */
export const pagesLightRule: LightRule = {
  amberFromPoints: 10,
  redOverPoints: 30,
  amount: 'reported',
  base: 'year_plan',
}
