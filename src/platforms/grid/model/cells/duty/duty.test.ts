import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, dayOf, statutoryCalendar } from '#kernel/time/model'
import { dutyGaps, planRange, templateDays } from './duty.ts'

const night = { part: 'night' as const, from: '17:30', to: '08:30', days: 'all' as const }
const rest = { part: 'day' as const, from: '08:30', to: '17:30', days: 'rest' as const }

test('a month is planned in turn: nights on all days, days on those of rest by the statutory calendar', () => {
  const shifts = planRange(
    statutoryCalendar,
    { from: '2026-02-01', to: '2026-02-28' },
    { parts: [rest, night], people: [1, 2, 3] },
  )
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
  const shifts = planRange(
    statutoryCalendar,
    { from: '2026-02-01', to: '2026-02-28' },
    { parts: [rest, night], people: [1] },
  )
  assert.deepEqual(dutyGaps(statutoryCalendar, '2026-02-01', '2026-02-28', shifts), [])
  const without = shifts.filter(({ day }) => day !== '2026-02-17')
  assert.deepEqual(dutyGaps(statutoryCalendar, '2026-02-16', '2026-02-18', without), [
    { day: '2026-02-17', part: 'day', why: 'rest_day' },
    { day: '2026-02-17', part: 'night', why: 'night' },
  ])
  assert.deepEqual(dutyGaps(statutoryCalendar, '2031-01-04', '2031-01-04', []), [
    { day: '2031-01-04', part: 'night', why: 'night' },
  ])
  assert.equal(
    planRange(statutoryCalendar, { from: '2031-01-01', to: '2031-01-31' }, { parts: [rest], people: [1] })
      .length,
    0,
  )
})

test('the turn goes on from one plan to the next, is even, and each part falls on its days', () => {
  const days = fc.integer({ min: 0, max: 40 })
  const parts = fc.array(fc.constantFrom(...templateDays), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(days, days, parts, fc.integer({ min: 1, max: 5 }), (one, two, kinds, count) => {
      const template = {
        parts: kinds.map((kind) => ({ ...night, days: kind })),
        people: Array.from({ length: count }, (_, index) => index + 1),
      }
      const from = '2026-09-20'
      const [middle, to] = [addDays(from, one), addDays(from, one + two + 1)]
      const whole = planRange(statutoryCalendar, { from, to }, template)
      const first = planRange(statutoryCalendar, { from, to: middle }, template)
      const last = first.at(-1)?.accountId ?? null
      const next = planRange(statutoryCalendar, { from: addDays(middle, 1), to }, template, last)
      assert.deepEqual([...first, ...next], whole)
      const turns = template.people.map((id) => whole.filter(({ accountId }) => accountId === id).length)
      assert.ok(Math.max(...turns) - Math.min(...turns) <= 1)
      for (const kind of ['weekend', 'holiday'] as const)
        if (kinds.every((other) => other === kind))
          assert.ok(whole.every(({ day }) => dayOf(statutoryCalendar, day).class === kind))
    }),
  )
})
