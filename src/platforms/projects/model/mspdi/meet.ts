import type { CalendarException, DayPeriods, WorkCalendar } from '../schedule/network.ts'

/** Time that both have. */
function meetPeriods(a: DayPeriods, b: DayPeriods): DayPeriods {
  const both: [number, number][] = []
  for (const [from, to] of a)
    for (const [otherFrom, otherTo] of b)
      if (Math.max(from, otherFrom) < Math.min(to, otherTo))
        both.push([Math.max(from, otherFrom), Math.min(to, otherTo)])
  return both
}

function periodsOn(calendar: WorkCalendar, day: number): DayPeriods {
  const exception = calendar.exceptions.find(({ first, last }) => first <= day && day <= last)
  if (exception) return exception.periods
  const weekday = (((day + 4) % 7) + 7) % 7
  const special = calendar.workWeeks?.find(({ first, last }) => first <= day && day <= last)
  return special?.week[weekday] ?? calendar.week[weekday] ?? []
}

/** A span of days is not followed further than this: no plan is as long. */
const daysMax = 60_000

/** The calendar of who may work only when two others both allow it: a task's and its resource's. */
export function meetCalendars(a: WorkCalendar, b: WorkCalendar): WorkCalendar {
  const days = new Set<number>()
  for (const calendar of [a, b])
    for (const { first, last } of [...calendar.exceptions, ...(calendar.workWeeks ?? [])])
      for (let day = first; day <= last && days.size < daysMax; day++) days.add(day)
  const exceptions: CalendarException[] = [...days]
    .sort((one, other) => one - other)
    .map((day) => ({ first: day, last: day, periods: meetPeriods(periodsOn(a, day), periodsOn(b, day)) }))
  const week = a.week.map((periods, weekday) => meetPeriods(periods, b.week[weekday] ?? []))
  return { id: `${a.id} & ${b.id}`, name: `${a.name} & ${b.name}`, week, exceptions }
}

/** Whether two calendars say the same of every day. */
export function sameWorkingTime(a: WorkCalendar, b: WorkCalendar): boolean {
  const plain = ({ week, exceptions, workWeeks = [] }: WorkCalendar) =>
    JSON.stringify([
      week,
      exceptions.map(({ first, last, periods }) => [first, last, periods]),
      workWeeks.map(({ first, last, week: days }) => [first, last, days]),
    ])
  return plain(a) === plain(b)
}
