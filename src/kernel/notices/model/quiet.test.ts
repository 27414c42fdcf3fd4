import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officeHours, statutoryCalendar } from '#kernel/time/model'
import type { NoticeSetting } from './notice.ts'
import { quietUntil } from './quiet.ts'

const setting = (part: Partial<NoticeSetting>): NoticeSetting => ({
  digest: 'none',
  quiet: 'off_duty',
  quietFrom: null,
  quietTo: null,
  ...part,
})
const at = (time: string) => new Date(`${time}+08:00`)
const until = (time: string, part: Partial<NoticeSetting> = {}, more: object = {}) =>
  quietUntil(at(time), setting(part), { calendar: statutoryCalendar, ...more })

test('outside office hours it is quiet until the next office day opens', () => {
  const cases: [string, string | null][] = [
    ['2026-03-02T09:00', null],
    ['2026-03-02T12:30', null],
    ['2026-03-02T17:29', null],
    ['2026-03-02T17:30', '2026-03-03T08:30'],
    ['2026-03-02T06:00', '2026-03-02T08:30'],
    ['2026-03-06T20:00', '2026-03-09T08:30'],
    // A make-up workday before the Spring Festival, and the festival itself.
    ['2026-02-14T10:00', null],
    ['2026-02-14T18:00', '2026-02-24T08:30'],
  ]
  for (const [from, to] of cases) assert.deepEqual(until(from), to === null ? null : at(to), from)
})

test('an organisation’s own hours and days count', () => {
  const hours = officeHours('09:00-12:00', '13:00-20:00')
  assert.equal(until('2026-03-02T19:00', {}, { hours }), null)
  const ownDays = [{ from: '2026-03-07', to: '2026-03-07', open: true, reason: 'x' }]
  assert.equal(until('2026-03-07T10:00', {}, { ownDays }), null)
  assert.deepEqual(until('2026-03-07T10:00'), at('2026-03-09T08:30'))
})

test('fixed hours may go over midnight, and none are none', () => {
  const hours = { quiet: 'hours', quietFrom: 22 * 60, quietTo: 7 * 60 } as const
  assert.deepEqual(until('2026-03-02T23:00', hours), at('2026-03-03T07:00'))
  assert.deepEqual(until('2026-03-02T03:00', hours), at('2026-03-02T07:00'))
  assert.equal(until('2026-03-02T07:00', hours), null)
  assert.equal(until('2026-03-02T12:00', hours), null)
  assert.deepEqual(
    until('2026-03-02T13:00', { ...hours, quietFrom: 720, quietTo: 840 }),
    at('2026-03-02T14:00'),
  )
  assert.equal(until('2026-03-02T03:00', { quiet: 'none' }), null)
})
