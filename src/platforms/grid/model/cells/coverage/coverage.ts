import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import { Day, DivisionScope } from '../people/people.ts'

/** 全覆盖、全响应、零距离、全天候: what the board counts, each opening the rows behind it. */
export const coverageMeasures = [
  'cells_without_worker',
  'buildings_without_head',
  'households_not_visited',
  'claims_unanswered',
  'incidents_unsigned',
  'duty_gaps',
] as const
export const CoverageMeasure = z.enum(coverageMeasures)
export type CoverageMeasure = z.infer<typeof CoverageMeasure>

/** Response is measured over what was reported in so many days; duty is looked at so many days ahead. */
export const responseDays = 90
export const dutyDays = 7

/** A count of so many in all; null where there is nothing to count by, which is not nought. */
const Share = z.strictObject({ count: z.int().nullable(), of: z.int() })

export const CoverageLine = z.strictObject({
  division: DivisionScope,
  cells: Share,
  buildings: Share,
  households: Share,
  claims: Share,
  /** Of those signed for: minutes from report to signing, middle and nine of ten. */
  response: z.strictObject({
    reported: z.int(),
    signed: z.int(),
    median: z.number().nullable(),
    ninety: z.number().nullable(),
  }),
  /** For the division itself; null where no roster was ever kept for it. */
  duty: z.strictObject({ gaps: z.int().nullable(), of: z.int() }),
})
export type CoverageLine = z.infer<typeof CoverageLine>

export const CoverageRuleView = z.strictObject({
  district: DivisionScope,
  visitDays: z.int(),
  /** 0: the program's own, as long as the district has set none. */
  version: z.int(),
  reason: z.string(),
})
export type CoverageRuleView = z.infer<typeof CoverageRuleView>

export const CoverageAnswer = z.strictObject({
  on: Day,
  division: DivisionScope,
  rule: CoverageRuleView,
  whole: CoverageLine,
  lines: z.array(CoverageLine),
  loading: z
    .strictObject({ households: z.int(), of: z.int(), persons: z.int(), ofPersons: z.int() })
    .nullable(),
  can: z.strictObject({ manage: z.boolean(), export: z.boolean() }),
})
export type CoverageAnswer = z.infer<typeof CoverageAnswer>

export const CoverageRow = z.strictObject({
  id: z.string(),
  label: z.union([z.string(), LocalText]),
  village: z.string().nullable(),
  /** Since when, or last when: a day, or null where it never was. */
  day: z.string().nullable(),
  kind: z.enum(['cell', 'building', 'household', 'entry', 'gap']),
})
export type CoverageRow = z.infer<typeof CoverageRow>

export const CoverageRows = z.strictObject({ rows: z.array(CoverageRow), total: z.int() })
export type CoverageRows = z.infer<typeof CoverageRows>

/** By what coverage is judged in a district (走访规则). */
export const CoverageRule = z.strictObject({
  /** For so many days a household counts as visited. */
  visitDays: z.int().min(1).max(3650),
})
export type CoverageRule = z.infer<typeof CoverageRule>

/** Until a district publishes its own. */
export const firstCoverageRule: CoverageRule = { visitDays: 90 }
