import type { LightRule } from './light-rule.ts'
import { type InvestmentMonth, isMonth } from './months.ts'

export const progressLights = ['green', 'amber', 'red', 'not_provable'] as const
export type ProgressLight = (typeof progressLights)[number]

export type LightReason =
  | 'no_plan'
  | 'plan_not_begun'
  | 'months_missing'
  | 'on_plan'
  | 'somewhat_behind'
  | 'far_behind'

export type UsedMonth = {
  readonly period: string
  readonly entryId: string
  readonly plannedFen: number
  readonly doneFen: number | null
}

export type ProgressVerdict = {
  readonly light: ProgressLight
  readonly because: LightReason
  /** The months that it goes by, with plan and amount; those without an amount are missing. */
  readonly used: readonly UsedMonth[]
  readonly missing: readonly string[]
  readonly plannedFen: number
  readonly doneFen: number
  /** What 100 points are. */
  readonly baseFen: number
  /** Whether the plan of the year was set as a whole, or is the sum of its months. */
  readonly yearPlanFrom: 'year' | 'months' | null
  /** How far behind in hundredths of a point, cut off; negative when ahead. Null where nothing can be said. */
  readonly behindHundredths: number | null
}

type Facts = {
  readonly months: readonly InvestmentMonth[]
  readonly year: string
  /** Months up to this one were due to be reported; a later one that was reported counts too. */
  readonly lastDue: string
}

/**
 * The progress light of a project in a year: plan to date less what was done to date, in points of the plan. A month
 * that has a plan and no amount proves nothing, so the light is grey and names it; no guess is made for it.
 */
export function progressOf({ months, year, lastDue }: Facts, rule: LightRule): ProgressVerdict {
  const planned = months.filter(
    ({ period, plan }) => isMonth(period) && period.startsWith(`${year}-`) && plan !== null,
  )
  const doneIn = ({ amounts }: InvestmentMonth) => amounts[rule.amount]?.fen ?? null
  let last = lastDue
  for (const month of planned) {
    if (month.period <= last) continue
    if (doneIn(month) === null) break
    last = month.period
  }
  const used = planned
    .filter(({ period }) => period <= last)
    .map((month): UsedMonth => {
      const { period, entryId, plan } = month
      return { period, entryId, plannedFen: plan?.fen ?? 0, doneFen: doneIn(month) }
    })
  const missing = used.flatMap(({ period, doneFen }) => (doneFen === null ? [period] : []))
  const plannedFen = used.reduce((sum, month) => sum + month.plannedFen, 0)
  const doneFen = used.reduce((sum, month) => sum + (month.doneFen ?? 0), 0)
  const whole = months.find(({ period }) => period === year)?.plan?.fen
  const yearPlan = whole ?? planned.reduce((sum, { plan }) => sum + (plan?.fen ?? 0), 0)
  const baseFen = rule.base === 'year_plan' ? yearPlan : plannedFen
  const said = (light: ProgressLight, because: LightReason, behindHundredths: number | null = null) => ({
    light,
    because,
    used,
    missing,
    plannedFen,
    doneFen,
    baseFen,
    yearPlanFrom: whole === undefined ? (planned.length > 0 ? ('months' as const) : null) : ('year' as const),
    behindHundredths,
  })
  if (planned.length === 0) return said('not_provable', 'no_plan')
  if (used.length === 0 || baseFen <= 0) return said('not_provable', 'plan_not_begun')
  if (missing.length > 0) return said('not_provable', 'months_missing')
  // Whole numbers on both sides: sums of 分 times 100 are beyond what floats hold exactly.
  const behind = BigInt(plannedFen - doneFen) * 100n
  const base = BigInt(baseFen)
  const hundredths = Number((behind * 100n) / base)
  if (behind > BigInt(rule.redOverPoints) * base) return said('red', 'far_behind', hundredths)
  if (behind >= BigInt(rule.amberFromPoints) * base) return said('amber', 'somewhat_behind', hundredths)
  return said('green', 'on_plan', hundredths)
}
