import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statutoryCalendar } from '#kernel/time/model'
import type { TaskClock } from '../model/state.ts'
import { datesBy } from './clocks.ts'
import { explainClock } from './explain-clock.ts'
import { describeDue } from './wording.ts'

const clock: TaskClock = {
  limit: null,
  dueOn: '2026-02-12',
  amberShare: 0.75,
  startedAt: '2026-02-02T01:00:00.000Z',
  pauses: [],
}
const extended: TaskClock = {
  ...clock,
  extensions: [
    { unit: 'working_days', count: 3, reason: 'snow', decidedAt: '2026-02-10T02:00:00.000Z' },
    { unit: 'working_days', count: 1, reason: 'ice', decidedAt: '2026-02-25T02:00:00.000Z' },
  ],
}
const explain = (of: TaskClock) => explainClock(of, null, statutoryCalendar, 'en')
const kinds = (of: TaskClock) => explain(of)?.rows.map(({ kind }) => kind)

test('a day that was named is due at its end, and the explanation says so', () => {
  assert.deepEqual(explain(clock), {
    dueAt: '2026-02-12T16:00:00.000Z',
    provisional: false,
    rows: [{ kind: 'named', text: 'Named to be due on 2026-02-12, until 24:00 of that day' }],
  })
})

test('extensions of a named day are counted on from its end, over the holidays', () => {
  // 13 and 14 February (a make-up workday) count, 15 to 23 are the Spring Festival, 24 and 25 count.
  const dates = datesBy(statutoryCalendar)(extended)
  assert.equal(dates.dueAt, '2026-02-25T09:30:00.000Z')
  assert.equal(dates.originalDueAt, '2026-02-12T16:00:00.000Z')
  assert.equal(explain(extended)?.dueAt, dates.dueAt)
  assert.deepEqual(kinds(extended), [
    'named',
    'extension',
    'counted',
    'counted',
    ...new Array(9).fill('rested'),
    'counted',
    'extension',
    'counted',
    'due',
  ])
})

test('a task without a date explains nothing', () => {
  assert.equal(explain({ ...clock, dueOn: null }), undefined)
})

test('what ends with a day is said to end on that day', () => {
  assert.equal(describeDue('2026-02-12T16:00:00.000Z'), '2026-02-12 24:00')
  assert.equal(describeDue('2026-02-12T09:30:00.000Z'), '2026-02-12 17:30')
})
