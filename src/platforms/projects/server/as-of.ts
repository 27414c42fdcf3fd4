import { addDays, shanghaiDate, shanghaiInstant } from '#kernel/time/model'
import { lastDay } from '../model/milestones.ts'

export type AsOfMoment = {
  day: string
  today: string
  instant: Date
  /** What to read the log by; undefined for the present. */
  at: { moment: Date; axis: 'effective' | 'recorded' } | undefined
}

/** The last moment of a day or a month in Shanghai. */
export function endOfDay(day: string): Date {
  return new Date(shanghaiInstant(addDays(day, 1)).getTime() - 1)
}

/** A day or a month (its last day) as a moment. Today and later days are the present, live. */
export function readAsOf(
  asOf: string | undefined,
  now: Date,
  axis: 'effective' | 'recorded' = 'effective',
): AsOfMoment {
  const today = shanghaiDate(now)
  const asked = asOf === undefined ? today : (lastDay(asOf) ?? today)
  if (asked >= today) return { day: today, today, instant: now, at: undefined }
  const instant = endOfDay(asked)
  return { day: asked, today, instant, at: { moment: instant, axis } }
}
