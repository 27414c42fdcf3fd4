import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import { CircularBasis } from '#kernel/reports/model'
import { projectColours } from '../colour.ts'
import { NumberedRule, rankedMeasures } from './rule.ts'

const Day = z.iso.date()
const Count = z.number().int().min(0)
const ShareText = z.strictObject({ n: Count, of: Count })
const SharesText = z.record(z.enum(rankedMeasures), ShareText)

const UnitRow = z.strictObject({
  key: z.string(),
  name: LocalText,
  shares: SharesText,
  overdue: Count,
  rank: z.number().int().nullable(),
  score: z.number().int().nullable(),
  /** Its rank in the circular before; null where it had none. */
  before: z.number().int().nullable(),
})
export type UnitRow = z.infer<typeof UnitRow>

const Matter = {
  ledger: z.string(),
  entryId: z.uuid(),
  no: z.string(),
  title: z.string(),
  organisation: LocalText,
}

export const OverdueRow = z.strictObject({
  ...Matter,
  project: z.string(),
  task: LocalText,
  organisationId: z.number().int(),
  /** Who is named for it; empty where it is the organisation's. */
  person: z.string(),
  dueOn: Day,
  days: Count,
  /** How often it was reminded, supervised or circulated of. */
  steps: Count,
})
export type OverdueRow = z.infer<typeof OverdueRow>

export const steps = ['remind', 'supervise', 'circulate'] as const
export type Step = (typeof steps)[number]
export const outcomes = ['closed', 'completed', 'answered', 'open'] as const

export const SupervisedRow = z.strictObject({
  ...Matter,
  step: z.enum(steps),
  on: Day,
  /** By the ladder, not by a person. */
  byRule: z.boolean(),
  outcome: z.enum(outcomes),
  outcomeOn: Day.nullable(),
})
export type SupervisedRow = z.infer<typeof SupervisedRow>

const ProjectRow = z.strictObject({
  entryId: z.uuid(),
  no: z.string(),
  name: z.string(),
  colour: z.enum(projectColours),
  done: Count,
  total: Count,
  late: z.array(z.strictObject({ label: z.string(), due: Day, days: Count })),
})
export type ProjectRow = z.infer<typeof ProjectRow>

const Totals = z.strictObject({
  shares: SharesText,
  overdue: Count,
  supervised: Count,
  projects: Count,
  red: Count,
  slipping: Count,
  notProvable: Count,
})
export type Totals = z.infer<typeof Totals>

/** A case behind the figures: in which groups it counts, and whether it is a good one. */
const CaseRow = z.strictObject({
  entryId: z.uuid(),
  measure: z.enum(rankedMeasures),
  organisation: z.string(),
  township: z.string().nullable(),
  good: z.boolean(),
})
export type CaseRow = z.infer<typeof CaseRow>

/** All that a circular says, and nothing else: the document is made of it alone, and its hash stands in the log. */
export const CircularContent = z.strictObject({
  ...CircularBasis.shape,
  rule: NumberedRule,
  yellowFrom: z.strictObject({ numerator: z.number().int(), denominator: z.number().int() }),
  ledgers: z.array(z.strictObject({ id: z.string(), title: LocalText })),
  totals: Totals,
  organisations: z.array(UnitRow),
  townships: z.array(UnitRow),
  overdue: z.array(OverdueRow),
  supervised: z.array(SupervisedRow),
  projects: z.array(ProjectRow),
  previous: z
    .strictObject({ entryId: z.uuid(), number: z.string(), from: Day, to: Day, totals: Totals })
    .nullable(),
  cases: z.array(CaseRow),
})
export type CircularContent = z.infer<typeof CircularContent>
