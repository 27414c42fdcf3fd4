import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statutoryCalendar as calendar, withNotice } from './calendar.ts'
import { type DeadlineReading, type DeadlineTerms, readDeadline } from './deadline.ts'
import { type Extension, type LimitUnit, officeHours, type Pause } from './limit.ts'
import { describeLimit, describeRemaining } from './remaining.ts'

/** '2026-02-14 08:30', a wall clock in Shanghai. */
function at(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}:00+08:00`)
}

function local(instant: Date | null): string | null {
  return instant && new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

type Rest = Omit<DeadlineTerms, 'limit' | 'startedAt'>

function read(count: number, unit: LimitUnit, start: string, rest: Rest = {}, now = start): DeadlineReading {
  return readDeadline({ limit: { unit, count }, startedAt: at(start), ...rest }, calendar, at(now))
}

function due(count: number, unit: LimitUnit, start: string, rest: Rest = {}): string | null {
  return local(read(count, unit, start, rest).dueAt)
}

const pause = (from: string, to: string | null): Pause => ({
  from: at(from),
  to: to === null ? null : at(to),
  reason: 'survey',
})
const pauses = (from: string, to: string | null) => ({ pauses: [pause(from, to)] })
const extended = (count: number, unit: LimitUnit = 'working_days'): Extension => ({
  unit,
  count,
  reason: 'complex',
  decidedAt: at('2026-03-01 09:00'),
})

test('working days end with the office hours of the last; the day of the start isn’t counted', () => {
  assert.equal(due(1, 'working_days', '2026-03-02 08:00'), '2026-03-03 17:30')
  assert.equal(due(1, 'working_days', '2026-03-02 23:59'), '2026-03-03 17:30')
  assert.equal(due(5, 'working_days', '2026-03-02 10:00'), '2026-03-09 17:30')
  assert.equal(due(1, 'working_days', '2026-03-06 10:00'), '2026-03-09 17:30')
})

test('working days leave out holidays and take in make-up workdays', () => {
  // Friday 13 February 2026; Saturday 14 is worked, 15–23 are off.
  assert.equal(due(1, 'working_days', '2026-02-13 10:00'), '2026-02-14 17:30')
  assert.equal(due(2, 'working_days', '2026-02-13 10:00'), '2026-02-24 17:30')
  assert.equal(due(6, 'working_days', '2026-02-13 10:00'), '2026-02-28 17:30')
  assert.equal(due(7, 'working_days', '2026-02-13 10:00'), '2026-03-02 17:30')
  assert.equal(due(1, 'working_days', '2026-02-18 10:00'), '2026-02-24 17:30')
})

test('half-days end at noon and in the evening; the half-day of the start isn’t counted', () => {
  assert.equal(due(1, 'working_half_days', '2026-03-02 07:00'), '2026-03-02 12:00')
  assert.equal(due(1, 'working_half_days', '2026-03-02 08:30'), '2026-03-02 17:30')
  assert.equal(due(1, 'working_half_days', '2026-03-02 12:30'), '2026-03-02 17:30')
  assert.equal(due(1, 'working_half_days', '2026-03-02 14:00'), '2026-03-03 12:00')
  assert.equal(due(2, 'working_half_days', '2026-03-06 14:00'), '2026-03-09 17:30')
  const single = { officeHours: officeHours('09:00-17:00') }
  assert.equal(due(1, 'working_half_days', '2026-03-02 08:00', single), '2026-03-02 13:00')
  assert.equal(due(1, 'working_half_days', '2026-03-02 10:00', single), '2026-03-02 17:00')
  assert.equal(due(2, 'working_half_days', '2026-03-02 10:00', single), '2026-03-03 13:00')
})

test('working hours run in office hours only, from the minute of the start', () => {
  assert.equal(due(2, 'working_hours', '2026-03-02 11:00'), '2026-03-02 14:30')
  assert.equal(due(2, 'working_hours', '2026-03-02 12:30'), '2026-03-02 15:30')
  assert.equal(due(4, 'working_hours', '2026-03-06 17:00'), '2026-03-09 12:00')
  assert.equal(due(8, 'working_hours', '2026-02-14 16:30'), '2026-02-24 17:00')
})

test('hours run by the wall clock, day and night', () => {
  assert.equal(due(24, 'hours', '2026-02-14 16:30'), '2026-02-15 16:30')
  assert.equal(due(2, 'hours', '2026-12-31 23:00'), '2027-01-01 01:00')
  assert.equal(read(2, 'hours', '2026-12-31 23:00').provisional, false)
})

test('calendar days end at 24:00 and, where the last is a day of rest, on the next that isn’t', () => {
  const onThursday = read(3, 'calendar_days', '2026-03-02 10:00')
  assert.equal(local(onThursday.dueAt), '2026-03-06 00:00')
  assert.equal(onThursday.dueOn, '2026-03-05')
  assert.equal(read(5, 'calendar_days', '2026-03-02 10:00').dueOn, '2026-03-09')
  assert.equal(read(5, 'calendar_days', '2026-02-10 10:00').dueOn, '2026-02-24')
  assert.equal(
    read(4, 'calendar_days', '2026-02-10 10:00').dueOn,
    '2026-02-14',
    'a make-up workday is no day of rest',
  )
})

test('a pause takes out as many days as lie between its first and its last day', () => {
  const without = '2026-03-09 17:30'
  assert.equal(due(5, 'working_days', '2026-03-02 10:00'), without)
  assert.equal(
    due(5, 'working_days', '2026-03-02 10:00', pauses('2026-03-03 09:00', '2026-03-03 15:00')),
    without,
  )
  assert.equal(
    due(5, 'working_days', '2026-03-02 10:00', pauses('2026-03-03 15:00', '2026-03-04 09:00')),
    '2026-03-10 17:30',
  )
  assert.equal(
    due(5, 'working_days', '2026-03-02 10:00', pauses('2026-03-03 09:00', '2026-03-05 15:00')),
    '2026-03-11 17:30',
  )
  assert.equal(
    due(5, 'working_days', '2026-03-02 10:00', pauses('2026-03-07 09:00', '2026-03-08 15:00')),
    without,
  )
})

test('pauses that overlap take a day out once', () => {
  const twice = {
    pauses: [pause('2026-03-04 09:00', '2026-03-06 09:00'), pause('2026-03-03 09:00', '2026-03-05 09:00')],
  }
  assert.equal(due(5, 'working_days', '2026-03-02 10:00', twice), '2026-03-12 17:30')
  assert.equal(due(100, 'hours', '2026-03-02 10:00', twice), '2026-03-09 14:00')
})

test('a deadline never falls into a pause', () => {
  // Stopped on the very last day, the day is counted after the end of the pause instead.
  assert.equal(
    due(1, 'working_days', '2026-03-02 10:00', pauses('2026-03-03 17:29', '2026-03-04 09:00')),
    '2026-03-04 17:30',
  )
  assert.equal(
    due(1, 'working_days', '2026-03-02 10:00', pauses('2026-03-03 17:30', '2026-03-04 09:00')),
    '2026-03-03 17:30',
  )
})

test('resumed at the very end of the office hours, the day is not counted; extended over noon, no half-day is lost', () => {
  assert.equal(
    due(1, 'working_days', '2026-03-02 10:00', pauses('2026-03-03 10:00', '2026-03-03 17:30')),
    '2026-03-04 17:30',
  )
  const single = { officeHours: officeHours('09:00-17:00'), extensions: [extended(1, 'working_half_days')] }
  assert.equal(due(1, 'working_half_days', '2026-03-02 08:00', single), '2026-03-02 17:00')
})

test('an end that moves off days of rest does not stop within a pause', () => {
  const moved = read(5, 'calendar_days', '2026-03-02 10:00', pauses('2026-03-08 12:00', '2026-03-10 12:00'))
  assert.equal(moved.dueOn, '2026-03-10')
  assert.equal(due(5, 'calendar_days', '2026-03-02 10:00', pauses('2026-03-08 12:00', null)), null)
})

test('hours are stopped by a pause to the minute', () => {
  assert.equal(
    due(3, 'hours', '2026-03-02 10:00', pauses('2026-03-02 11:00', '2026-03-03 11:00')),
    '2026-03-03 13:00',
  )
  assert.equal(
    due(3, 'working_hours', '2026-03-02 10:00', pauses('2026-03-02 11:00', '2026-03-02 14:00')),
    '2026-03-02 16:00',
  )
})

test('while an open pause stops the count there is no due date, and what remains stands still', () => {
  const terms = pauses('2026-03-04 10:00', null)
  const before = read(5, 'working_days', '2026-03-02 10:00', terms, '2026-03-03 18:00')
  const later = read(5, 'working_days', '2026-03-02 10:00', terms, '2026-06-04 10:00')
  assert.equal(before.pausedSince, null)
  assert.equal(later.dueAt, null)
  assert.equal(later.light, 'green')
  assert.equal(local(later.pausedSince), '2026-03-04 10:00')
  assert.deepEqual(later.remaining, { overdue: false, unit: 'working_days', count: 3 })
})

test('what was over before the pause stays over', () => {
  const reading = read(
    1,
    'working_days',
    '2026-03-02 10:00',
    pauses('2026-03-05 10:00', null),
    '2026-03-20 10:00',
  )
  assert.equal(local(reading.dueAt), '2026-03-03 17:30')
  assert.equal(reading.light, 'red')
  assert.deepEqual(reading.remaining, { overdue: true, unit: 'calendar_days', count: 2 })
})

test('an extension counts on from where the time before it ends, and the original date is kept', () => {
  const reading = read(5, 'working_days', '2026-03-02 10:00', { extensions: [extended(3)] })
  assert.equal(local(reading.originalDueAt), '2026-03-09 17:30')
  assert.equal(local(reading.dueAt), '2026-03-12 17:30')
  assert.equal(
    due(5, 'working_days', '2026-03-02 10:00', { extensions: [extended(3), extended(2)] }),
    '2026-03-16 17:30',
  )
  assert.equal(
    due(1, 'working_days', '2026-03-02 10:00', { extensions: [extended(4, 'hours')] }),
    '2026-03-03 21:30',
  )
  assert.equal(
    due(1, 'working_half_days', '2026-03-02 07:00', { extensions: [extended(1, 'working_half_days')] }),
    '2026-03-02 17:30',
  )
  // Five days from Monday would end on a Saturday and move; extended by two they end on a Monday of themselves.
  const inDays = read(5, 'calendar_days', '2026-03-02 10:00', { extensions: [extended(2, 'calendar_days')] })
  assert.equal(local(inDays.originalDueAt), '2026-03-10 00:00')
  assert.equal(inDays.dueOn, '2026-03-09')
})

test('amber is when the share of the limit is used up, within the day where it falls', () => {
  const amber = (count: number, unit: LimitUnit, share: number, rest: Rest = {}) =>
    local(read(count, unit, '2026-03-02 10:00', { amberShare: share, ...rest }).amberAt)
  assert.equal(amber(10, 'working_days', 0.8), '2026-03-12 17:30')
  assert.equal(amber(10, 'working_days', 0.7), '2026-03-11 17:30')
  assert.equal(amber(1, 'working_days', 0.8), '2026-03-03 16:00')
  assert.equal(amber(3, 'working_days', 0.8), '2026-03-05 11:30')
  assert.equal(amber(5, 'working_days', 0), '2026-03-02 10:00')
  assert.equal(amber(5, 'working_days', 1), '2026-03-09 17:30')
  assert.equal(amber(10, 'hours', 0.5), '2026-03-02 15:00')
  assert.equal(amber(3, 'working_hours', 0.5), '2026-03-02 11:30')
  assert.equal(amber(2, 'calendar_days', 0.75), '2026-03-04 12:00')
  assert.equal(amber(5, 'working_days', 0.8, { extensions: [extended(5)] }), '2026-03-12 17:30')
})

test('the light goes from green to amber to red', () => {
  const light = (now: string) => read(5, 'working_days', '2026-03-02 10:00', {}, now).light
  assert.equal(light('2026-03-02 10:00'), 'green')
  assert.equal(light('2026-03-06 17:29'), 'green')
  assert.equal(light('2026-03-06 17:30'), 'amber')
  assert.equal(light('2026-03-09 17:30'), 'amber')
  assert.equal(light('2026-03-09 17:31'), 'red')
})

test('what ended in time is never over, what ended late stays as late as it was', () => {
  const ended = (end: string) =>
    read(1, 'working_days', '2026-03-02 10:00', { endedAt: at(end) }, '2026-04-01 10:00')
  assert.equal(ended('2026-03-03 17:30').light, 'amber')
  assert.equal(ended('2026-03-02 18:00').light, 'green')
  assert.equal(ended('2026-03-05 09:00').light, 'red')
  assert.deepEqual(ended('2026-03-05 09:00').remaining, { overdue: true, unit: 'calendar_days', count: 2 })
  const pausedAfter = { endedAt: at('2026-03-02 12:00'), ...pauses('2026-03-02 13:00', null) }
  assert.equal(due(1, 'working_days', '2026-03-02 10:00', pausedAfter), '2026-03-03 17:30')
})

test('days of a year without a notice are judged by their weekday, and the date is provisional', () => {
  const reading = read(3, 'working_days', '2026-12-30 10:00')
  assert.equal(local(reading.dueAt), '2027-01-04 17:30')
  assert.equal(reading.provisional, true)
  assert.equal(reading.firstUnknown, '2027-01-01')
  assert.equal(read(1, 'working_days', '2026-12-30 10:00').provisional, false)
  const known = withNotice(calendar, {
    kind: 'annual',
    year: 2027,
    issuedOn: '2026-11-05',
    document: { series: 'general_office_telegram', year: 2026, number: 99 },
    arrangements: [{ holidays: ['new_year'], off: ['2027-01-01..2027-01-03'], makeUp: [] }],
  })
  const limit = { unit: 'working_days', count: 3 } as const
  const settled = readDeadline({ limit, startedAt: at('2026-12-30 10:00') }, known, at('2026-12-30 10:00'))
  assert.equal(local(settled.dueAt), '2027-01-05 17:30')
  assert.equal(settled.provisional, false)
})

test('what remains is told in both languages', () => {
  const words = (count: number, unit: LimitUnit, now: string, locale: 'zh-CN' | 'en') =>
    describeRemaining(read(count, unit, '2026-03-02 10:00', {}, now).remaining, locale)
  assert.equal(words(5, 'working_days', '2026-03-05 10:00', 'zh-CN'), '余 2 个工作日')
  assert.equal(words(5, 'working_days', '2026-03-06 20:00', 'en'), '1 working day left')
  assert.equal(words(5, 'working_days', '2026-03-09 10:00', 'zh-CN'), '余 6 个工作小时')
  assert.equal(words(5, 'working_days', '2026-03-09 17:05', 'en'), '25 minutes left')
  assert.equal(words(5, 'working_days', '2026-03-09 17:30', 'zh-CN'), '此刻到期')
  assert.equal(words(5, 'working_days', '2026-03-09 17:31', 'zh-CN'), '超 1 分钟')
  assert.equal(words(5, 'working_days', '2026-03-09 20:00', 'en'), '2 hours over')
  assert.equal(words(5, 'working_days', '2026-03-12 09:00', 'zh-CN'), '超 3 日')
  assert.equal(words(4, 'working_half_days', '2026-03-03 08:00', 'zh-CN'), '余 3 个半日')
  assert.equal(words(3, 'calendar_days', '2026-03-03 10:00', 'en'), '2 days left')
  assert.equal(words(3, 'calendar_days', '2026-03-05 22:00', 'zh-CN'), '余 2 小时')
  assert.equal(words(48, 'hours', '2026-03-03 10:30', 'zh-CN'), '余 23 小时')
  assert.equal(words(1, 'hours', '2026-03-04 10:00', 'en'), '47 hours over')
  assert.equal(words(1, 'hours', '2026-03-05 12:00', 'zh-CN'), '超 3 日')
  assert.equal(describeLimit({ unit: 'working_days', count: 10 }, 'zh-CN'), '10 个工作日')
})
