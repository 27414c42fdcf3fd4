import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateOf, dayLength, momentAt } from '../schedule/moment.ts'
import { daysOfRecurrence, type Recurrence } from './recurrence.ts'

const dayOf = (date: string) => momentAt(date) / dayLength

const rule: Recurrence = {
  type: 1,
  from: dayOf('2026-01-01'),
  to: Number.POSITIVE_INFINITY,
  occurrences: 3,
  period: 1,
  daysOfWeek: 0,
  monthItem: 0,
  monthPosition: 0,
  month: 0,
  monthDay: 1,
}

test('exceptions come round by day, week, month and year, as often as they say', () => {
  const cases: [string, Partial<Recurrence>, string][] = [
    ['every second day', { period: 2 }, '2026-01-01 2026-01-03 2026-01-05'],
    // 1 January 2026 is a Thursday; Monday is bit 2, Friday bit 32.
    [
      'Mondays and Fridays of every other week',
      { type: 6, period: 2, daysOfWeek: 34 },
      '2026-01-02 2026-01-12 2026-01-16',
    ],
    ['the 31st of each month', { type: 4, monthDay: 31 }, '2026-01-31 2026-03-31 2026-05-31'],
    [
      'the last Friday of each month',
      { type: 5, monthItem: 8, monthPosition: 4 },
      '2026-01-30 2026-02-27 2026-03-27',
    ],
    [
      'the second weekday of every third month',
      { type: 5, period: 3, monthItem: 1, monthPosition: 1 },
      '2026-01-02 2026-04-02 2026-07-02',
    ],
    ['1 October', { type: 2, month: 9, monthDay: 1 }, '2026-10-01 2027-10-01 2028-10-01'],
    ['29 February', { type: 2, month: 1, monthDay: 29, occurrences: 2 }, '2028-02-29 2032-02-29'],
    [
      'the first Sunday of May',
      { type: 3, month: 4, monthItem: 3, monthPosition: 0, occurrences: 2 },
      '2026-05-03 2027-05-02',
    ],
    [
      'until a day',
      { period: 7, to: dayOf('2026-01-15'), occurrences: undefined },
      '2026-01-01 2026-01-08 2026-01-15',
    ],
  ]
  for (const [name, changes, expected] of cases) {
    const days = daysOfRecurrence({ ...rule, ...changes })
    assert.equal(days.map((day) => dateOf(day * dayLength)).join(' '), expected, name)
  }
})
