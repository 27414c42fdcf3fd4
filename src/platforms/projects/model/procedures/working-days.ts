import { addDays, type Calendar, isWorkingDay } from '#kernel/time/model'

/** Days that no notice speaks of yet are judged by their weekday. */
function works(calendar: Calendar, day: string): boolean {
  const known = isWorkingDay(calendar, day)
  if (known !== undefined) return known
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** The day so many working days after another. */
export function workdaysAfter(calendar: Calendar, from: string, count: number): string {
  let day = from
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    if (works(calendar, day)) left -= 1
  }
  return day
}
