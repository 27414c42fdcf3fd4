import { z } from 'zod'
import { LocalDate, OfficeHours, OwnDays, shanghaiDate } from '#kernel/time/model'

/** What an organisation keeps of its own: office hours, each from a day on, and days unlike the calendar's. */
export const OwnCalendar = z.strictObject({
  hours: z
    .array(z.strictObject({ from: LocalDate, hours: OfficeHours }))
    .max(50)
    .refine((list) => new Set(list.map(({ from }) => from)).size === list.length, {
      error: 'orgs.hours_from_twice',
    }),
  days: z.array(OwnDays).max(200),
})
export type OwnCalendar = z.infer<typeof OwnCalendar>

export const OwnCalendarAnswer = OwnCalendar.extend({
  organisationId: z.int(),
  /** Who set it when, the last first. */
  changes: z.array(z.strictObject({ at: z.string(), accountId: z.int() })),
  can: z.strictObject({ manage: z.boolean() }),
})
export type OwnCalendarAnswer = z.infer<typeof OwnCalendarAnswer>

/** What goes for a clock that starts at an instant: the hours of that day, and the days that are not over by then. */
export function termsFrom(
  { hours, days }: OwnCalendar,
  startedAt: string,
): { officeHours?: OfficeHours; ownDays?: OwnDays[] } {
  const on = shanghaiDate(new Date(startedAt))
  const held = hours.filter(({ from }) => from <= on).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const ahead = days.filter(({ to }) => to === null || to >= on)
  const last = held.at(-1)
  return { ...(last && { officeHours: last.hours }), ...(ahead.length > 0 && { ownDays: ahead }) }
}
