import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { translate } from '#kernel/i18n/model'
import { parseDefinition } from './define-ledger.ts'
import type { LedgerInput } from './definition.ts'
import { findWarnings } from './definition-faults.ts'
import './messages.ts'

const text = (en: string) => ({ 'zh-CN': en, en })
type Field = LedgerInput['fields'][number]
type Action = LedgerInput['actions'][number]
const steward = { who: 'role' as const, role: 'steward' }
const options = [
  { value: 'road', label: text('Road') },
  { value: 'water', label: text('Water') },
]
const fields: Field[] = [
  { name: 'subject', label: text('Subject'), kind: 'text', required: true },
  { name: 'category', label: text('Category'), kind: 'choice', options },
  { name: 'cost', label: text('Cost'), kind: 'money' },
]
const register: Action = {
  id: 'register',
  word: 'register',
  label: text('Register'),
  to: 'open',
  by: [steward],
  input: 'all',
}
const check: Action = {
  id: 'check',
  word: 'verify',
  label: text('Check'),
  from: ['open'],
  by: [steward],
  byOutcome: { passed: 'closed', failed: 'open' },
}

const ledger = (
  more: Partial<Field>[],
  action: Partial<Action> = {},
  changed: Partial<LedgerInput> = {},
): LedgerInput => ({
  id: 'small',
  title: text('Small'),
  prefix: 'S',
  titleField: 'subject',
  fields: [
    ...fields,
    ...more.map((field) => ({ name: 'extra', label: text('Extra'), kind: 'text' as const, ...field })),
  ],
  stages: [
    { id: 'open', label: text('Open'), open: true },
    { id: 'closed', label: text('Closed'), open: false },
  ],
  tasks: [{ kind: 'look', label: text('Look') }],
  actions: [register, { ...check, ...action }],
  ...changed,
})

type Item = { path: string; code: string; params: Record<string, string> }
function faultsOf(input: LedgerInput): Item[] {
  try {
    parseDefinition(input)
    return []
  } catch (error) {
    return (error as { items: Item[] }).items
  }
}

const opening = { task: 'look', assign: { to: 'actor' as const } }
const ask = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  label: text(name),
  kind: 'text',
  ...more,
})
const secret: Partial<Field> = { name: 'secret', kind: 'number', sensitivity: 1 }
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
    'a derived field that is asked for',
    ledger([{ derived: true }], { input: ['extra'] }),
    ['actions.1.input.0 derived_in_input'],
  ],
  [
    'a computed field that is asked for',
    ledger([{ computed: '"x"' }], { input: ['extra'] }),
    ['actions.1.input.0 derived_in_input'],
  ],
  [
    'a question that is a field of the form',
    ledger([], { input: ['cost'], asks: [ask('cost')] }),
    ['actions.1.asks.0.name name_taken'],
  ],
  [
    'a question asked twice',
    ledger([], { asks: [ask('why'), ask('why')] }),
    ['actions.1.asks.1.name declared_twice'],
  ],
  [
    'a question that the engine asks',
    ledger([], { asks: [ask('outcome')] }),
    ['actions.1.asks.0.name name_reserved'],
  ],
  ['a field with a name that rules have', ledger([{ name: 'today' }]), ['fields.3.name name_reserved']],
  ['a field that every object has', ledger([{ name: 'constructor' }]), ['fields.3.name name_reserved']],
  [
    'a stage that every object has',
    ledger(
      [],
      {},
      {
        stages: [
          { id: 'open', label: text('Open'), open: true },
          { id: 'closed', label: text('Closed'), open: false },
          { id: 'constructor', label: text('C'), open: false },
        ],
      },
    ),
    ['stages.2.id name_reserved'],
  ],
  ['a title that is no text', ledger([], {}, { titleField: 'cost' }), ['titleField title_not_text']],
  [
    'a title that may be hidden',
    ledger([{ visible: 'cost > 1' }], {}, { titleField: 'extra' }),
    ['titleField title_hidden'],
  ],
  [
    'the least over the greatest',
    ledger([{ kind: 'number', min: 2, max: 1 }]),
    ['fields.3.min min_over_max'],
  ],
  [
    'an option twice',
    ledger([{ kind: 'choice', options: [...options, ...options.slice(0, 1)] }]),
    ['fields.3.options.2.value declared_twice'],
  ],
  [
    'a task for an outcome that cannot come',
    ledger([], { opens: [{ ...opening, whenOutcome: 'done' }] }),
    ['actions.1.opens.0.whenOutcome not_declared'],
  ],
  [
    'evidence of an outcome that cannot come',
    ledger([], { evidence: [{ kind: 'done', action: 'check', outcome: 'done' }] }),
    ['actions.1.evidence.0.outcome not_declared'],
  ],
  [
    'filters without a slot',
    ledger([1, 2, 3, 4].map((n) => ({ name: `n${n}`, kind: 'number', filter: true }))),
    ['fields.6.filter slots_used_up'],
  ],
]

describe('faults of a definition', () => {
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

  test('slots that are used up: which kind, how many there are, and which fields hold them', () => {
    const [fault] = faultsOf(
      ledger([1, 2, 3, 4].map((n) => ({ name: `n${n}`, kind: 'number', filter: true }))),
    )
    assert.deepEqual(fault?.params, { name: 'n4', kind: 'n', count: 3, holders: 'n1, n2, n3' })
    assert.match(
      translate('en', `error.${fault?.code}`, fault?.params),
      /3 slots for numbers and amounts.*n1, n2, n3/,
    )
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

test('stages that no entry reaches, and open ones that none leaves, are worth a second look', () => {
  const stage = (id: string, open: boolean) => ({ id, label: text(id), open })
  const lost = parseDefinition(
    ledger(
      [],
      { byOutcome: { passed: 'closed', failed: 'stuck' } },
      {
        stages: [stage('open', true), stage('stuck', true), stage('closed', false), stage('nowhere', false)],
      },
    ),
  )
  assert.deepEqual(
    findWarnings(lost).map(({ path, code }) => `${path} ${code}`),
    ['stages.1 ledgers.stage_without_way_out', 'stages.3 ledgers.stage_unreachable'],
  )
  assert.deepEqual(findWarnings(parseDefinition(ledger([]))), [])
})
