import {
  addDays,
  type Calendar,
  dayNumber,
  dayOf,
  defaultOfficeHours,
  isWorkingDay,
  type OfficeHours,
  type OwnDays,
  ownDayOf,
  shanghaiDate,
  shanghaiInstant,
} from '#kernel/time/model'
import type { NoticeSetting } from './notice.ts'

type Office = {
  calendar: Calendar
  hours?: OfficeHours | undefined
  ownDays?: readonly OwnDays[] | undefined
}

const dayMinutes = 24 * 60
/** The longest holidays with the days around them are shorter. */
const daysAhead = 30

/** When what is not urgent may go out: null is now, otherwise the end of the hours of quiet. */
export function quietUntil(
  at: Date,
  { quiet, quietFrom, quietTo }: NoticeSetting,
  office: Office,
): Date | null {
  if (quiet === 'none') return null
  return quiet === 'hours' ? endOfHours(at, quietFrom ?? 0, quietTo ?? 0) : openingOf(at, office)
}

/** The span may go over midnight; one from and to the same minute is none. */
function endOfHours(at: Date, from: number, to: number): Date | null {
  const today = shanghaiDate(at)
  const minute = (at.getTime() - shanghaiInstant(today).getTime()) / 60_000
  if ((minute - from + dayMinutes) % dayMinutes >= (to - from + dayMinutes) % dayMinutes) return null
  return shanghaiInstant(minute < to ? today : addDays(today, 1), to)
}

/** From the first hour of an office day to its last: the noon break is no time of quiet. */
function openingOf(at: Date, { calendar, hours = defaultOfficeHours, ownDays = [] }: Office): Date | null {
  const first = hours[0]?.from ?? 0
  const last = hours.at(-1)?.to ?? dayMinutes
  for (let ahead = 0; ahead <= daysAhead; ahead += 1) {
    const date = addDays(shanghaiDate(at), ahead)
    const own = ownDayOf(ownDays, dayNumber(date), dayOf(calendar, date).class)
    // A day that no notice speaks of yet goes by its weekday.
    const open = own?.open ?? isWorkingDay(calendar, date) ?? isWeekday(date)
    if (!open || at >= shanghaiInstant(date, last)) continue
    const opens = shanghaiInstant(date, first)
    return at >= opens ? null : opens
  }
  return null
}

function isWeekday(date: string): boolean {
  return ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())
}
