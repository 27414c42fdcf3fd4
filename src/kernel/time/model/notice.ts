import { z } from 'zod'
import { dateOfDay, dayNumber, isLocalDate, isWeekendDay, LocalDate } from './local-date.ts'

/** The days off a notice can name; their words are the messages `time.holiday.<code>`. */
export const HolidayCode = z.enum([
  'new_year',
  'spring_festival',
  'qingming',
  'labour_day',
  'dragon_boat',
  'mid_autumn',
  'national_day',
  'victory_day',
  'special_holiday',
])
export type HolidayCode = z.infer<typeof HolidayCode>

/** One day, or the first and last day with two dots between: `2026-02-15..2026-02-23`. */
const DaySpan = z.string().refine(
  (text) => {
    const [from = '', to = from, ...more] = text.split('..')
    if (more.length > 0 || !isLocalDate(from) || !isLocalDate(to)) return false
    const length = dayNumber(to) - dayNumber(from) + 1
    return length >= 1 && length <= 60
  },
  { error: 'time.bad_day_span' },
)

const MakeUpDay = LocalDate.refine((date) => isWeekendDay(dayNumber(date)), {
  error: 'time.make_up_day_on_weekday',
})

/** One paragraph of a notice: which days are off, and on which days of rest people work instead. */
export const HolidayArrangement = z.strictObject({
  holidays: z.array(HolidayCode).min(1),
  off: z.array(DaySpan),
  makeUp: z.array(MakeUpDay).default([]),
  /** Days that an earlier notice named and this one gives back to their weekday. */
  withdrawn: z.array(DaySpan).optional(),
})
export type HolidayArrangement = z.infer<typeof HolidayArrangement>

/** Whose document it is, as its number says. */
export const NoticeSeries = z.enum(['general_office_telegram', 'state_council_telegram'])

/**
 * A notice of the State Council (or its General Office) on the holidays of a year. An `annual` notice settles
 * the whole year: what it doesn't name is what its weekday says. An `amendment` changes days of a settled year.
 */
export const Notice = z
  .strictObject({
    kind: z.enum(['annual', 'amendment']),
    year: z.int().min(2000).max(2199),
    issuedOn: LocalDate,
    document: z.strictObject({ series: NoticeSeries, year: z.int(), number: z.int().positive() }),
    arrangements: z.array(HolidayArrangement).min(1),
  })
  .superRefine((notice, context) => {
    const seen = new Set<string>()
    for (const [index, arrangement] of notice.arrangements.entries()) {
      for (const date of datesOf(arrangement)) {
        const path = ['arrangements', index]
        // A New Year's holiday may begin in the December before.
        const near = date.startsWith(`${notice.year}-`) || date.startsWith(`${notice.year - 1}-12-`)
        if (!near) context.addIssue({ code: 'custom', path, message: 'time.day_of_another_year' })
        if (seen.has(date)) context.addIssue({ code: 'custom', path, message: 'time.day_named_twice' })
        seen.add(date)
      }
    }
  })
export type Notice = z.infer<typeof Notice>

function datesOf(arrangement: HolidayArrangement): string[] {
  const spans = [...arrangement.off, ...(arrangement.withdrawn ?? [])]
  return [...spans.flatMap(datesOfSpan), ...arrangement.makeUp]
}

function datesOfSpan(span: string): string[] {
  const { first, last } = daysOfSpan(span)
  return Array.from({ length: last - first + 1 }, (_, index) => dateOfDay(first + index))
}

/** First and last day number of a span. */
export function daysOfSpan(span: string): { first: number; last: number } {
  const [from = '', to = from] = span.split('..')
  return { first: dayNumber(from), last: dayNumber(to) }
}

/** What tells one notice from another: the number on the document. */
export function noticeKey(notice: Notice): string {
  return `${notice.document.series}/${notice.document.year}/${notice.document.number}`
}
