import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, isWorkingDay, statutoryCalendar } from '#kernel/time/model'
import { proposeMeeting, type RegularKind } from './rhythm.ts'
import type { ServiceRule } from './team-rule.ts'

const rule: ServiceRule = {
  roles: [],
  visitEveryDays: 30,
  visitFromStage: 'signing',
  weekly: { weekday: 1, startsAt: '08:30' },
  halfMonthly: { days: [10, 25], startsAt: '14:00' },
}
const propose = (kind: RegularKind, after: string) => proposeMeeting(rule, kind, after, statutoryCalendar)

test('the weekly meeting is on the weekday of the rule, after the day asked for', () => {
  const { heldOn, startsAt, movedFrom } = propose('weekly_district_head', '2026-11-21')
  assert.deepEqual([heldOn, startsAt, movedFrom], ['2026-11-23', '08:30', null])
  assert.equal(propose('weekly_district_head', '2026-11-23').heldOn, '2026-11-30')
})

test('a meeting that falls on a day off moves to the next working day and says from which holiday', () => {
  // 25 October 2026 is a Sunday; 10 October a make-up workday.
  const moved = propose('half_monthly_steward', '2026-10-20')
  assert.deepEqual(
    [moved.heldOn, moved.regularOn, moved.movedFrom?.class],
    ['2026-10-26', '2026-10-25', 'weekend'],
  )
  assert.equal(propose('half_monthly_steward', '2026-10-09').heldOn, '2026-10-10')
})

test('a weekly meeting within a long holiday that would fall together with the next one is left out', () => {
  // 5 October 2026 lies in the National Day holiday (1 to 7): moved to Thursday the 8th.
  const moved = propose('weekly_district_head', '2026-10-01')
  assert.deepEqual([moved.heldOn, moved.movedFrom?.holidays], ['2026-10-08', ['national_day']])
})

test('a day of a year without a published notice stands and is marked as provisional', () => {
  const far = propose('half_monthly_steward', '2029-03-01')
  assert.deepEqual([far.heldOn, far.provisional], ['2029-03-10', true])
})

test('every meeting proposed is later than the day asked for, no day off, and none is proposed twice', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2000 }),
      fc.constantFrom('weekly_district_head', 'half_monthly_steward'),
      fc.integer({ min: 1, max: 7 }),
      (offset, kind, weekday) => {
        const own = { ...rule, weekly: { weekday, startsAt: '08:30' } }
        const after = addDays('2021-01-01', offset)
        const first = proposeMeeting(own, kind, after, statutoryCalendar)
        assert.ok(first.heldOn > after)
        assert.notEqual(isWorkingDay(statutoryCalendar, first.heldOn), false)
        const second = proposeMeeting(own, kind, first.heldOn, statutoryCalendar)
        assert.ok(second.heldOn > first.heldOn && second.regularOn > first.regularOn)
      },
    ),
  )
})
