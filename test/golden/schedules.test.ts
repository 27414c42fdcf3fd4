import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addDays,
  type Calendar,
  type DeadlineTerms,
  limitUnits,
  type Notice,
  readDeadline,
  statutoryCalendar,
  withNotice,
} from '#kernel/time/model'
import { dueByHand, type PlainNotice, type Schedule } from './day-by-day.ts'

const minuteMs = 60_000
const minute = (text: string) => Date.parse(`${text}:00+08:00`) / minuteMs
const isWeekend = (date: string) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())

/** A notice on the year of a date, drawn without regard to what a real one would say. */
function notice(
  first: string,
  days: number,
  makeUp: readonly number[],
  withdrawn: number | null,
): PlainNotice {
  const off = Array.from({ length: days }, (_, index) => addDays(first, index))
  const around = makeUp.map((offset) => addDays(first, offset)).filter(isWeekend)
  const given = withdrawn === null ? [] : [addDays(first, withdrawn)]
  const fresh = (date: string, index: number, list: string[]) =>
    list.indexOf(date) === index && !off.includes(date) && date.startsWith(first.slice(0, 4))
  const worked = around.filter(fresh)
  return { off, makeUp: worked, withdrawn: given.filter(fresh).filter((date) => !worked.includes(date)) }
}

const someNotice = (first: string, reach: number) =>
  fc
    .tuple(
      fc.integer({ min: 0, max: reach }),
      fc.integer({ min: 1, max: 9 }),
      fc.array(fc.integer({ min: -10, max: 20 }), { maxLength: 4 }),
      fc.option(fc.integer({ min: 10, max: 20 })),
    )
    .map(([after, days, makeUp, withdrawn]) => notice(addDays(first, after), days, makeUp, withdrawn))

const offices = fc.constantFrom(
  [
    { from: 510, to: 720 },
    { from: 810, to: 1050 },
  ],
  [
    { from: 480, to: 690 },
    { from: 840, to: 1080 },
  ],
  [{ from: 540, to: 1020 }],
)
const limit = fc.record({ unit: fc.constantFrom(...limitUnits), count: fc.integer({ min: 1, max: 15 }) })
const span = (from: number) =>
  fc
    .tuple(
      fc.integer({ min: -2000, max: 30_000 }),
      fc.integer({ min: 0, max: 9000 }),
      fc.integer({ max: 9, min: 0 }),
    )
    .map(([after, length, open]) => ({
      from: from + after,
      to: open === 0 ? null : from + after + length,
    }))

/** A schedule that starts in one of the years that matter, with what was published after the program. */
const schedules = fc
  .oneof(
    {
      weight: 2,
      arbitrary: fc.integer({ min: minute('2012-01-05T00:00'), max: minute('2026-11-30T00:00') }),
    },
    {
      weight: 2,
      arbitrary: fc.integer({ min: minute('2026-11-25T00:00'), max: minute('2027-02-20T00:00') }),
    },
  )
  .chain((start) => {
    const day = new Date((start + 480) * minuteMs).toISOString().slice(0, 10)
    const amended = addDays(day, 3)
    const ownFrom = fc.integer({ min: -5, max: 20 }).map((after) => addDays(day, after))
    const own = fc
      .tuple(ownFrom, fc.integer({ min: 0, max: 6 }), fc.boolean(), fc.boolean())
      .map(([from, length, open, habit]) =>
        habit
          ? { from, to: length === 0 ? null : addDays(from, 30), weekday: length, open }
          : { from, to: addDays(from, length), open },
      )
    return fc.record({
      start: fc.constant(start),
      limits: fc.array(limit, { minLength: 1, maxLength: 3 }),
      pauses: fc.array(span(start), { maxLength: 3 }),
      hours: offices,
      annual: fc.option(fc.array(someNotice('2027-01-01', 60), { minLength: 1, maxLength: 1 })),
      amendment: fc.option(someNotice(amended, 5)),
      ownDays: fc.array(own, { maxLength: 3 }),
    })
  })

function asNotice(plain: PlainNotice, kind: Notice['kind'], number: number): Notice {
  const year = Number(plain.off[0]?.slice(0, 4))
  return {
    kind,
    year,
    issuedOn: kind === 'annual' ? '2026-11-21' : '2027-06-01',
    document: { series: 'general_office_telegram', year: 2099, number },
    arrangements: [
      {
        holidays: ['special_holiday'],
        off: plain.off,
        makeUp: plain.makeUp,
        ...(plain.withdrawn.length > 0 && { withdrawn: plain.withdrawn }),
      },
    ],
  }
}

function calendarOf(annual: PlainNotice | undefined, amendment: PlainNotice | undefined): Calendar {
  const settled = annual ? withNotice(statutoryCalendar, asNotice(annual, 'annual', 1)) : statutoryCalendar
  return amendment ? withNotice(settled, asNotice(amendment, 'amendment', 2)) : settled
}

test('due dates equal the day-by-day reckoning on 10,000 schedules of pause, extension, hours and notices', (t) => {
  let withNone = 0
  const result = fc.check(
    fc.property(schedules, ({ annual, amendment, ...plain }) => {
      const yearly = annual?.[0]
      // An amendment needs a settled year, and its days must all lie in it.
      const amends =
        amendment &&
        amendment.off.every((date) => date < (yearly ? '2028' : '2027')) &&
        new Set(amendment.off.map((date) => date.slice(0, 4))).size === 1
          ? amendment
          : undefined
      const notices = [yearly, amends].filter((item) => item !== undefined)
      const schedule: Schedule = { ...plain, notices }
      const [first = { unit: 'hours' as const, count: 1 }, ...more] = plain.limits
      const terms: DeadlineTerms = {
        limit: first,
        startedAt: new Date(plain.start * minuteMs),
        officeHours: plain.hours,
        ownDays: plain.ownDays.map((rule) => ({ ...rule, reason: 'own' })),
        pauses: plain.pauses.map(({ from, to }) => ({
          from: new Date(from * minuteMs),
          to: to === null ? null : new Date(to * minuteMs),
          reason: '',
        })),
        extensions: more.map((item, index) => ({
          ...item,
          reason: '',
          decidedAt: new Date((plain.start + index) * minuteMs),
        })),
      }
      const reading = readDeadline(terms, calendarOf(yearly, amends), terms.startedAt)
      const byHand = dueByHand(schedule)
      if (byHand === null) withNone += 1
      assert.equal(
        reading.dueAt?.toISOString() ?? null,
        byHand === null ? null : new Date(byHand * minuteMs).toISOString(),
      )
    }),
    { numRuns: 10_000 },
  )
  t.diagnostic(
    `seed ${result.seed}, ${result.numRuns} schedules, ${withNone} of them stopped by an open pause`,
  )
  assert.ok(!result.failed, `${String(result.errorInstance)}\n${fc.defaultReportMessage(result)}`)
  assert.ok(withNone > 50 && withNone < 3000)
})
