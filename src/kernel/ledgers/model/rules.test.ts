import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { translate } from '#kernel/i18n/model'
import type { LedgerInput } from '#kernel/ledgers/model'
import {
  faultsOf,
  options,
  type SmallField,
  small as ledger,
  text,
} from '../../../../test/toy/small-ledger.ts'

const opening = { task: 'look', assign: { to: 'actor' as const } }
const ask = (name: string, more: Partial<SmallField> = {}): SmallField => ({
  name,
  label: text(name),
  kind: 'text',
  ...more,
})
const secret: Partial<SmallField> = { name: 'secret', kind: 'number', sensitivity: 1 }
const when = (feel: string) => ({ when: { feel, reason: text('Not yet') } })

const cases: [string, LedgerInput, string[]][] = [
  [
    'a condition that names what is not there',
    ledger([], when('price > 1')),
    ['actions.1.when.feel feel_unknown_name'],
  ],
  ['a condition that is no sentence', ledger([], when('cost >')), ['actions.1.when.feel feel_syntax']],
  ['a condition that is a number', ledger([], when('cost + 1')), ['actions.1.when.feel feel_wrong_result']],
  [
    'a condition on the input before there is one',
    ledger([], when('input.outcome = "passed"')),
    ['actions.1.when.feel feel_unknown_name'],
  ],
  [
    'a comparison with no option',
    ledger([], when('category = "rail"')),
    ['actions.1.when.feel feel_not_an_option'],
  ],
  [
    'a comparison with no stage',
    ledger([], when('stage = "opne"')),
    ['actions.1.when.feel feel_not_an_option'],
  ],
  [
    'a comparison with no level',
    ledger([], when('actor.level = "province"')),
    ['actions.1.when.feel feel_not_an_option'],
  ],
  [
    'an opening by what is not asked',
    ledger([], { opens: [{ ...opening, when: 'input.urgent' }] }),
    ['actions.1.opens.0.when feel_unknown_name'],
  ],
  [
    'an opening by an outcome that cannot come',
    ledger([], { opens: [{ ...opening, when: 'input.outcome = "done"' }] }),
    ['actions.1.opens.0.when feel_not_an_option'],
  ],
  [
    'evidence that counts words',
    ledger([], { evidence: [{ kind: 'condition', feel: 'sum(category) > 1', label: text('x') }] }),
    ['actions.1.evidence.0.feel feel_wrong_arguments'],
  ],
  [
    'a computed field of another kind',
    ledger([{ computed: 'cost * 2' }]),
    ['fields.3.computed feel_wrong_result'],
  ],
  [
    'a computed choice that may be no option',
    ledger([{ kind: 'choice', options, computed: 'if cost > 1 then "road" else "rail"' }]),
    ['fields.3.computed feel_wrong_result'],
  ],
  [
    'a file that is computed',
    ledger([{ kind: 'files', computed: '[]' }]),
    ['fields.3.computed not_computable'],
  ],
  [
    'a field computed of itself',
    ledger([{ kind: 'number', computed: 'extra + 1' }]),
    ['fields.3.computed in_a_circle'],
  ],
  [
    'fields computed of one another',
    ledger([
      { name: 'a', kind: 'number', computed: 'b + 1' },
      { name: 'b', kind: 'number', computed: 'c + 1' },
      { name: 'c', kind: 'number', computed: 'b * 2' },
    ]),
    ['fields.4.computed in_a_circle'],
  ],
  [
    'fields shown by one another',
    ledger([
      { name: 'a', visible: 'b = "x"' },
      { name: 'b', visible: 'a = "x"' },
    ]),
    ['fields.3.visible in_a_circle'],
  ],
  [
    'a field shown by a computed one',
    ledger([{ name: 'twice', kind: 'number', computed: 'cost * 2' }, { visible: 'twice > 1' }]),
    ['fields.4.visible visible_uses_derived'],
  ],
  [
    'a field that gives a class away',
    ledger([secret, { kind: 'number', computed: 'secret + 1' }]),
    ['fields.4.computed class_too_low'],
  ],
  [
    'a field whose being there gives a class away',
    ledger([secret, { visible: 'secret > 1' }]),
    ['fields.4.visible class_too_low'],
  ],
  [
    'a condition on what is kept under a person’s key',
    ledger(
      [
        { name: 'who', kind: 'person' },
        { name: 'illness', secretOf: 'who' },
      ],
      when('illness = "flu"'),
    ),
    ['actions.1.when.feel rule_reads_secret'],
  ],
  [
    'a field that is derived twice',
    ledger([{ derived: true, computed: '"x"' }]),
    ['fields.3.computed derived_twice'],
  ],
  [
    'a question that is computed',
    ledger([], { asks: [ask('why', { computed: '"x"' })] }),
    ['actions.1.asks.0.computed not_for_questions'],
  ],
  [
    'a computed field that is asked for',
    ledger([{ computed: '"x"' }], { input: ['extra'] }),
    ['actions.1.input.0 derived_in_input'],
  ],
]

describe('expressions of a definition', () => {
  for (const [what, input, expected] of cases)
    test(`${what} is found at its place, and said in both languages`, () => {
      const faults = faultsOf(input)
      assert.deepEqual(
        faults.map(({ path, code }) => `${path} ${code.replace('ledgers.', '')}`),
        expected,
      )
      for (const { code, params } of faults)
        for (const locale of ['zh-CN', 'en'] as const)
          assert.match(translate(locale, `error.${code}`, params), /^(?!error\.)[^{}]+$/)
    })

  test('what is right is let be', () => {
    const right = ledger(
      [
        { name: 'twice', kind: 'money', computed: 'cost * 2', filter: true },
        { name: 'large', kind: 'boolean', computed: 'twice > 100' },
        { visible: 'category in ("water") and today > date("2026-01-01")' },
      ],
      {
        ...when('cost > 0 and actor.level = "district"'),
        opens: [{ ...opening, when: 'input.outcome = "failed" and twice > 10' }],
        evidence: [{ kind: 'condition', feel: 'large or cost < 10', label: text('Large') }],
      },
    )
    assert.deepEqual(faultsOf(right), [])
  })
})
