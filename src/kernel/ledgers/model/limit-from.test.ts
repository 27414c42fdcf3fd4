import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { faultsOf, small, type SmallField, text } from '../../../../test/toy/small-ledger.ts'
import { attempt, carry } from '../../../../test/toy/toy-course.ts'
import { blankState } from './state.ts'
import { defineLedger } from './define-ledger.ts'
import type { LedgerInput } from './definition.ts'

const days = { name: 'days', label: text('Days'), kind: 'number', whole: true, min: 0, max: 90 } as const
const unit: Partial<SmallField> = {
  name: 'unit',
  label: text('Unit'),
  kind: 'choice',
  options: [
    { value: 'working_days', label: text('Working days') },
    { value: 'calendar_days', label: text('Calendar days') },
  ],
}
const look = (more: object = {}): LedgerInput['tasks'] => [
  {
    kind: 'look',
    label: text('Look'),
    limit: { unit: 'working_days', count: 7 },
    limitFrom: { count: 'days', unit: 'unit' },
    ...more,
  },
]
const sized = (tasks = look()) => small([days, unit], {}, { tasks })

describe('a limit that each entry says of itself', () => {
  const base = sized()
  const ledger = defineLedger({
    ...base,
    actions: base.actions.map((action) =>
      action.word === 'register'
        ? {
            ...action,
            by: [{ who: 'role', role: 'steward' }],
            opens: [{ task: 'look', assign: { to: 'registrant' } }],
          }
        : action,
    ),
  })
  const clockOf = (input: object) => {
    const step = { action: 'register', by: 'steward', input: { subject: 'x', ...input } } as const
    const { change } = attempt(blankState('x'), step, ledger)
    const clock = change?.opens[0]?.clock
    return clock && [clock.limit, clock.dueOn]
  }

  test('is counted in its own unit, in working days where none is said', () => {
    assert.deepEqual(clockOf({ days: 20, unit: 'calendar_days' }), [
      { unit: 'calendar_days', count: 20 },
      null,
    ])
    assert.deepEqual(clockOf({ days: 3 }), [{ unit: 'working_days', count: 3 }, null])
  })

  test('is the kind’s own where nothing is said, and the same day where it is nought', () => {
    assert.deepEqual(clockOf({}), [{ unit: 'working_days', count: 7 }, null])
    assert.deepEqual(clockOf({ days: 0 }), [null, '2026-03-02'])
  })

  test('must be a whole number within bounds, in units that there are', () => {
    const at = (more: object, fields: object[] = [days, unit]) =>
      faultsOf(small(fields, {}, { tasks: look(more) })).map(({ path, code }) => `${path} ${code}`)
    assert.deepEqual(at({}), [])
    assert.deepEqual(at({ limitFrom: { count: 'gone', unit: 'gone' } }), [
      'tasks.0.limitFrom.count ledgers.not_declared',
      'tasks.0.limitFrom.unit ledgers.not_declared',
    ])
    const count = 'tasks.0.limitFrom.count ledgers.limit_not_countable'
    assert.deepEqual(at({ limitFrom: { count: 'subject' } }), [count])
    assert.deepEqual(at({}, [{ ...days, whole: false }, unit]), [count])
    assert.deepEqual(at({}, [{ ...days, min: -1 }, unit]), [count])
    assert.deepEqual(at({}, [{ ...days, max: undefined }, unit]), [count])
    assert.deepEqual(at({ limitFrom: { count: 'days', unit: 'category' } }), [
      'tasks.0.limitFrom.unit ledgers.limit_not_unit',
    ])
  })

  test('is kept by the task that was opened under it', () => {
    const step = { action: 'register', by: 'steward', input: { subject: 'x', days: 4 } } as const
    assert.deepEqual(carry([step], blankState('x'), ledger).tasks[0]?.clock.limit, {
      unit: 'working_days',
      count: 4,
    })
  })
})
