import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import { projectCategories } from '../stages.ts'

/** Facts of a project that a rule may ask for, and how each is compared. */
export const gateFacts = {
  industryCode: 'code',
  category: 'choice',
  investmentFen: 'money',
  assetInvestmentFen: 'money',
  energyTce: 'number',
  enclave: 'boolean',
  highRisk: 'boolean',
  safetyMet: 'boolean',
  divisionCode: 'division',
} as const
export type GateFact = keyof typeof gateFacts

/** 两高 and 禁限控: the classes of the catalogue of industries. */
export const catalogueClasses = ['two_high', 'prohibited', 'restricted', 'controlled'] as const
export type CatalogueClass = (typeof catalogueClasses)[number]

/** What a rule comes from: a bar, or a size that its source demands or only describes. */
export const ruleKinds = ['two_high', 'catalogue', 'safety', 'floor', 'threshold', 'other'] as const

/** A code of GB/T 4754: a division, group or class, with or without the letter of its section. */
export const IndustryCode = z.string().regex(/^[A-T]?\d{2,4}$/)

const numberFact = z.enum(['investmentFen', 'assetInvestmentFen', 'energyTce'])
const booleanFact = z.enum(['enclave', 'highRisk', 'safetyMet'])

/** One column of the decision table: what must be so of a fact for the rule to hit. */
export const Condition = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('in_catalogue'),
    fact: z.literal('industryCode'),
    value: z.enum(catalogueClasses),
  }),
  z.strictObject({
    op: z.literal('one_of'),
    fact: z.literal('category'),
    value: z.array(z.enum(projectCategories)).min(1),
  }),
  z.strictObject({ op: z.literal('below'), fact: numberFact, value: z.number().nonnegative() }),
  z.strictObject({ op: z.literal('at_least'), fact: numberFact, value: z.number().nonnegative() }),
  z.strictObject({ op: z.literal('is'), fact: booleanFact, value: z.boolean() }),
  z.strictObject({
    op: z.literal('lies_in'),
    fact: z.literal('divisionCode'),
    value: z.string().regex(/^\d{6}(\d{3}(\d{3})?)?$/),
  }),
])
export type Condition = z.infer<typeof Condition>

/** What a rule says; it hits a project of which all its conditions hold. */
export const GateRule = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{1,39}$/),
  kind: z.enum(ruleKinds),
  title: LocalText,
  /** The rule in its own words, as the source has them. */
  text: z.string().trim().min(1).max(2000),
  /** Document, number, page: enough to look it up. */
  source: z.string().trim().min(1).max(400),
  /** demand: the source asks for it; description: the source only tells what is so, and the office makes it a rule. */
  standing: z.enum(['demand', 'description']),
  /** refuse: what it hits isn't let in; note: it is said and stops nothing. */
  effect: z.enum(['refuse', 'note']),
  conditions: z.array(Condition).min(1).max(8),
})
export type GateRule = z.infer<typeof GateRule>

export const CatalogueRow = z.strictObject({
  class: z.enum(catalogueClasses),
  code: IndustryCode,
  name: z.string().trim().min(1).max(200),
  /** Up to what it is restricted, or on what terms it is let in. */
  terms: z.string().trim().max(1000),
  source: z.string().trim().min(1).max(400),
})
export type CatalogueRow = z.infer<typeof CatalogueRow>

const twice = (keys: readonly string[]) => keys.findIndex((key, index) => keys.indexOf(key) < index)

export const catalogueMax = 5000

/** The whole table of rules with its catalogue: what is drafted, compared and published as one. */
export const GateContent = z
  .strictObject({
    rules: z.array(GateRule).max(100),
    catalogue: z.array(CatalogueRow).max(catalogueMax),
  })
  .superRefine(({ rules, catalogue }, context) => {
    const rule = twice(rules.map(({ id }) => id))
    if (rule >= 0)
      context.addIssue({ code: 'custom', path: ['rules', rule, 'id'], message: 'projects.gate_rule_twice' })
    const row = twice(catalogue.map(catalogueKey))
    if (row >= 0)
      context.addIssue({
        code: 'custom',
        path: ['catalogue', row, 'code'],
        message: 'projects.gate_catalogue_twice',
      })
  })
export type GateContent = z.infer<typeof GateContent>

/** The digits alone: the section's letter follows from the division. */
export const bareCode = (code: string): string => code.replace(/^[A-T]/, '')

export function catalogueKey(row: Pick<CatalogueRow, 'class' | 'code'>): string {
  return `${row.class} ${bareCode(row.code)}`
}

/** A published table. A rule keeps `since`, the version in which its present wording came into force. */
export type GateVersion = {
  readonly version: number
  readonly publishedAt: string
  readonly content: GateContent
  readonly since: Readonly<Record<string, number>>
}

/** Since which version each rule stands as it does, given the version before. */
export function sinceOf(
  content: GateContent,
  version: number,
  before: Pick<GateVersion, 'content' | 'since'> | undefined,
): Record<string, number> {
  const old = new Map(before?.content.rules.map((rule) => [rule.id, rule]))
  return Object.fromEntries(
    content.rules.map((rule) => {
      const same = JSON.stringify(old.get(rule.id)) === JSON.stringify(rule)
      return [rule.id, (same && before?.since[rule.id]) || version]
    }),
  )
}
