import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findFaults, parseDefinition } from './define-ledger.ts'
import type { Field, LedgerInput } from './definition.ts'
import { isSealed, textToSeal } from './secrets.ts'

const label = { 'zh-CN': '甲', en: 'A' }

function faultsWith(fields: Partial<Field>[], asks: Partial<Field>[] = [], tasks: LedgerInput['tasks'] = []) {
  const definition: LedgerInput = {
    id: 'care',
    title: label,
    prefix: 'GA',
    titleField: 'matter',
    fields: [
      { name: 'matter', label, kind: 'text' },
      { name: 'person', label, kind: 'person' },
      ...fields.map((field) => ({ name: 'x', label, kind: 'text', ...field }) as Field),
    ],
    stages: [{ id: 'open', label, open: true }],
    tasks,
    actions: [
      {
        id: 'register',
        word: 'register',
        label,
        to: 'open',
        by: [{ who: 'registrant' }],
        input: 'all',
        asks: asks.map((ask) => ({ name: 'y', label, kind: 'text', ...ask }) as Field),
      },
    ],
  }
  const parsed = parseDefinition({
    ...definition,
    fields: definition.fields.slice(0, 2),
    actions: [{ ...definition.actions[0], asks: [] }],
    tasks: [],
  })
  return findFaults({
    ...parsed,
    ...(definition as typeof parsed),
    actions: parsed.actions.map((action) => ({
      ...action,
      asks: asks.map((ask) => ({ name: 'y', label, kind: 'text', ...ask }) as Field),
    })),
  }).map(({ path, code }) => `${path} ${code}`)
}

describe('fields under a person’s key', () => {
  test('may be somebody’s who is in no register, whom a text names that is shown and found nowhere', () => {
    const name = { name: 'name', secretOf: 'claimant' } as const
    const holder = { name: 'claimant', holdsKey: true } as const
    assert.deepEqual(faultsWith([name, holder]), [])
    assert.deepEqual(faultsWith([name, { name: 'claimant' }]), [
      'fields.2.secretOf ledgers.secret_of_no_person',
    ])
    for (const more of [{ kind: 'number' }, { filter: true }, { column: true }] as const)
      assert.ok(
        faultsWith([name, { ...holder, ...more }]).includes('fields.3.holdsKey ledgers.secret_misplaced'),
      )
  })

  test('text, numbers, lists, files and questions may be', () => {
    assert.deepEqual(
      faultsWith(
        [
          { secretOf: 'person', sensitivity: 2, column: true },
          { name: 'list', kind: 'list', secretOf: 'person', items: [{ name: 'a', label, kind: 'date' }] },
          { name: 'papers', kind: 'files', secretOf: 'person' },
        ],
        [{ secretOf: 'person', kind: 'long_text' }],
      ),
      [],
    )
  })

  test('whose they are is a person field of the ledger', () => {
    assert.deepEqual(faultsWith([{ secretOf: 'nobody' }]), ['fields.2.secretOf ledgers.not_declared'])
    assert.deepEqual(faultsWith([{ secretOf: 'matter' }]), ['fields.2.secretOf ledgers.secret_of_no_person'])
    assert.deepEqual(faultsWith([], [{ secretOf: 'nobody' }]), [
      'actions.0.asks.0.secretOf ledgers.not_declared',
    ])
  })

  test('what is filtered by, derived, a tie or read by the engine cannot be', () => {
    assert.deepEqual(faultsWith([{ secretOf: 'person', filter: true }]), [
      'fields.2.filter ledgers.secret_misplaced',
    ])
    assert.deepEqual(faultsWith([{ secretOf: 'person', derived: true }]), [
      'fields.2.derived ledgers.secret_misplaced',
    ])
    assert.ok(
      faultsWith([{ secretOf: 'person', computed: 'matter' }]).includes(
        'fields.2.computed ledgers.secret_misplaced',
      ),
    )
    assert.deepEqual(faultsWith([{ secretOf: 'person', kind: 'household' }]), [
      'fields.2.kind ledgers.secret_misplaced',
    ])
    assert.deepEqual(faultsWith([], [{ secretOf: 'person', name: 'reason' }]), [
      'actions.0.asks.0.name ledgers.secret_misplaced',
    ])
    assert.deepEqual(
      faultsWith(
        [{ secretOf: 'person', name: 'dueOn', kind: 'date' }],
        [],
        [{ kind: 'look', label, dueFrom: 'dueOn' }],
      ),
      ['fields.2.name ledgers.secret_misplaced'],
    )
  })

  test('what is sealed gives away little of its length, and comes back as it was', () => {
    for (const value of ['x', 'ab', 12, true, ['a'], [{ a: '甲 ' }]]) {
      const text = textToSeal(value)
      assert.equal(text.length % 32, 0)
      assert.deepEqual(JSON.parse(text), value)
      assert.equal(isSealed(value), false)
    }
  })
})
