import { addDays, type Calendar, dayNumber, isWorkingDay } from '#kernel/time/model'

/** By what a time line is divided. */
export type Division = 'day' | 'week' | 'month' | 'quarter' | 'year'

/** Days by their number, `to` not included. */
export type Span = { readonly from: number; readonly to: number }

export const dateOfDay = (day: number): string => addDays('1970-01-01', day)

const longest = { day: 1, week: 7, month: 31, quarter: 92, year: 366 } as const

function beginOf(division: Division, day: number): number {
  if (division === 'day') return day
  // Weeks begin on Monday; day 0 was a Thursday.
  if (division === 'week') return day - ((((day + 3) % 7) + 7) % 7)
  const [year = '', month = ''] = dateOfDay(day).split('-')
  if (division === 'year') return dayNumber(`${year}-01-01`)
  const first = division === 'month' ? Number(month) : Math.floor((Number(month) - 1) / 3) * 3 + 1
  return dayNumber(`${year}-${String(first).padStart(2, '0')}-01`)
}

/** The divisions that lie between two days, the first and the last whole. */
export function divisionsOf(division: Division, { from, to }: Span): Span[] {
  const spans: Span[] = []
  for (let day = beginOf(division, from); day < to; ) {
    const next = beginOf(division, day + longest[division])
    spans.push({ from: day, to: next })
    day = next
  }
  return spans
}

/** Runs of days on which nobody works; a year without a notice goes by its weekdays, as plans do. */
export function daysOff(calendar: Calendar, { from, to }: Span): Span[] {
  const runs: Span[] = []
  for (let day = from; day < to; day += 1) {
    const weekday = (((day + 4) % 7) + 7) % 7
    if (isWorkingDay(calendar, dateOfDay(day)) ?? (weekday !== 0 && weekday !== 6)) continue
    const last = runs.at(-1)
    if (last?.to === day) runs[runs.length - 1] = { from: last.from, to: day + 1 }
    else runs.push({ from: day, to: day + 1 })
  }
  return runs
}

/** What stands over a division: as short as it can be told. */
export function divisionText(division: Division, date: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  if (division === 'year') return year
  if (division === 'quarter') return `Q${Math.floor((Number(month) - 1) / 3) + 1}`
  if (division === 'month') return String(Number(month))
  return division === 'week' ? `${month}-${day}` : String(Number(day))
}
