import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statutoryCalendar } from '#kernel/time/model'
import { dutyGaps, planMonth } from './duty.ts'

const night = { part: 'night' as const, from: '17:30', to: '08:30', days: 'all' as const }
const rest = { part: 'day' as const, from: '08:30', to: '17:30', days: 'rest' as const }

test('a month is planned in turn: nights on all days, days on those of rest by the statutory calendar', () => {
  const shifts = planMonth(statutoryCalendar, '2026-02', { parts: [rest, night], people: [1, 2, 3] })
  const days = shifts.filter(({ part }) => part === 'day').map(({ day }) => day)
  // 2026-02-15 to 23 are the Spring Festival; the 14th and the 28th are Saturdays that are worked.
  assert.ok(days.includes('2026-02-17') && !days.includes('2026-02-14') && !days.includes('2026-02-28'))
  assert.equal(shifts.filter(({ part }) => part === 'night').length, 28)
  assert.deepEqual(
    shifts.slice(0, 4).map(({ accountId }) => accountId),
    [1, 2, 3, 1],
  )
  const [first] = shifts.filter(({ part }) => part === 'night')
  assert.equal(first?.startsAt.toISOString(), '2026-02-01T09:30:00.000Z')
  assert.equal(first?.endsAt.toISOString(), '2026-02-02T00:30:00.000Z')
})

test('what is planned leaves no gap; what is left out is one, and an unknown day is not guessed', () => {
  const shifts = planMonth(statutoryCalendar, '2026-02', { parts: [rest, night], people: [1] })
  assert.deepEqual(dutyGaps(statutoryCalendar, '2026-02-01', '2026-02-28', shifts), [])
  const without = shifts.filter(({ day }) => day !== '2026-02-17')
  assert.deepEqual(dutyGaps(statutoryCalendar, '2026-02-16', '2026-02-18', without), [
    { day: '2026-02-17', part: 'day', why: 'rest_day' },
    { day: '2026-02-17', part: 'night', why: 'night' },
  ])
  assert.deepEqual(dutyGaps(statutoryCalendar, '2031-01-04', '2031-01-04', []), [
    { day: '2031-01-04', part: 'night', why: 'night' },
  ])
  assert.equal(planMonth(statutoryCalendar, '2031-01', { parts: [rest], people: [1] }).length, 0)
})
