import type { Calendar } from '#kernel/time/model'
import { dayNumber, isWorkingDay } from '#kernel/time/model'
import { dateOf, dayLength, hour } from './moment.ts'
import type { CalendarException, DayPeriods, WorkCalendar } from './network.ts'

/** A plan counts whole working days; on paper and in other programs such a day is 8–12 and 13–17 o'clock. */
const workday: DayPeriods = [
  [8 * hour, 12 * hour],
  [13 * hour, 17 * hour],
]

/** One working day of a plan in working seconds: durations and lags are multiples of it. */
export const planDay = 8 * hour

/**
 * The statutory calendar as the calendar of a plan: holidays are off, make-up workdays (调休) are worked, and a year that
 * no notice speaks of goes by its weekdays.
 */
export function planCalendar(
  calendar: Calendar,
  { id = 'statutory', name = 'statutory' } = {},
): WorkCalendar {
  const years = [...calendar.years.keys()].sort((a, b) => a - b)
  const exceptions: CalendarException[] = []
  const [from, to] = [years[0], years[years.length - 1]]
  if (from !== undefined && to !== undefined) {
    const end = dayNumber(`${to + 1}-01-01`)
    for (let day = dayNumber(`${from}-01-01`); day < end; day++) {
      const works = isWorkingDay(calendar, dateOf(day * dayLength))
      const weekday = (((day + 4) % 7) + 7) % 7
      if (works === undefined || works === (weekday !== 0 && weekday !== 6)) continue
      const before = exceptions[exceptions.length - 1]
      if (before?.last === day - 1 && before.periods.length > 0 === works)
        exceptions[exceptions.length - 1] = { ...before, last: day }
      else exceptions.push({ first: day, last: day, periods: works ? workday : [] })
    }
  }
  return { id, name, week: [[], workday, workday, workday, workday, workday, []], exceptions }
}
