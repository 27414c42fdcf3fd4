import { dayLength, formatMoment } from '../schedule/moment.ts'
import type { CalendarException, DayPeriods, WorkCalendar, WorkWeek } from '../schedule/network.ts'
import type { Written } from './xml-text.ts'

function timeText(seconds: number): string {
  return seconds === dayLength ? '00:00:00' : formatMoment(seconds).slice(11)
}

function writeTimes(periods: DayPeriods): Written[] {
  const times = periods.map(
    ([from, to]): Written => [
      'WorkingTime',
      [
        ['FromTime', timeText(from)],
        ['ToTime', timeText(to)],
      ],
    ],
  )
  return [
    ['DayWorking', periods.length > 0],
    ['WorkingTimes', times.length > 0 ? times : undefined],
  ]
}

function writeSpan({ first, last }: { first: number; last: number }): Written {
  return [
    'TimePeriod',
    [
      ['FromDate', formatMoment(first * dayLength)],
      ['ToDate', formatMoment(last * dayLength + dayLength - 60)],
    ],
  ]
}

function writeWeekDay(periods: DayPeriods, index: number): Written {
  return ['WeekDay', [['DayType', index + 1], ...writeTimes(periods)]]
}

function writeException(exception: CalendarException): Written {
  return [
    'Exception',
    [
      ['EnteredByOccurrences', false],
      writeSpan(exception),
      ['Occurrences', exception.last - exception.first + 1],
      ['Name', exception.name],
      ['Type', 1],
      ...writeTimes(exception.periods),
    ],
  ]
}

function writeWorkWeek(workWeek: WorkWeek): Written {
  const days = workWeek.week.flatMap((periods, index) => (periods ? [writeWeekDay(periods, index)] : []))
  return ['WorkWeek', [writeSpan(workWeek), ['Name', workWeek.name ?? ''], ['WeekDays', days]]]
}

/** A calendar with all that it says written out: it inherits nothing. */
export function writeCalendar(calendar: WorkCalendar, uid: number): Written {
  const { exceptions, workWeeks = [] } = calendar
  return [
    'Calendar',
    [
      ['UID', uid],
      ['Name', calendar.name],
      ['IsBaseCalendar', true],
      ['BaseCalendarUID', -1],
      ['WeekDays', calendar.week.map(writeWeekDay)],
      ['Exceptions', exceptions.length > 0 ? exceptions.map(writeException) : undefined],
      ['WorkWeeks', workWeeks.length > 0 ? workWeeks.map(writeWorkWeek) : undefined],
    ],
  ]
}
