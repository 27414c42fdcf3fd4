import { type Calendar, dayNumber } from '#kernel/time/model'
import { dateOfDay, daysOff, type Division, divisionsOf, type Span } from '../../../model/plan/divisions.ts'

/** By what the time line is divided. */
export const zooms = ['day', 'week', 'month', 'quarter'] as const
export type Zoom = (typeof zooms)[number]

const dayWidths: Record<Zoom, number> = { day: 26, week: 9, month: 3.2, quarter: 1.1 }

/** Where days are on the time line: the first day shown, and how wide a day is. */
export type TimeScale = {
  readonly zoom: Zoom
  readonly first: number
  readonly days: number
  readonly dayWidth: number
}

const daysAround: Record<Zoom, number> = { day: 10, week: 28, month: 92, quarter: 366 }

/** A time line that shows all from one date to another, with room at both ends. */
export function timeScale(zoom: Zoom, from: string, to: string): TimeScale {
  const around = daysAround[zoom]
  const monthOfFirst = `${dateOfDay(dayNumber(from) - around).slice(0, 7)}-01`
  const first = dayNumber(monthOfFirst)
  return { zoom, first, days: dayNumber(to) + around * 2 - first, dayWidth: dayWidths[zoom] }
}

export const widthOf = ({ days, dayWidth }: TimeScale): number => Math.ceil(days * dayWidth)

/** The left edge of a day; `end` asks for its right edge. */
export function xOf({ first, dayWidth }: TimeScale, date: string, end = false): number {
  return (dayNumber(date) - first + (end ? 1 : 0)) * dayWidth
}

/** The day that lies at a point of the time line. */
export function dateAt({ first, dayWidth }: TimeScale, x: number): string {
  return dateOfDay(first + Math.floor(x / dayWidth))
}

export type Tick = { readonly x: number; readonly width: number; readonly date: string }

const divisions: Record<Zoom, { upper: Division; lower: Division }> = {
  day: { upper: 'month', lower: 'day' },
  week: { upper: 'month', lower: 'week' },
  month: { upper: 'year', lower: 'month' },
  quarter: { upper: 'year', lower: 'quarter' },
}
export const divisionsAt = (zoom: Zoom) => divisions[zoom]

/** The days that lie between two points. */
function spanOf({ first, days, dayWidth }: TimeScale, left: number, right: number): Span {
  const from = first + Math.max(0, Math.floor(left / dayWidth))
  return { from, to: Math.min(first + days, first + Math.ceil(right / dayWidth)) }
}

const placed = ({ first, dayWidth }: TimeScale, { from, to }: Span): Tick => ({
  x: (from - first) * dayWidth,
  width: (to - from) * dayWidth,
  date: dateOfDay(from),
})

/** The divisions of one line of the head that lie between two points. */
export function ticksOf(scale: TimeScale, division: Division, left: number, right: number): Tick[] {
  return divisionsOf(division, spanOf(scale, left, right)).map((span) => placed(scale, span))
}

/** Days off between two points. */
export function offBetween(scale: TimeScale, calendar: Calendar, left: number, right: number): Tick[] {
  return daysOff(calendar, spanOf(scale, left, right)).map((span) => placed(scale, span))
}
