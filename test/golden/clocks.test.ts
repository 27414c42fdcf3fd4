import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { z } from 'zod'
import {
  type Calendar,
  type DeadlineTerms,
  defaultOfficeHours,
  describeRemaining,
  describeRow,
  explainDeadline,
  Limit,
  limitUnits,
  Notice,
  OfficeHours,
  OwnDays,
  readDeadline,
  statutoryCalendar,
  withNotice,
} from '#kernel/time/model'
import { dueByHand, type PlainNotice } from './day-by-day.ts'
import { readReasoning } from './read-reasoning.ts'

const Instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const Texts = z.strictObject({ 'zh-CN': z.string(), en: z.string() })
const Terms = z.strictObject({
  limit: Limit,
  startedAt: Instant,
  endedAt: Instant.optional(),
  amberShare: z.number().optional(),
  pauses: z.array(z.strictObject({ from: Instant, to: Instant.nullable(), reason: z.string() })).default([]),
  extensions: z.array(z.strictObject({ ...Limit.shape, reason: z.string(), decidedAt: Instant })).default([]),
  officeHours: OfficeHours.optional(),
  ownDays: z.array(OwnDays).default([]),
})
const Case = z.strictObject({
  id: z.string(),
  terms: Terms,
  publishedAfter: z.array(z.string()),
  now: Instant,
  expected: z.strictObject({
    dueAt: z.string().nullable(),
    originalDueAt: z.string().nullable(),
    amberAt: z.string().nullable(),
    light: z.enum(['green', 'amber', 'red']),
    provisional: z.boolean(),
    remaining: Texts.extend({ overdue: z.boolean(), unit: z.string(), count: z.int() }),
  }),
  reasoning: z.strictObject({ 'zh-CN': z.array(z.string()), en: z.array(z.string()) }),
})
type Case = z.infer<typeof Case>

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
const { cases } = z
  .strictObject({ format: z.literal('yiwang-golden-clocks/1'), cases: z.array(Case) })
  .parse(read('clocks.json'))
const notices = z
  .strictObject({
    format: z.literal('yiwang-golden-notices/1'),
    published: z.array(Notice),
    invented: z.array(Notice),
  })
  .parse(read('notices.json'))

const keyOf = ({ document }: Notice) => `${document.series}/${document.year}/${document.number}`
const laterOf = ({ publishedAfter }: Case) =>
  publishedAfter.map((key) => {
    const found = notices.invented.find((notice) => keyOf(notice) === key)
    assert.ok(found, `${key} is not among the notices`)
    return found
  })
const calendarOf = (item: Case): Calendar => laterOf(item).reduce(withNotice, statutoryCalendar)
const termsOf = ({ terms: { amberShare, officeHours, endedAt, ...terms } }: Case): DeadlineTerms => ({
  ...terms,
  ...(endedAt && { endedAt }),
  ...(officeHours && { officeHours }),
  ...(amberShare !== undefined && { amberShare }),
})

test('there are at least forty clock cases, of every unit and every circumstance', () => {
  assert.ok(cases.length >= 40)
  assert.equal(new Set(cases.map(({ id }) => id)).size, cases.length)
  for (const unit of limitUnits) assert.ok(cases.some(({ terms }) => terms.limit.unit === unit))
  for (const light of ['green', 'amber', 'red'])
    assert.ok(cases.some((item) => item.expected.light === light))
  const some = (what: (item: Case) => boolean) => assert.ok(cases.filter(what).length >= 2, what.toString())
  some(({ terms }) => terms.pauses.length > 0)
  some(({ terms }) => terms.pauses.some((pause) => pause.to === null))
  some(({ terms }) => terms.extensions.length > 0)
  some(({ terms }) => terms.officeHours !== undefined)
  some(({ terms }) => terms.ownDays.length > 0)
  some(({ expected }) => expected.provisional)
  some(({ publishedAfter }) => publishedAfter.length > 0)
  some(({ id }) => id.includes('2020'))
})

test('the notices of the golden cases are those of the calendar', () => {
  assert.deepEqual(
    notices.published,
    statutoryCalendar.notices.map((notice) => Notice.parse(notice)),
  )
})

for (const item of cases) {
  test(`golden clock: ${item.id}`, () => {
    const { expected } = item
    const [terms, calendar] = [termsOf(item), calendarOf(item)]
    const reading = readDeadline(terms, calendar, item.now)
    assert.deepEqual(
      {
        dueAt: reading.dueAt?.toISOString() ?? null,
        originalDueAt: reading.originalDueAt?.toISOString() ?? null,
        amberAt: reading.amberAt?.toISOString() ?? null,
        light: reading.light,
        provisional: reading.provisional,
        remaining: {
          ...reading.remaining,
          'zh-CN': describeRemaining(reading.remaining, 'zh-CN'),
          en: describeRemaining(reading.remaining, 'en'),
        },
      },
      expected,
    )
    for (const locale of ['zh-CN', 'en'] as const) {
      const lines = explainDeadline(terms, calendar).map((row) => describeRow(row, locale))
      assert.deepEqual(lines, item.reasoning[locale])
    }
  })
}

function datesOfSpans(spans: readonly string[]): string[] {
  return spans.flatMap((span) => {
    const [from = '', to = from] = span.split('..')
    const days: string[] = []
    for (let ms = Date.parse(from); ms <= Date.parse(to); ms += 86_400_000)
      days.push(new Date(ms).toISOString().slice(0, 10))
    return days
  })
}

function plain(notice: Notice): PlainNotice {
  const of = (spans: (item: Notice['arrangements'][number]) => readonly string[]) =>
    datesOfSpans(notice.arrangements.flatMap(spans))
  return {
    off: of(({ off }) => off),
    makeUp: of(({ makeUp }) => makeUp),
    withdrawn: of(({ withdrawn }) => withdrawn ?? []),
  }
}

test('the due dates of the golden cases are those of the day-by-day reckoning', () => {
  const minute = (date: Date) => date.getTime() / 60_000
  for (const item of cases) {
    const { terms } = item
    const due = dueByHand({
      start: minute(terms.startedAt),
      limits: [terms.limit, ...terms.extensions],
      pauses: terms.pauses.map(({ from, to }) => ({ from: minute(from), to: to && minute(to) })),
      hours: terms.officeHours ?? defaultOfficeHours,
      notices: laterOf(item).map(plain),
      ownDays: terms.ownDays,
    })
    assert.equal(due === null ? null : new Date(due * 60_000).toISOString(), item.expected.dueAt, item.id)
  }
})

test('the printed lines alone suffice to recompute every due date, and name each day between', () => {
  const due = cases.filter(({ expected }) => expected.dueAt !== null)
  assert.ok(due.length >= 10)
  for (const item of due) {
    for (const language of ['zh-CN', 'en'] as const) {
      const { dueAt, days } = readReasoning(item.reasoning[language], language)
      assert.equal(dueAt, item.expected.dueAt, item.id)
      const last = days.at(-1) ?? ''
      const between = datesOfSpans([`${days[0]}..${last}`])
      // Hours by the wall clock run through the days that they name first and last.
      assert.deepEqual(days.toSorted(), between, `${item.id}: ${language}`)
    }
  }
})

test('a line that is left out is noticed', () => {
  const item = cases.find(({ id }) => id === 'working-days-through-spring-festival-to-make-up-saturday')
  const lines = item?.reasoning.en ?? []
  const shorter = lines.filter((line) => !line.includes('working day 3'))
  assert.throws(() => readReasoning(shorter, 'en'), /does not follow/)
})
