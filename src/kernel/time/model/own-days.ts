import { z } from 'zod'
import type { DayClass } from './calendar.ts'
import { dayNumber, LocalDate, weekdayOfDay } from './local-date.ts'

/**
 * Days on which one organisation works otherwise than the calendar says: a span of dates that it names, or a weekday
 * within the span (a service hall open on Saturdays). `to` null: until further notice.
 */
export const OwnDays = z
  .strictObject({
    from: LocalDate,
    to: LocalDate.nullable(),
    /** 0 is Sunday, 6 Saturday. */
    weekday: z.int().min(0).max(6).optional(),
    open: z.boolean(),
    reason: z.string().trim().min(1).max(100),
  })
  .refine(({ from, to }) => to === null || from <= to, { error: 'time.own_days_reversed', path: ['to'] })
  .refine(({ to, weekday }) => to !== null || weekday !== undefined, {
    error: 'time.own_days_without_end',
    path: ['to'],
  })
export type OwnDays = z.infer<typeof OwnDays>

/** What an organisation's own calendar says of a day. */
export type OwnDay = { open: boolean; reason: string }

/**
 * The rule that goes for a day, the last of those that fit. A named date goes before every other; a weekday gives way
 * to the State Council's holidays and make-up workdays, for a notice names days and the rule only a habit.
 */
export function ownDayOf(rules: readonly OwnDays[], day: number, dayClass: DayClass): OwnDays | undefined {
  const fitting = rules.filter(
    ({ from, to, weekday }) =>
      dayNumber(from) <= day &&
      (to === null || day <= dayNumber(to)) &&
      (weekday === undefined || weekday === weekdayOfDay(day)),
  )
  const named = fitting.findLast(({ weekday }) => weekday === undefined)
  if (named) return named
  if (dayClass === 'holiday' || dayClass === 'makeup_workday') return undefined
  return fitting.at(-1)
}
