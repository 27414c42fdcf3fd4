import assert from 'node:assert/strict'
import { test } from 'node:test'
import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { statutoryCalendar as calendar } from './calendar.ts'
import { type DeadlineTerms, readDeadline } from './deadline.ts'
import { explainDeadline } from './explanation.ts'
import { type LimitUnit, limitUnits } from './limit.ts'

// The oracle knows nothing of the code under test: it walks minute by minute through wall-clock time, and asks an
// independent calendar which days are worked.
const minute = 60_000
const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})
const walls = new Map<number, { date: string; time: string }>()

function wall(ms: number): { date: string; time: string } {
  const hour = Math.floor(ms / 3_600_000)
  let known = walls.get(hour)
  if (!known) {
    const [date = '', time = ''] = wallClock.format(hour * 3_600_000).split(' ')
    known = { date, time: time.slice(0, 2) }
    walls.set(hour, known)
  }
  return { date: known.date, time: `${known.time}:${String((ms / minute) % 60).padStart(2, '0')}` }
}

const worked = (date: string) => chineseDays.isWorkday(date)
const session = (time: string) =>
  time >= '08:30' && time < '12:00' ? 'morning' : time >= '13:30' && time < '17:30' ? 'afternoon' : undefined

type Plain = { unit: LimitUnit; count: number; start: number; pauses: { from: number; to: number }[] }

/** Which unit a minute belongs to, or undefined where it belongs to none. */
function unitOfMinute(unit: LimitUnit, ms: number): string | undefined {
  const { date, time } = wall(ms)
  if (unit === 'hours') return String(ms)
  if (unit === 'calendar_days') return date
  if (!worked(date)) return undefined
  if (unit === 'working_days') return date
  if (session(time) === undefined) return undefined
  return unit === 'working_half_days' ? `${date} ${session(time)}` : String(ms)
}

function closes(unit: LimitUnit, ms: number): boolean {
  const { time } = wall(ms)
  if (unit === 'working_days') return time === '17:30'
  if (unit === 'working_half_days') return time === '12:00' || time === '17:30'
  return unit === 'calendar_days' ? time === '00:00' : true
}

function oracle({ unit, count, start, pauses }: Plain): number {
  const perUnit = unit === 'hours' || unit === 'working_hours' ? 60 : 1
  const startUnit = perUnit === 1 ? unitOfMinute(unit, start) : undefined
  let left = count * perUnit
  for (let ms = start + minute; ; ms += minute) {
    // The minute that has just passed, and what closed with it.
    const passed = ms - minute
    const belongs = unitOfMinute(unit, passed)
    if (!closes(unit, ms) || belongs === undefined || belongs === startUnit) continue
    if (unit === 'working_days' && wall(start).date === wall(passed).date) continue
    if (pauses.some((pause) => pause.from < ms && ms <= pause.to)) continue
    left -= 1
    if (left > 0) continue
    if (unit !== 'calendar_days' || worked(wall(passed).date)) return ms
    left = 1
  }
}

const start = fc.integer({ min: Date.UTC(2012, 0, 1) / minute, max: Date.UTC(2026, 8, 1) / minute })
const offset = fc.integer({ min: -2000, max: 20 * 1440 })
const pauseOf = (from: number) =>
  fc.tuple(offset, fc.integer({ min: 0, max: 5 * 1440 })).map(([after, length]) => ({
    from: (from + after) * minute,
    to: (from + after + length) * minute,
  }))

const plain: fc.Arbitrary<Plain> = start.chain((from) =>
  fc.record({
    unit: fc.constantFrom(...limitUnits),
    count: fc.integer({ min: 1, max: 15 }),
    start: fc.constant(from * minute),
    pauses: fc.array(pauseOf(from), { maxLength: 3 }),
  }),
)

function termsOf({ unit, count, start: from, pauses }: Plain): DeadlineTerms {
  return {
    limit: { unit, count },
    startedAt: new Date(from),
    pauses: pauses.map((pause) => ({ from: new Date(pause.from), to: new Date(pause.to), reason: '' })),
  }
}

const read = (terms: DeadlineTerms, now = terms.startedAt) => readDeadline(terms, calendar, now)
const day = 86_400_000

test('a due date is what walking through time minute by minute finds', () => {
  fc.assert(
    fc.property(plain, (sample) => {
      assert.equal(read(termsOf(sample)).dueAt?.getTime(), oracle(sample))
    }),
    { numRuns: 150 },
  )
})

test('time granted in pieces is due when the whole is', () => {
  fc.assert(
    fc.property(plain, fc.integer({ min: 1, max: 6 }), (sample, more) => {
      const whole = read(termsOf({ ...sample, count: sample.count + more }))
      const decidedAt = new Date(sample.start)
      const extension = { unit: sample.unit, count: more, reason: '', decidedAt }
      const pieces = read({ ...termsOf(sample), extensions: [extension] })
      assert.deepEqual(pieces.dueAt, whole.dueAt)
      assert.deepEqual(pieces.originalDueAt, read(termsOf(sample)).dueAt)
    }),
  )
})

test('the light never goes back while time goes on, and it is red exactly when the matter is over', () => {
  fc.assert(
    fc.property(plain, fc.double({ min: 0, max: 1, noNaN: true }), (sample, amberShare) => {
      const terms = { ...termsOf(sample), amberShare }
      const { dueAt, amberAt } = read(terms)
      assert.ok(dueAt && amberAt && amberAt <= dueAt && amberAt >= terms.startedAt)
      const order = ['green', 'amber', 'red']
      let worst = 0
      for (let now = sample.start; now < dueAt.getTime() + 3 * day; now += 5 * 3_600_000) {
        const { light, remaining } = read(terms, new Date(now))
        assert.ok(order.indexOf(light) >= worst)
        worst = order.indexOf(light)
        assert.equal(light === 'red', now > dueAt.getTime())
        assert.equal(remaining.overdue, light === 'red')
        assert.ok(remaining.count >= 0)
      }
    }),
  )
})

test('an open pause leaves no due date unless it came too late, and freezes what remains', () => {
  fc.assert(
    fc.property(plain, offset, (sample, after) => {
      const from = new Date(sample.start + Math.max(1, after) * minute)
      const terms = { ...termsOf({ ...sample, pauses: [] }), pauses: [{ from, to: null, reason: '' }] }
      const closed = read(termsOf({ ...sample, pauses: [] })).dueAt
      const reading = read(terms, new Date(from.getTime() + 30 * day))
      if (closed && from >= closed) assert.deepEqual(reading.dueAt, closed)
      else if (sample.unit !== 'calendar_days') assert.equal(reading.dueAt, null)
      const later = read(terms, new Date(from.getTime() + 60 * day))
      assert.deepEqual(later.remaining, reading.remaining)
      assert.equal(later.light, reading.light)
    }),
  )
})

test('the reckoning numbers every unit, names every day once, and ends with the due date', () => {
  fc.assert(
    fc.property(plain, (sample) => {
      const rows = explainDeadline(termsOf(sample), calendar)
      const last = rows.at(-1)
      assert.ok(last?.kind === 'due')
      assert.deepEqual(last.at, read(termsOf(sample)).dueAt)
      if (sample.unit === 'hours' || sample.unit === 'working_hours') {
        const ran = rows.filter((row) => row.kind === 'ran')
        assert.equal(ran.at(-1)?.minutesSoFar, sample.count * 60)
        assert.equal(
          ran.reduce((sum, row) => sum + row.minutes, 0),
          sample.count * 60,
        )
        return
      }
      const numbers = rows.flatMap((row) => (row.kind === 'counted' ? [row.no] : []))
      assert.deepEqual(
        numbers,
        Array.from({ length: sample.count }, (_, index) => index + 1),
      )
      if (sample.unit !== 'working_days') return
      const dates = rows.flatMap((row) => {
        if (row.kind === 'counted' || row.kind === 'rested') return [row.day.date]
        return row.kind === 'paused' ? [wall(row.from.getTime()).date] : []
      })
      const between = Math.round((Date.parse(last.on) - Date.parse(wall(sample.start).date)) / day)
      assert.equal(dates.length, between)
      assert.equal(new Set(dates).size, between)
    }),
  )
})
