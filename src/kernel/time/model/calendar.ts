import { AppError } from '#kernel/errors/model'
import { dateOfDay, dayNumber, isWeekendDay, type LocalDate } from './local-date.ts'
import { daysOfSpan, type HolidayArrangement, type HolidayCode, Notice, noticeKey } from './notice.ts'
import { publishedNotices } from './notices.ts'

/** The order is that of the stored codes; `unknown` is 0, which is what no notice has spoken of. */
export const dayClasses = ['unknown', 'workday', 'makeup_workday', 'weekend', 'holiday'] as const
export type DayClass = (typeof dayClasses)[number]

export type CalendarDay = {
  date: LocalDate
  class: DayClass
  /** The holidays of a day off, or those that a make-up workday makes up for. */
  holidays?: readonly HolidayCode[]
  /** The notice that says so, or for an ordinary day the notice that settles its year. */
  notice?: Notice
}

type Named = { arrangement: HolidayArrangement; notice: Notice }

/**
 * The working-day calendar of China: a value, made of notices and never changed. Every function that needs to know
 * what a day is takes it as a parameter.
 */
export type Calendar = {
  readonly notices: readonly Notice[]
  /** One code a day from `firstDay` on. */
  readonly codes: Readonly<Uint8Array>
  readonly firstDay: number
  readonly named: ReadonlyMap<number, Named>
  readonly years: ReadonlyMap<number, Notice>
}

const codeOf = Object.fromEntries(dayClasses.map((name, code) => [name, code])) as Record<DayClass, number>

function ordinaryCode(day: number): number {
  return isWeekendDay(day) ? codeOf.weekend : codeOf.workday
}

/** Later notices go before earlier ones; on one date the yearly notice comes first. */
function inOrder(notices: readonly Notice[]): Notice[] {
  return [...notices].sort(
    (a, b) =>
      a.issuedOn.localeCompare(b.issuedOn) || Number(a.kind === 'amendment') - Number(b.kind === 'amendment'),
  )
}

function buildCalendar(unordered: readonly Notice[]): Calendar {
  const notices = inOrder(unordered)
  const years = new Map<number, Notice>()
  for (const notice of notices) if (notice.kind === 'annual') years.set(notice.year, notice)
  const known = [...years.keys()]
  const firstDay = known.length === 0 ? 0 : dayNumber(`${Math.min(...known) - 1}-01-01`)
  const afterLast = known.length === 0 ? 0 : dayNumber(`${Math.max(...known) + 1}-01-01`)
  const codes = new Uint8Array(afterLast - firstDay)
  const named = new Map<number, Named>()

  for (const year of known) {
    const next = dayNumber(`${year + 1}-01-01`)
    for (let day = dayNumber(`${year}-01-01`); day < next; day++) codes[day - firstDay] = ordinaryCode(day)
  }
  for (const notice of notices) {
    for (const arrangement of notice.arrangements) {
      const set = (span: string, code: (day: number) => number, keep: boolean) => {
        const { first, last } = daysOfSpan(span)
        for (let day = first; day <= last; day++) {
          codes[day - firstDay] = code(day)
          if (keep) named.set(day, { arrangement, notice })
          else named.delete(day)
        }
      }
      for (const span of arrangement.withdrawn ?? []) set(span, ordinaryCode, false)
      for (const span of arrangement.off) set(span, () => codeOf.holiday, true)
      for (const date of arrangement.makeUp) set(date, () => codeOf.makeup_workday, true)
    }
  }
  return { notices, codes, firstDay, named, years }
}

/** The calendar by every notice that is published with this version of the program: 2010–2026. */
export const statutoryCalendar: Calendar = buildCalendar(publishedNotices)

/**
 * The calendar with one notice more: how next year's notice is taken in when it is published.
 * A notice that is known already changes nothing, so that an import can be repeated.
 * @throws AppError `time.notice_differs`, `time.year_is_settled`, `time.year_is_not_settled`
 */
export function withNotice(calendar: Calendar, input: Notice): Calendar {
  const notice = Notice.parse(input)
  const key = noticeKey(notice)
  const known = calendar.notices.find((other) => noticeKey(other) === key)
  if (known) {
    if (JSON.stringify(Notice.parse(known)) === JSON.stringify(notice)) return calendar
    throw new AppError('time.notice_differs', { status: 409, params: { year: known.year } })
  }
  const settled = calendar.years.has(notice.year)
  if (notice.kind === 'annual' && settled) {
    throw new AppError('time.year_is_settled', { status: 409, params: { year: notice.year } })
  }
  if (notice.kind === 'amendment' && !settled) {
    throw new AppError('time.year_is_not_settled', { params: { year: notice.year } })
  }
  return buildCalendar([...calendar.notices, notice])
}

/** The class of a day by its number: the fast form for counting. */
export function classOfDay(calendar: Calendar, day: number): DayClass {
  return dayClasses[calendar.codes[day - calendar.firstDay] ?? 0] as DayClass
}

/**
 * What a day is. A year without a published notice is `unknown`, weekends too, because any weekend may become a
 * make-up workday.
 */
export function dayOf(calendar: Calendar, date: LocalDate): CalendarDay {
  const day = dayNumber(date)
  const dayClass = classOfDay(calendar, day)
  const named = calendar.named.get(day)
  if (named) return { date, class: dayClass, holidays: named.arrangement.holidays, notice: named.notice }
  const notice = calendar.years.get(Number(date.slice(0, 4)))
  return notice ? { date, class: dayClass, notice } : { date, class: dayClass }
}

/** Every day from the first to the last, both included. */
export function daysBetween(calendar: Calendar, first: LocalDate, last: LocalDate): CalendarDay[] {
  const days: CalendarDay[] = []
  for (let day = dayNumber(first); day <= dayNumber(last); day++) days.push(dayOf(calendar, dateOfDay(day)))
  return days
}

/** Whether offices work on a day; an unknown day answers `undefined`, not a guess. */
export function isWorkingDay(calendar: Calendar, date: LocalDate): boolean | undefined {
  const dayClass = classOfDay(calendar, dayNumber(date))
  return dayClass === 'unknown' ? undefined : dayClass === 'workday' || dayClass === 'makeup_workday'
}
