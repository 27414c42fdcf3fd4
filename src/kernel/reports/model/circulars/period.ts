import { addDays, shanghaiInstant } from '#kernel/time/model'

export const circularKinds = ['week', 'half_month', 'month'] as const
export type CircularKind = (typeof circularKinds)[number]

/**
 * From which day a circular of a day speaks: the Monday, the 1st or 16th, the 1st.
 * @example periodStart('half_month', '2026-11-20') // '2026-11-16'
 */
export function periodStart(kind: CircularKind, day: string): string {
  if (kind === 'month') return `${day.slice(0, 8)}01`
  if (kind === 'half_month') return `${day.slice(0, 8)}${Number(day.slice(8)) > 15 ? '16' : '01'}`
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

/** What is being recorded at this very moment may come into the database a little later. */
const settleMs = 5_000

/**
 * The two times of a circular. Of a day that is over both are its last moment, so that the day alone says what is in
 * it; of today both are just before now. What came later may be let in by a later moment of recording.
 */
export function momentsOf(
  day: string,
  now: Date,
  recordedBy?: Date,
): { effectiveBy: Date; recordedBy: Date } | null {
  const end = new Date(shanghaiInstant(addDays(day, 1)).getTime() - 1)
  const settled = new Date(now.getTime() - settleMs)
  if (shanghaiInstant(day) > settled) return null
  const effectiveBy = end < settled ? end : settled
  const recorded = recordedBy ?? effectiveBy
  return recorded > settled || recorded < effectiveBy ? null : { effectiveBy, recordedBy: recorded }
}
