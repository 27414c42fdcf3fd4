import { z } from 'zod'

export const limitUnits = [
  'working_days',
  'working_half_days',
  'working_hours',
  'calendar_days',
  'hours',
] as const
export const LimitUnit = z.enum(limitUnits)
export type LimitUnit = z.infer<typeof LimitUnit>

/** How long something may take: `{ unit: 'working_days', count: 10 }`. */
export const Limit = z.strictObject({ unit: LimitUnit, count: z.int().min(1).max(10_000) })
export type Limit = z.infer<typeof Limit>

/** A time in which a deadline does not run; `to` is null while it lasts. */
export const Pause = z
  .strictObject({ from: z.date(), to: z.date().nullable(), reason: z.string() })
  .refine((pause) => pause.to === null || pause.from <= pause.to, {
    error: 'time.pause_ends_before_it_begins',
  })
export type Pause = z.infer<typeof Pause>

/** More time that was granted: counted on from where the time before it ends. */
export const Extension = z.strictObject({ ...Limit.shape, reason: z.string(), decidedAt: z.date() })
export type Extension = z.infer<typeof Extension>

const Session = z
  .strictObject({ from: z.int().min(0).max(1440), to: z.int().min(0).max(1440) })
  .refine((session) => session.from < session.to, { error: 'time.bad_office_hours' })

/**
 * When offices work on a working day, in minutes after midnight: one session, or morning and afternoon. A half-day
 * is one of the two; a single session has its halves before and after its middle.
 */
export const OfficeHours = z
  .array(Session)
  .min(1)
  .max(2)
  .refine(([first, second]) => !first || !second || first.to <= second.from, {
    error: 'time.bad_office_hours',
  })
  .readonly()
export type OfficeHours = z.infer<typeof OfficeHours>

function minutesOf(text: string): number {
  const [hours, minutes] = text.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}

/** @example officeHours('08:30-12:00', '13:30-17:30') */
export function officeHours(...sessions: string[]): OfficeHours {
  return OfficeHours.parse(
    sessions.map((session) => {
      const [from = '', to = ''] = session.split('-')
      return { from: minutesOf(from), to: minutesOf(to) }
    }),
  )
}

export const defaultOfficeHours: OfficeHours = officeHours('08:30-12:00', '13:30-17:30')
