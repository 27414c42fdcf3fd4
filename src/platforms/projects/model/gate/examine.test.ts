import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { differenceOf } from './difference.ts'
import { examine, type GateFactValues } from './examine.ts'
import { type Condition, GateContent, type GateRule, sinceOf } from './rules.ts'
import { conditionText } from './words.ts'
import '../messages.ts'
import './messages.ts'

const template = GateContent.parse(
  JSON.parse(readFileSync(new URL('../../../../../data/gate/template.json', import.meta.url), 'utf8')),
)
const table = (content: GateContent) => ({ content, since: sinceOf(content, 1, undefined) })
const rule = (conditions: Condition[], more: Partial<GateRule> = {}): GateRule => ({
  id: 'one',
  kind: 'other',
  title: { 'zh-CN': 'x', en: 'x' },
  text: 'x',
  source: 'x',
  standing: 'demand',
  effect: 'refuse',
  conditions,
  ...more,
})
const row = (code: string) => ({ class: 'prohibited' as const, code, name: 'x', terms: '', source: 'x' })
const listed: Condition = { op: 'in_catalogue', fact: 'industryCode', value: 'prohibited' }
const resultOf = (content: GateContent, facts: GateFactValues) =>
  examine(table(content), facts).findings[0]?.result

describe('the rules of the entry gate', () => {
  test('an industry is listed by its class, its group or its division, with or without the letter', () => {
    const content = { rules: [rule([listed])], catalogue: [row('C263')] }
    assert.equal(resultOf(content, { industryCode: '2631' }), 'hit')
    assert.equal(resultOf(content, { industryCode: 'C263' }), 'hit')
    assert.equal(resultOf(content, { industryCode: '2641' }), 'passed')
    assert.equal(resultOf(content, { industryCode: '26' }), 'undecided', 'coarser than the row')
    assert.equal(resultOf(content, {}), 'undecided')
    assert.equal(resultOf({ ...content, catalogue: [] }, { industryCode: '2631' }), 'not_compared')
  })

  test('one condition that fails settles a rule, whatever else isn’t known', () => {
    const content = {
      rules: [
        rule([
          { op: 'is', fact: 'enclave', value: true },
          { op: 'below', fact: 'investmentFen', value: 5 },
        ]),
      ],
      catalogue: [],
    }
    assert.equal(resultOf(content, { enclave: false }), 'passed')
    assert.equal(resultOf(content, { investmentFen: 5 }), 'passed')
    assert.equal(resultOf(content, { investmentFen: 4 }), 'undecided')
    assert.equal(resultOf(content, { enclave: true, investmentFen: 4 }), 'hit')
  })

  test('for any facts: a missing fact never lets a project pass that the fact could stop', () => {
    const facts = fc.record(
      {
        industryCode: fc.constantFrom('3011', '3463', '26'),
        investmentFen: fc.integer({ min: 0, max: 10_000_000_000 }),
        assetInvestmentFen: fc.integer({ min: 0, max: 10_000_000_000 }),
        enclave: fc.boolean(),
        highRisk: fc.boolean(),
        safetyMet: fc.boolean(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(facts, facts, (known, more) => {
        const before = examine(table(template), known)
        const after = examine(table(template), { ...more, ...known })
        if (before.verdict === 'passed') assert.equal(after.verdict, 'passed')
        if (before.verdict === 'refused') assert.equal(after.verdict, 'refused')
      }),
    )
  })

  test('an override holds for the wording and the result that were seen', () => {
    const first = table(template)
    const facts = { industryCode: '3463', investmentFen: 1, enclave: false, highRisk: false }
    const { standing } = examine(first, facts)
    const seen = standing.map((one) => ({ rule: one.rule.id, since: one.since, result: one.result }))
    assert.equal(examine(first, facts, seen).verdict, 'overridden')
    assert.equal(examine(first, { ...facts, enclave: true }, seen).verdict, 'refused')
    const worded = structuredClone(template)
    for (const one of worded.rules) if (one.id === 'register_threshold') one.text += '。'
    const second = { content: worded, since: sinceOf(worded, 2, first) }
    assert.deepEqual([second.since['two_high'], second.since['register_threshold']], [1, 2])
    assert.equal(examine(second, facts, seen).verdict, 'refused')
  })

  test('every rule of the template cites its source, and a condition reads as a sentence in both languages', () => {
    for (const { source, conditions } of template.rules) {
      assert.match(source, /报道/)
      for (const condition of conditions)
        for (const locale of ['zh-CN', 'en'] as const)
          assert.doesNotMatch(conditionText(condition, locale), /projects\.|undefined/)
    }
  })

  test('the difference names what was added, removed, changed and moved', () => {
    const after = structuredClone(template)
    const [first, second, , fourth] = after.rules
    assert.ok(first && second && fourth)
    after.rules = [
      second,
      { ...first, text: 'other' },
      ...after.rules.slice(3),
      rule([listed], { id: 'new_one' }),
    ]
    after.catalogue = [...after.catalogue.slice(1), row('01')]
    const told = differenceOf(template, after).map(({ what, change, parts }) => [what, change, ...parts])
    assert.deepEqual(told, [
      ['rule', 'removed'],
      ['rule', 'moved'],
      ['rule', 'changed', 'text'],
      ['rule', 'added'],
      ['catalogue', 'removed'],
      ['catalogue', 'added'],
    ])
    assert.deepEqual(differenceOf(template, structuredClone(template)), [])
  })

  test('a table that names a rule or a listed code twice is refused with its place', () => {
    const twice = { rules: [rule([listed]), rule([listed])], catalogue: [row('26'), row('C26')] }
    const parsed = GateContent.safeParse(twice)
    assert.deepEqual(
      parsed.error?.issues.map(({ path }) => path.join('.')),
      ['rules.1.id', 'catalogue.1.code'],
    )
  })
})
