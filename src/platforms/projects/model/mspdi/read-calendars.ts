import { dayLength } from '../schedule/moment.ts'
import type { CalendarException, DayPeriods, Week, WorkCalendar, WorkWeek } from '../schedule/network.ts'
import { daysOfRecurrence } from './recurrence.ts'
import { flagOf, momentOf, numberOf, textOf, timeOf } from './values.ts'
import { type Element, findPart, partsOf } from './xml-tree.ts'

const hours = (from: number, to: number) => [from * 3600, to * 3600] as const
/** What Project takes where a calendar says nothing. */
const standardDay: DayPeriods = [hours(8, 12), hours(13, 17)]
const standardWeek: Week = [[], standardDay, standardDay, standardDay, standardDay, standardDay, []]

type OwnDay = { periods: DayPeriods; overMidnight: DayPeriods }

/** Working times of a day or an exception; what goes over midnight belongs to the next day. */
function readPeriods(element: Element): OwnDay {
  if (!flagOf(element, 'DayWorking')) return { periods: [], overMidnight: [] }
  const rows = partsOf(element, 'WorkingTimes', 'WorkingTime')
  if (rows.length === 0) return { periods: standardDay, overMidnight: [] }
  const periods: (readonly [number, number])[] = []
  const overMidnight: (readonly [number, number])[] = []
  for (const row of rows) {
    const from = timeOf(row, 'FromTime')
    const to = timeOf(row, 'ToTime')
    if (from === undefined || to === undefined) continue
    if (to > from) periods.push([from, to])
    else {
      periods.push([from, dayLength])
      if (to > 0 && to < from) overMidnight.push([0, to])
    }
  }
  return { periods: merged(periods), overMidnight }
}

function merged(periods: readonly (readonly [number, number])[]): DayPeriods {
  const result: [number, number][] = []
  for (const [from, to] of [...periods].sort((a, b) => a[0] - b[0])) {
    const last = result[result.length - 1]
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else result.push([from, to])
  }
  return result
}

function dayOf(element: Element, name: string): number | undefined {
  const moment = momentOf(element, name)
  return moment === undefined ? undefined : Math.floor(moment / dayLength)
}

function readWeek(element: Element, base: readonly (DayPeriods | null)[]): (DayPeriods | null)[] {
  const week = [...base]
  const over: (readonly [number, DayPeriods])[] = []
  for (const day of partsOf(element, 'WeekDays', 'WeekDay')) {
    const type = numberOf(day, 'DayType') ?? 0
    if (type < 1 || type > 7) continue
    const { periods, overMidnight } = readPeriods(day)
    week[type - 1] = periods
    if (overMidnight.length > 0) over.push([type % 7, overMidnight])
  }
  for (const [weekday, periods] of over) week[weekday] = merged([...(week[weekday] ?? []), ...periods])
  return week
}

function readException(element: Element): CalendarException[] {
  const span = findPart(element, 'TimePeriod')
  const from = span && dayOf(span, 'FromDate')
  if (!span || from === undefined) return []
  const until = dayOf(span, 'ToDate')
  const type = numberOf(element, 'Type') ?? 1
  const period = numberOf(element, 'Period') ?? 1
  const { periods } = readPeriods(element)
  const name = textOf(element, 'Name')
  if ((type <= 1 || type > 6) && period <= 1)
    return [{ first: from, last: Math.max(from, until ?? from), periods, name }]
  const byCount = flagOf(element, 'EnteredByOccurrences')
  const occurrences = numberOf(element, 'Occurrences')
  const days = daysOfRecurrence({
    type: type > 6 ? 1 : type,
    from,
    to: (byCount ? undefined : until) ?? Number.POSITIVE_INFINITY,
    occurrences: byCount || until === undefined ? (occurrences ?? 1) : undefined,
    period,
    daysOfWeek: numberOf(element, 'DaysOfWeek') ?? 0,
    monthItem: numberOf(element, 'MonthItem') ?? 0,
    monthPosition: numberOf(element, 'MonthPosition') ?? 0,
    month: numberOf(element, 'Month') ?? 0,
    monthDay: numberOf(element, 'MonthDay') ?? 1,
  })
  return days.map((day) => ({ first: day, last: day, periods, name }))
}

/** Exceptions by the schema of 2007; a file from before has them among the days of the week. */
function readExceptions(element: Element): CalendarException[] {
  if (findPart(element, 'Exceptions'))
    return partsOf(element, 'Exceptions', 'Exception').flatMap(readException)
  return partsOf(element, 'WeekDays', 'WeekDay').flatMap((day) =>
    (numberOf(day, 'DayType') ?? 0) === 0 ? readException(day) : [],
  )
}

function readWorkWeeks(element: Element): WorkWeek[] {
  return partsOf(element, 'WorkWeeks', 'WorkWeek').flatMap((workWeek) => {
    const span = findPart(workWeek, 'TimePeriod')
    const first = span && dayOf(span, 'FromDate')
    const last = span && dayOf(span, 'ToDate')
    if (first === undefined || last === undefined) return []
    const week = readWeek(workWeek, [null, null, null, null, null, null, null])
    return [{ first, last, week, name: textOf(workWeek, 'Name') }]
  })
}

export type ReadCalendar = WorkCalendar & { readonly base: string | undefined; readonly isBase: boolean }

/** The calendars of a file, by their UID, each with all that it inherits. */
export function readCalendars(project: Element): Map<string, ReadCalendar> {
  const elements = new Map<string, Element>()
  for (const element of partsOf(project, 'Calendars', 'Calendar')) {
    const uid = textOf(element, 'UID')
    if (uid !== undefined && !elements.has(uid)) elements.set(uid, element)
  }
  const calendars = new Map<string, ReadCalendar>()
  const read = (uid: string, above: ReadonlySet<string>): ReadCalendar | undefined => {
    const known = calendars.get(uid)
    const element = elements.get(uid)
    if (known || !element || above.has(uid)) return known
    const baseUid = textOf(element, 'BaseCalendarUID')
    const base =
      baseUid === undefined || Number(baseUid) < 0 ? undefined : read(baseUid, new Set([...above, uid]))
    const calendar: ReadCalendar = {
      id: uid,
      name: textOf(element, 'Name') ?? uid,
      week: readWeek(element, base?.week ?? standardWeek).map((day) => day ?? []),
      exceptions: [...readExceptions(element), ...(base?.exceptions ?? [])],
      workWeeks: [...readWorkWeeks(element), ...(base?.workWeeks ?? [])],
      base: base?.id,
      isBase: flagOf(element, 'IsBaseCalendar'),
    }
    calendars.set(uid, calendar)
    return calendar
  }
  for (const uid of elements.keys()) read(uid, new Set())
  return calendars
}

/** The calendar of a file that has none. */
export function standardCalendar(id = 'standard'): ReadCalendar {
  return { id, name: 'Standard', week: standardWeek, exceptions: [], base: undefined, isBase: true }
}
