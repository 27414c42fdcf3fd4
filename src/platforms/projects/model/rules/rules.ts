import { z } from 'zod'
import { defaultColourSettings, isAllowedSetting } from '../colour.ts'
import { LightRule, pagesLightRule } from '../investment/light-rule.ts'
import { firstReportingRule, ReportingRule } from '../investment/reporting-rule.ts'
import { EntryChecklist, firstChecklist } from '../investment/entry-checklist.ts'

const Part = z.number().int().min(1).max(99)
const ColourRuleBody = z
  .strictObject({ yellowFrom: z.strictObject({ numerator: Part, denominator: Part }) })
  .refine(isAllowedSetting)

/** Rules that are data: what each may say, and what holds until the district publishes one of its own. */
export const ruleKinds = {
  colour: { body: ColourRuleBody, first: defaultColourSettings },
  progress_light: { body: LightRule, first: pagesLightRule },
  investment_reporting: { body: ReportingRule, first: firstReportingRule },
  statistical_entry: { body: EntryChecklist, first: firstChecklist },
} as const

export type RuleKind = keyof typeof ruleKinds
export const ruleKindNames = Object.keys(ruleKinds) as [RuleKind, ...RuleKind[]]
export type RuleBody<Kind extends RuleKind> = z.output<(typeof ruleKinds)[Kind]['body']>

/** Version 0 is the one that the program brings along. */
export type RuleVersion<Kind extends RuleKind = RuleKind> = {
  readonly kind: Kind
  readonly version: number
  readonly body: RuleBody<Kind>
  readonly reason: string
  readonly inForceFrom: Date | null
  readonly accountId: number | null
}

/**
 * @throws ZodError where it isn't what a rule of the kind may say
 */
export function parseRule<Kind extends RuleKind>(kind: Kind, body: unknown): RuleBody<Kind> {
  return ruleKinds[kind].body.parse(body) as RuleBody<Kind>
}
