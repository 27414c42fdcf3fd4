import { z } from 'zod'
import { EnteredAmount } from './amount-input.ts'
import { progressLights } from './progress-light.ts'
import type { ProjectAmounts } from './totals.ts'

const Stated = z.strictObject({
  fen: z.number().int(),
  seq: z.number().int(),
  effectiveAt: z.string(),
  source: z.string().nullable(),
  evidence: z.number().int(),
})
const Amounts = z.strictObject({
  reported: Stated.nullable(),
  statistics: Stated.nullable(),
  paid: Stated.nullable(),
})

const MonthAnswer = z.strictObject({
  entryId: z.uuid(),
  no: z.string(),
  seq: z.number().int(),
  projectId: z.uuid(),
  period: z.string(),
  plan: Stated.nullable(),
  amounts: Amounts,
  note: z.string().nullable(),
  dueOn: z.string().nullable(),
  taskDueAt: z.string().nullable(),
})

const Sum = z.strictObject({ fen: z.number().int(), known: z.number().int(), of: z.number().int() })
const Opening = z.strictObject({ fen: z.number().int(), asOf: z.string(), source: z.string().nullable() })
const Total = Sum.extend({ opening: Opening.nullable(), entryIds: z.array(z.uuid()) })
const Gap = z.strictObject({
  fen: z.number().int(),
  comparable: z.number().int(),
  of: z.number().int(),
  entryIds: z.array(z.uuid()),
})
const AmountsAnswer = z.strictObject({
  plan: Sum,
  amounts: z.strictObject({ reported: Total, statistics: Total, paid: Total }),
  gaps: z.strictObject({ statistics: Gap, paid: Gap }),
}) satisfies z.ZodType<ProjectAmounts>

export const ProgressAnswer = z.strictObject({
  light: z.enum(progressLights),
  because: z.string(),
  used: z.array(
    z.strictObject({
      period: z.string(),
      entryId: z.uuid(),
      plannedFen: z.number().int(),
      doneFen: z.number().int().nullable(),
    }),
  ),
  missing: z.array(z.string()),
  plannedFen: z.number().int(),
  doneFen: z.number().int(),
  baseFen: z.number().int(),
  yearPlanFrom: z.enum(['year', 'months']).nullable(),
  behindHundredths: z.number().int().nullable(),
})
export type ProgressAnswer = z.infer<typeof ProgressAnswer>

const InvestmentProject = z.strictObject({
  id: z.uuid(),
  no: z.string(),
  name: z.string(),
  category: z.string(),
  park: z.string(),
  divisionCode: z.string(),
  stage: z.string(),
  demonstration: z.boolean(),
  investmentFen: z.number().int().nullable(),
  months: z.array(MonthAnswer),
  /** Within the year. */
  totals: AmountsAnswer,
  /** From the first month that is known on, and what a source said of the whole. */
  whole: AmountsAnswer,
  progress: ProgressAnswer,
  can: z.array(EnteredAmount),
})
export type InvestmentProject = z.infer<typeof InvestmentProject>

export const InvestmentAnswer = z.strictObject({
  year: z.string(),
  day: z.string(),
  today: z.string(),
  /** Months up to this one were due to be reported on that day. */
  lastDue: z.string(),
  lightRule: z.strictObject({ version: z.number().int(), body: z.unknown() }),
  reportingRule: z.strictObject({ version: z.number().int(), body: z.unknown() }),
  projects: z.array(InvestmentProject),
  totals: AmountsAnswer,
  whole: AmountsAnswer,
})
export type InvestmentAnswer = z.infer<typeof InvestmentAnswer>
