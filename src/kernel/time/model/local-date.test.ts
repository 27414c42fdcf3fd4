import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addDays,
  dateOfDay,
  dayNumber,
  isLocalDate,
  shanghaiDate,
  shanghaiInstant,
  weekdayOfDay,
} from './local-date.ts'

test('a day in Shanghai begins eight hours before it does in Greenwich', () => {
  assert.equal(shanghaiDate(new Date('2026-02-13T15:59:59.999Z')), '2026-02-13')
  assert.equal(shanghaiDate(new Date('2026-02-13T16:00:00Z')), '2026-02-14')
  assert.equal(shanghaiInstant('2026-02-14', 510).toISOString(), '2026-02-14T00:30:00.000Z')
  assert.equal(shanghaiInstant('2026-02-14', 1440).getTime(), shanghaiInstant('2026-02-15').getTime())
})

test('only days that exist are dates', () => {
  for (const date of ['2024-02-29', '2026-12-31', '0001-01-01']) assert.equal(isLocalDate(date), true, date)
  for (const date of [
    '2026-02-29',
    '2026-2-1',
    '2026-13-01',
    '2026-00-10',
    '20260214',
    '2026-02-14T00:00:00Z',
    '',
  ]) {
    assert.equal(isLocalDate(date), false, date)
  }
})

test('days are the same as those of an independent clock in Shanghai', () => {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })
  const instant = fc.date({ min: new Date('1992-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(fc.property(instant, (at) => assert.equal(shanghaiDate(at), clock.format(at))))
})

test('day numbers go there and back, and know their weekday', () => {
  const number = fc.integer({ min: -719_000, max: 2_900_000 })
  fc.assert(
    fc.property(number, (day) => {
      assert.equal(dayNumber(dateOfDay(day)), day)
      assert.equal(weekdayOfDay(day), new Date(`${dateOfDay(day)}T00:00:00Z`).getUTCDay())
    }),
  )
  assert.equal(addDays('2024-02-28', 2), '2024-03-01')
})
