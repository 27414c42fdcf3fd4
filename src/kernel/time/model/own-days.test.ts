import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statutoryCalendar as calendar } from './calendar.ts'
import { readDeadline } from './deadline.ts'
import { describeRow, explainDeadline } from './explanation.ts'
import { OwnDays } from './own-days.ts'

const startedAt = new Date('2026-03-05T10:00:00+08:00')
const saturdays = { from: '2026-01-01', to: null, weekday: 6, open: true, reason: 'hall' }
const dueOn = (count: number, ownDays: OwnDays[], from = startedAt) =>
  readDeadline({ limit: { unit: 'working_days', count }, startedAt: from, ownDays }, calendar, from).dueOn

test('a weekday that the organisation works counts, and a day that it is closed does not', () => {
  assert.equal(dueOn(2, []), '2026-03-09')
  assert.equal(dueOn(2, [saturdays]), '2026-03-07')
  assert.equal(
    dueOn(1, [{ from: '2026-03-06', to: '2026-03-09', open: false, reason: 'move' }]),
    '2026-03-10',
  )
})

test('a named date goes before a weekday, whichever was said first; of two alike the last goes', () => {
  const closed = { from: '2026-03-07', to: '2026-03-07', open: false, reason: 'inventory' }
  assert.equal(dueOn(2, [closed, saturdays]), '2026-03-09')
  assert.equal(dueOn(2, [saturdays, closed]), '2026-03-09')
  assert.equal(dueOn(2, [saturdays, { ...saturdays, open: false }]), '2026-03-09')
})

test('a weekday gives way to holidays and make-up workdays, a named date does not', () => {
  const beforeQingming = new Date('2026-04-03T10:00:00+08:00')
  assert.equal(dueOn(1, [saturdays], beforeQingming), '2026-04-07')
  const onDuty = { from: '2026-04-04', to: '2026-04-04', open: true, reason: 'on duty' }
  assert.equal(dueOn(1, [saturdays, onDuty], beforeQingming), '2026-04-04')
  const closedSaturdays = { ...saturdays, open: false }
  assert.equal(dueOn(1, [closedSaturdays], new Date('2026-02-13T10:00:00+08:00')), '2026-02-14')
})

test('a named date is certain in a year without a notice, a weekday is not', () => {
  const from = new Date('2027-03-05T10:00:00+08:00')
  const read = (ownDays: OwnDays[]) =>
    readDeadline({ limit: { unit: 'working_days', count: 1 }, startedAt: from, ownDays }, calendar, from)
  assert.equal(read([{ from: '2027-03-06', to: '2027-03-06', open: true, reason: 'x' }]).provisional, false)
  assert.equal(read([saturdays]).provisional, true)
})

test('own days do not move the end of calendar days, and the explanation says why a day counts or not', () => {
  const terms = { limit: { unit: 'calendar_days' as const, count: 2 }, startedAt, ownDays: [saturdays] }
  assert.equal(readDeadline(terms, calendar, startedAt).dueOn, '2026-03-09')
  const working = { ...terms, limit: { unit: 'working_days' as const, count: 2 } }
  const lines = explainDeadline(working, calendar).map((row) => describeRow(row, 'zh-CN'))
  assert.equal(lines[2], '2026-03-07 第 2 个工作日（本单位照常办公·hall）')
})

test('own days need an end or a weekday, in their order', () => {
  assert.equal(OwnDays.safeParse(saturdays).success, true)
  assert.equal(OwnDays.safeParse({ from: '2026-03-07', to: null, open: true, reason: 'x' }).success, false)
  const reversed = { from: '2026-03-07', to: '2026-03-06', open: true, reason: 'x' }
  assert.equal(OwnDays.safeParse(reversed).success, false)
})
