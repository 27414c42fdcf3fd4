import { z } from 'zod'
import { translate } from '#kernel/i18n/model'
import { defineRulebook, type Rulebook, type RuleVersion } from '#kernel/rulebooks/model'
import { type ColourSettings, defaultColourSettings, isAllowedSetting } from '../colour.ts'
import { EntryChecklist, firstChecklist } from '../investment/entry-checklist.ts'
import { LightRule, pagesLightRule } from '../investment/light-rule.ts'
import { firstReportingRule, ReportingRule } from '../investment/reporting-rule.ts'
import { label } from '../labels.ts'

const Part = z.number().int().min(1).max(99)
const ColourRuleBody = z
  .strictObject({ yellowFrom: z.strictObject({ numerator: Part, denominator: Part }) })
  .refine(isAllowedSetting, { error: 'projects.rule_out_of_range' })

const inBoth = (key: string) => ({ 'zh-CN': translate('zh-CN', key), en: translate('en', key) })
/** Whoever keeps the list of projects sets the rules that it is judged by. */
const shared = { right: 'ledgers.import', per: 'installation' } as const

const colourBook = defineRulebook<ColourSettings>({
  ...shared,
  id: 'project_colour',
  title: label('projects.rules.kind.colour'),
  body: ColourRuleBody,
  words: { yellowFrom: 'projects.rules.yellowFrom' },
  show: ({ value, member }) => {
    const { numerator, denominator } = (value ?? {}) as Partial<ColourSettings['yellowFrom']>
    if (numerator === undefined || denominator === undefined || member === '') return undefined
    return { 'zh-CN': `${numerator}/${denominator}`, en: `${numerator}/${denominator}` }
  },
})

const lightBook = defineRulebook<LightRule>({
  ...shared,
  id: 'project_progress_light',
  title: label('projects.rules.kind.progress_light'),
  body: LightRule,
  words: {
    amberFromPoints: 'projects.rules.amberFromPoints',
    redOverPoints: 'projects.rules.redOverPoints',
    amount: 'projects.rules.amount',
    base: 'projects.rules.base',
  },
  show: ({ value, member }) =>
    member === 'amount' || member === 'base'
      ? inBoth(`projects.investment.${member}.${String(value)}`)
      : undefined,
})

const reportingBook = defineRulebook<ReportingRule>({
  ...shared,
  id: 'project_investment_reporting',
  title: label('projects.rules.kind.investment_reporting'),
  body: ReportingRule,
  words: { dueDay: 'projects.rules.dueDay', onWorkingDay: 'projects.rules.onWorkingDay' },
})

const wanFen = 1_000_000

const checklistBook = defineRulebook<EntryChecklist>({
  ...shared,
  id: 'project_statistical_entry',
  title: label('projects.rules.kind.statistical_entry'),
  body: EntryChecklist,
  words: {
    items: 'projects.rules.items',
    proof: 'projects.rules.proof',
    basis: 'projects.rules.basis',
    fen: 'projects.rules.threshold',
    label: 'projects.rules.item',
  },
  lists: { items: 'code' },
  show: ({ value, member }) => {
    const { code, label: name } = (value ?? {}) as { code?: unknown; label?: { 'zh-CN': string; en: string } }
    // An item is told by what it asks for.
    if (typeof code === 'string' && name) return name
    return member === 'fen' ? inWan(Number(value)) : undefined
  },
})
const inWan = (fen: number) => {
  const text = String(fen / wanFen)
  return {
    'zh-CN': translate('zh-CN', 'projects.rules.wan', { text }),
    en: translate('en', 'projects.rules.wan', { text }),
  }
}

type Bodies = {
  colour: ColourSettings
  progress_light: LightRule
  investment_reporting: ReportingRule
  statistical_entry: EntryChecklist
}
export type RuleKind = keyof Bodies
export type RuleBody<Kind extends RuleKind> = Bodies[Kind]
export type ProjectRule<Kind extends RuleKind = RuleKind> = RuleVersion<Bodies[Kind]>

/** Rules that are data: what each may say. */
export const ruleBooks: { readonly [Kind in RuleKind]: Rulebook<Bodies[Kind]> } = {
  colour: colourBook,
  progress_light: lightBook,
  investment_reporting: reportingBook,
  statistical_entry: checklistBook,
}

/** What holds until the district publishes rules of its own. */
export const firstRules: Readonly<Bodies> = {
  colour: defaultColourSettings,
  progress_light: pagesLightRule,
  investment_reporting: firstReportingRule,
  statistical_entry: firstChecklist,
}
