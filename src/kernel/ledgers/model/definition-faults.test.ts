import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { translate } from '#kernel/i18n/model'
import { type LedgerInput, parseDefinition } from '#kernel/ledgers/model'
import {
  faultsOf,
  options,
  type SmallField,
  small as ledger,
  text,
} from '../../../../test/toy/small-ledger.ts'
import { findWarnings } from './definition-faults.ts'

const opening = { task: 'look', assign: { to: 'actor' as const } }
const ask = (name: string, more: Partial<SmallField> = {}): SmallField => ({
  name,
  label: text(name),
  kind: 'text',
  ...more,
})

const cases: [string, LedgerInput, string[]][] = [
  [
    'a derived field that is asked for',
    ledger([{ derived: true }], { input: ['extra'] }),
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
