import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { actors, attempt, carry, changeOf, plainSurroundings } from '../../../../test/toy/toy-course.ts'
import { applyChange, blankState, stateAsOf, type Values } from '../model/state.ts'
import { abilities } from './abilities.ts'
import { defineLedger } from '../model/define-ledger.ts'

const text = (en: string) => ({ 'zh-CN': en, en })
const office = { who: 'role', role: 'project_office' } as const
const steward = { who: 'role', role: 'steward' } as const
const option = (value: string) => ({ value, label: text(value) })

/** A ledger whose course depends on what is said. */
const ruled = defineLedger(
  {
    id: 'ruled',
    title: text('Ruled'),
    prefix: 'R',
    titleField: 'called',
    fields: [
      { name: 'called', label: text('Called'), kind: 'text', computed: 'subject + " " + sort' },
      { name: 'total', label: text('Total'), kind: 'money', computed: 'net + tax' },
      { name: 'tax', label: text('Tax'), kind: 'money', computed: 'net * 0.13' },
      {
        name: 'size',
        label: text('Size'),
        kind: 'choice',
        derived: true,
        options: [option('small'), option('large')],
      },
      { name: 'subject', label: text('Subject'), kind: 'text', required: true },
      { name: 'sort', label: text('Sort'), kind: 'choice', options: [option('road'), option('water')] },
      { name: 'net', label: text('Net'), kind: 'money' },
      { name: 'pipe', label: text('Pipe'), kind: 'text', required: true, visible: 'sort = "water"' },
      { name: 'width', label: text('Width'), kind: 'number', visible: 'pipe != null' },
      {
        name: 'note',
        label: text('Note'),
        kind: 'text',
        computed: 'if size = "large" then "look" else "pass"',
      },
    ],
    stages: [
      { id: 'open', label: text('Open'), open: true },
      { id: 'done', label: text('Done'), open: false },
    ],
    tasks: [
      { kind: 'look', label: text('Look') },
      { kind: 'audit', label: text('Audit') },
    ],
    actions: [
      {
        id: 'register',
        word: 'register',
        label: text('Register'),
        to: 'open',
        by: [steward, office],
        input: 'all',
        opens: [
          { task: 'look', assign: { to: 'actor' } },
          {
            task: 'audit',
            assign: { to: 'role', role: 'project_office', level: 'district' },
            when: 'total >= 1000',
          },
        ],
        evidence: [
          {
            kind: 'condition',
            feel: 'net = null or net > 0',
            label: text('the amount is more than nothing'),
          },
        ],
      },
      {
        id: 'correct',
        word: 'supplement',
        label: text('Correct'),
        from: ['open'],
        by: [office],
        input: ['sort', 'net', 'pipe', 'width'],
      },
      {
        id: 'close',
        word: 'close',
        label: text('Close'),
        from: ['open'],
        to: 'done',
        by: [{ ...office, level: 'district' }],
        when: {
          feel: 'total < 1000 and today >= date("2026-03-02")',
          reason: text('A large sum is audited first.'),
        },
        closes: 'all',
      },
      {
        id: 'village_close',
        word: 'close',
        label: text('Close in the village'),
        from: ['open'],
        to: 'done',
        by: [{ ...office, level: 'village' }],
      },
      {
        id: 'judge',
        word: 'complete',
        label: text('Judge'),
        from: ['open'],
        by: [office],
        asks: [{ name: 'mark', label: text('Mark'), kind: 'number' }],
        evidence: [{ kind: 'condition', feel: 'input.mark > 3', label: text('the mark is over three') }],
      },
    ],
  },
  (values) => ({ size: Number(values['net'] ?? 0) > 500 ? 'large' : 'small' }),
)

const register = (input: Values) => ({
  action: 'register',
  by: 'steward' as const,
  input: { subject: 'A', ...input },
})
const registered = (input: Values) => carry([register(input)], blankState('entry'), ruled)
const verdictOf = (state: ReturnType<typeof registered>, step: Parameters<typeof attempt>[1]) => {
  const { verdict } = attempt(state, step, ruled)
  return verdict.ok ? 'ok' : [verdict.code, verdict.params]
}

describe('computed fields', () => {
  test('are worked out after those that they use, in whole 分, and with what code derives', () => {
    const { values, title } = registered({ net: 150, sort: 'road' })
    // 150 × 0.13 = 19.5 分, of which the half counts up.
    assert.deepEqual(
      [values['tax'], values['total'], values['size'], values['note']],
      [20, 170, 'small', 'pass'],
    )
    assert.equal(title, 'A road')
  })

  test('follow every change, and stand in the log as outcomes', () => {
    const state = registered({ net: 150, sort: 'road' })
    const change = changeOf(state, { action: 'correct', by: 'office', input: { net: 600 } }, ruled)
    assert.deepEqual(change.derived, { tax: 78, total: 678, size: 'large', note: 'look' })
    const blind = {
      seq: 1,
      effectiveAt: '2026-03-02T00:00:00.000Z',
      recordedAt: '2026-03-02T00:00:00.000Z',
      change,
    }
    assert.equal(stateAsOf('entry', [blind], '2027', 'recorded')?.values['total'], 678, 'replay asks no rule')
  })

  test('are not known while what they use is not', () => {
    assert.equal(registered({ sort: 'road' }).values['total'] ?? null, null)
  })

  test('are never typed', () => {
    const action = ruled.definition.actions[0]
    assert.ok(action)
    const { change } = attempt(blankState('entry'), register({ net: 100, sort: 'road', total: 5 }), ruled)
    assert.equal(change?.values['total'], undefined)
  })
})

describe('a field that depends on others', () => {
  test('is refused where it does not apply, and asked for where it does', () => {
    const none = blankState('entry')
    assert.deepEqual(verdictOf(none, register({ sort: 'road', pipe: 'DN50' })), [
      'ledgers.field_hidden',
      { field: 'pipe' },
    ])
    assert.deepEqual(
      verdictOf(none, register({ pipe: 'DN50' })),
      ['ledgers.field_hidden', { field: 'pipe' }],
      'unknown is no',
    )
    assert.deepEqual(verdictOf(none, register({ sort: 'water' })), [
      'ledgers.field_required',
      { field: 'pipe' },
    ])
    assert.equal(verdictOf(none, register({ sort: 'water', pipe: 'DN50', width: 3 })), 'ok')
    assert.equal(verdictOf(none, register({ sort: 'road', pipe: null })), 'ok')
  })

  test('gives up what it held once it no longer applies, and so do those that depend on it', () => {
    const state = registered({ sort: 'water', pipe: 'DN50', width: 3 })
    const change = changeOf(state, { action: 'correct', by: 'office', input: { sort: 'road' } }, ruled)
    assert.deepEqual(change.values, { sort: 'road', pipe: null, width: null })
    assert.equal(applyChange(state, change, 2, state.effectiveAt).values['pipe'], null)
  })
})

describe('conditions', () => {
  test('say why an action cannot be taken, before and when it is', () => {
    const large = registered({ net: 5000, sort: 'road' })
    assert.deepEqual(verdictOf(large, { action: 'close', by: 'office' }), [
      'ledgers.condition_not_met',
      undefined,
    ])
    assert.deepEqual(abilities(ruled, large, actors.office, new Date('2026-03-02T03:00:00Z'), [])['close'], {
      code: 'ledgers.condition_not_met',
      reason: 'A large sum is audited first.',
    })
    const small = registered({ net: 100, sort: 'road' })
    assert.equal(verdictOf(small, { action: 'close', by: 'office' }), 'ok')
    assert.equal(abilities(ruled, small, actors.office, new Date('2026-03-02T03:00:00Z'), [])['close'], true)
  })

  test('read the day in Shanghai', () => {
    const registration = { ...register({ net: 100, sort: 'road' }), at: '2026-03-01T01:00:00.000Z' }
    const small = carry([registration], blankState('entry'), ruled)
    const at = (instant: string) => verdictOf(small, { action: 'close', by: 'office', at: instant })
    assert.equal(at('2026-03-01T15:59:00.000Z')[0], 'ledgers.condition_not_met')
    assert.equal(at('2026-03-01T16:00:00.000Z'), 'ok')
  })

  test('that are unknown do not hold', () => {
    const state = registered({ sort: 'road' })
    assert.deepEqual(verdictOf(state, { action: 'close', by: 'office' }), [
      'ledgers.condition_not_met',
      undefined,
    ])
  })

  test('open a task only where they hold', () => {
    const kinds = (input: Values) => registered(input).tasks.map(({ kind }) => kind)
    assert.deepEqual(kinds({ net: 100, sort: 'road' }), ['look'])
    assert.deepEqual(kinds({ net: 1000, sort: 'road' }), ['look', 'audit'])
  })

  test('among the evidence look at what the action brings', () => {
    const state = registered({ sort: 'road', net: 100 })
    assert.deepEqual(verdictOf(state, { action: 'judge', by: 'office', input: { mark: 3 } }), [
      'ledgers.evidence_condition',
      { evidence: 0 },
    ])
    assert.equal(verdictOf(state, { action: 'judge', by: 'office', input: { mark: 4 } }), 'ok')
    assert.equal(
      abilities(ruled, state, actors.office, new Date('2026-03-02T03:00:00Z'), [])['judge'],
      true,
      'the form asks',
    )
    assert.deepEqual(verdictOf(blankState('entry'), register({ net: 0 }))[0], 'ledgers.evidence_condition')
  })
})

describe('roles by level of the tree', () => {
  test('a position acts where one of its roots over the place is of the level', () => {
    const state = registered({ net: 100, sort: 'road' })
    assert.equal(verdictOf(state, { action: 'close', by: 'office' }), 'ok')
    assert.equal(verdictOf(state, { action: 'village_close', by: 'office' })[0], 'ledgers.not_yours')
    const offices = { district: ['211302'], village: ['211302001001'], elsewhere: ['211302', '211302002001'] }
    const can = (divisions: readonly string[]) =>
      abilities(ruled, state, { ...actors.office, divisions }, new Date('2026-03-02T03:00:00Z'), [])
    assert.equal(can(offices.village)['village_close'], true)
    assert.equal(can(offices.village)['close'], undefined)
    assert.equal(can(offices.elsewhere)['village_close'], undefined, 'a village elsewhere gives no say here')
    assert.equal(can(offices.elsewhere)['close'], true)
  })

  test('work goes to who holds the role at the level', () => {
    const asked: unknown[] = []
    const around = {
      ...plainSurroundings(),
      organisationOfRole: (...of: unknown[]) => {
        asked.push(of)
        return 902
      },
    }
    attempt(blankState('entry'), register({ net: 1000, sort: 'road' }), ruled, around)
    assert.deepEqual(asked, [['project_office', '211302001001', 'district']])
  })
})
