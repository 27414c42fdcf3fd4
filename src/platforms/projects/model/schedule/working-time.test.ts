import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayLength, hour } from './moment.ts'
import type { DayPeriods, WorkCalendar } from './network.ts'
import { WorkingTime } from './working-time.ts'

/** Periods in half hours of a day, so that the oracle has few steps. */
const step = 1800
const periods: fc.Arbitrary<DayPeriods> = fc
  .uniqueArray(fc.nat(48), { maxLength: 6 })
  .map((cuts) => cuts.sort((a, b) => a - b))
  .map((cuts) => {
    const pairs: [number, number][] = []
    for (let index = 0; index + 1 < cuts.length; index += 2)
      pairs.push([(cuts[index] ?? 0) * step, (cuts[index + 1] ?? 0) * step])
    return pairs
  })

const calendars = fc
  .record({
    week: fc.array(periods, { minLength: 7, maxLength: 7 }),
    off: fc.array(fc.tuple(fc.integer({ min: 20_000, max: 20_060 }), fc.nat(5), periods), { maxLength: 4 }),
  })
  .filter(({ week }) => week.some((day) => day.length > 0))
  .map(
    ({ week, off }): WorkCalendar => ({
      id: 'c',
      name: '日历',
      week,
      exceptions: off.map(([first, more, own]) => ({ first, last: first + more, periods: own })),
    }),
  )

function works({ week, exceptions }: WorkCalendar, moment: number): boolean {
  const day = Math.floor(moment / dayLength)
  const exception = exceptions.find(({ first, last }) => first <= day && day <= last)
  const own = exception?.periods ?? week[new Date(day * dayLength * 1000).getUTCDay()] ?? []
  const time = moment - day * dayLength
  return own.some(([from, to]) => from <= time && time < to)
}

const around = 20_030 * dayLength
const moments = fc.integer({ min: -800, max: 800 }).map((halfHours) => around + halfHours * step)

test('working time is counted, added and taken off as an oracle does half hour by half hour', () => {
  fc.assert(
    fc.property(
      calendars,
      moments,
      fc.integer({ min: -60, max: 60 }),
      moments,
      (calendar, at, halfHours, other) => {
        const time = new WorkingTime(calendar, around)
        let [slow, left] = [at, Math.abs(halfHours)]
        while (left > 0) {
          if (halfHours > 0) {
            if (works(calendar, slow)) left--
            slow += step
          } else {
            slow -= step
            if (works(calendar, slow)) left--
          }
        }
        assert.equal(time.add(at, halfHours * step), slow, 'add')
        let next = at
        while (!works(calendar, next)) next += step
        assert.equal(time.next(at), next, 'next')
        let previous = at
        while (!works(calendar, previous - step)) previous -= step
        assert.equal(time.previous(at), previous, 'previous')
        let between = 0
        for (let moment = Math.min(at, other); moment < Math.max(at, other); moment += step)
          if (works(calendar, moment)) between += step
        assert.equal(time.between(at, other), at <= other || between === 0 ? between : -between, 'between')
      },
    ),
    { numRuns: 400 },
  )
})

test('far from where it began, the window grows; without working time it says so', () => {
  const day: DayPeriods = [
    [8 * hour, 12 * hour],
    [13 * hour, 17 * hour],
  ]
  const calendar = { id: 'c', name: '日历', week: [[], day, day, day, day, day, []], exceptions: [] }
  const time = new WorkingTime(calendar, 0)
  const far = time.add(8 * hour, 8 * hour * 5 * 52 * 60)
  assert.equal(time.between(8 * hour, far), 8 * hour * 5 * 52 * 60)
  assert.equal(time.add(far, -8 * hour * 5 * 52 * 90), time.add(8 * hour, -8 * hour * 5 * 52 * 30))
  const never = new WorkingTime({ ...calendar, week: [[], [], [], [], [], [], []] }, 0)
  assert.throws(() => never.next(0), /no_working_time/)
  assert.throws(() => never.previous(0), /no_working_time/)
  assert.throws(() => never.add(0, 1), /no_working_time/)
})
