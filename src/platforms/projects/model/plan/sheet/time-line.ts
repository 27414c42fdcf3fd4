import { type Calendar, dayNumber } from '#kernel/time/model'
import { dateOfDay, daysOff, type Division, divisionsOf, type Span } from '../divisions.ts'

/** A time line that has just as much room as there is on the sheet. */
export type TimeLine = {
  readonly first: number
  readonly days: number
  readonly left: number
  readonly dayWidth: number
  readonly upper: Division
  readonly lower: Division
}

const leastWidth: readonly (readonly [Division, Division, number, number])[] = [
  ['month', 'day', 1, 11],
  ['month', 'week', 7, 26],
  ['year', 'month', 30, 13],
  ['year', 'quarter', 91, 15],
]

/** Divided as finely as letters of the head stay legible. */
export function timeLine(from: string, to: string, left: number, width: number): TimeLine {
  const first = dayNumber(`${from.slice(0, 7)}-01`)
  const days = Math.max(28, dayNumber(to) + 8 - first)
  const dayWidth = width / days
  const fits = leastWidth.find(([, , span, least]) => span * dayWidth >= least)
  const [upper, lower] = fits ?? (['year', 'year'] as const)
  return { first, days, left, dayWidth, upper, lower }
}

export function xOf({ first, left, dayWidth }: TimeLine, date: string, end = false): number {
  return left + (dayNumber(date) - first + (end ? 1 : 0)) * dayWidth
}

export type Placed = { readonly x: number; readonly width: number; readonly date: string }

/** Cut off where the time line is. */
function placed({ first, days, left, dayWidth }: TimeLine, span: Span): Placed {
  const [from, to] = [Math.max(span.from, first), Math.min(span.to, first + days)]
  return { x: left + (from - first) * dayWidth, width: (to - from) * dayWidth, date: dateOfDay(from) }
}

const whole = ({ first, days }: TimeLine): Span => ({ from: first, to: first + days })

export function headOf(time: TimeLine, division: Division): Placed[] {
  return divisionsOf(division, whole(time)).map((span) => placed(time, span))
}

/** Days off, where they are wide enough to be seen. */
export function offDays(time: TimeLine, calendar: Calendar): Placed[] {
  return time.dayWidth < 1.2 ? [] : daysOff(calendar, whole(time)).map((span) => placed(time, span))
}
