import { dayLength } from '../schedule/moment.ts'

/** How an exception of a calendar comes round, as the schema of 2007 says it. */
export type Recurrence = {
  /** 1 daily, 2 yearly by date, 3 yearly by weekday, 4 monthly by date, 5 monthly by weekday, 6 weekly. */
  readonly type: number
  readonly from: number
  /** The last day, where it ends by a day. */
  readonly to: number
  readonly occurrences: number | undefined
  readonly period: number
  /** Bits, Sunday 1 to Saturday 64. */
  readonly daysOfWeek: number
  /** 0 any day, 1 weekday, 2 day of a weekend, 3 Sunday to 9 Saturday. */
  readonly monthItem: number
  /** 0 first to 3 fourth, 4 last. */
  readonly monthPosition: number
  /** 0 January to 11. */
  readonly month: number
  readonly monthDay: number
}

const daysMax = 40_000

function dayAt(year: number, month: number, day: number): number {
  return Date.UTC(year, month, day) / 1000 / dayLength
}

function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7
}

function dayOfMonth(year: number, month: number, day: number): number | undefined {
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return day >= 1 && day <= last ? dayAt(year, month, day) : undefined
}

function fits(item: number, day: number): boolean {
  const weekday = weekdayOf(day)
  const weekend = weekday === 0 || weekday === 6
  if (item === 0) return true
  if (item === 1) return !weekend
  return item === 2 ? weekend : weekday === item - 3
}

/** “The second Monday”, “the last day”: of a month. */
function positionInMonth({ monthItem, monthPosition }: Recurrence, year: number, month: number) {
  const days: number[] = []
  for (let day = dayAt(year, month, 1); day < dayAt(year, month + 1, 1); day++)
    if (fits(monthItem, day)) days.push(day)
  return days[monthPosition >= 4 ? days.length - 1 : monthPosition]
}

function* candidates(rule: Recurrence): Generator<number> {
  const { type, from, period, daysOfWeek } = rule
  const start = new Date(from * dayLength * 1000)
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth()]
  const step = Math.max(1, period)
  for (let round = 0; round < daysMax; round++) {
    if (type === 6) {
      const sunday = from - weekdayOf(from) + round * step * 7
      for (let weekday = 0; weekday < 7; weekday++)
        if ((daysOfWeek >> weekday) & 1 && sunday + weekday >= from) yield sunday + weekday
    } else if (type >= 2 && type <= 5) {
      const yearly = type <= 3
      const [y, m] = yearly ? [year + round * step, rule.month] : [year, month + round * step]
      const at = new Date(Date.UTC(y, m, 1))
      const [ofYear, ofMonth] = [at.getUTCFullYear(), at.getUTCMonth()]
      const day =
        type === 2 || type === 4
          ? dayOfMonth(ofYear, ofMonth, rule.monthDay)
          : positionInMonth(rule, ofYear, ofMonth)
      if (day !== undefined && day >= from) yield day
    } else yield from + round * step
  }
}

/** The days on which an exception stands, until its last day or as often as it says. */
export function daysOfRecurrence(rule: Recurrence): number[] {
  const days: number[] = []
  const most = Math.min(rule.occurrences ?? daysMax, daysMax)
  let tried = 0
  for (const day of candidates(rule)) {
    if (day > rule.to || days.length >= most || tried++ > daysMax) break
    days.push(day)
  }
  return days
}
