import { type Calendar, classOfDay } from './calendar.ts'
import { isWeekendDay, shanghaiDay, startOfDay } from './local-date.ts'
import type { LimitUnit, OfficeHours, Pause } from './limit.ts'
import { type OwnDays, ownDayOf } from './own-days.ts'

const minuteMs = 60_000

/** A span of time in milliseconds; an open pause ends at Infinity. */
export type Span = { from: number; to: number }

/** What counting goes by, made once for each reading of a deadline. */
export type Counting = {
  calendar: Calendar
  officeHours: OfficeHours
  ownDays: readonly OwnDays[]
  pauses: readonly (Span & { reason: string })[]
  /** The first day that had to be judged by its weekday because no notice speaks of it; Infinity if none. */
  firstUnknownDay: number
}

/** How far the count has come. `begun` tells the end of a counted unit from the instant of the start. */
export type Cursor = { at: number; day: number; begun: boolean }

/** What is told of each step, for the explanation. */
export type Visitor = {
  counted(day: number, span: Span): void
  rested(day: number): void
  paused(day: number, span: Span): void
}

export function makeCounting(
  calendar: Calendar,
  officeHours: OfficeHours,
  pauses: readonly Pause[],
  ownDays: readonly OwnDays[] = [],
): Counting {
  const spans = pauses.map((pause) => ({
    from: pause.from.getTime(),
    to: pause.to === null ? Number.POSITIVE_INFINITY : pause.to.getTime(),
    reason: pause.reason,
  }))
  spans.sort((a, b) => a.from - b.from)
  return { calendar, officeHours, ownDays, pauses: spans, firstUnknownDay: Number.POSITIVE_INFINITY }
}

/** The pause that stands at the last moment before an instant, if one does. */
export function pauseBefore(counting: Counting, instant: number): Counting['pauses'][number] | undefined {
  return counting.pauses.find((pause) => pause.from < instant && instant <= pause.to)
}

/** Whether the office is closed on a day: as the organisation's own days say, else by the calendar. */
export function isRest(counting: Counting, day: number): boolean {
  if (counting.ownDays.length === 0) return isStatutoryRest(counting, day)
  const own = ownDayOf(counting.ownDays, day, classOfDay(counting.calendar, day))
  if (!own) return isStatutoryRest(counting, day)
  // What goes by the weekday may still be named by the year's notice; a date that the organisation names is certain.
  if (own.weekday !== undefined) isStatutoryRest(counting, day)
  return !own.open
}

/** Whether a day is one of rest for everybody. An unknown day is judged by its weekday, and noted. */
export function isStatutoryRest(counting: Counting, day: number): boolean {
  const dayClass = classOfDay(counting.calendar, day)
  if (dayClass !== 'unknown') return dayClass === 'weekend' || dayClass === 'holiday'
  counting.firstUnknownDay = Math.min(counting.firstUnknownDay, day)
  return isWeekendDay(day)
}

/** The units of a day, in minutes after midnight. */
function slotsOf(unit: LimitUnit, hours: OfficeHours): readonly Span[] {
  const [first, second] = hours
  if (unit === 'calendar_days' || !first) return [{ from: 0, to: 1440 }]
  if (unit === 'working_days') return [{ from: first.from, to: (second ?? first).to }]
  if (second) return [first, second]
  const middle = (first.from + first.to) / 2
  return [
    { from: first.from, to: middle },
    { from: middle, to: first.to },
  ]
}

/** The unit in which a count starts isn't counted; after a counted unit the next one is. */
function isAfter(cursor: Cursor, unit: LimitUnit, day: number, slotFrom: number): boolean {
  if (unit !== 'working_half_days') return day > cursor.day
  return cursor.begun ? slotFrom >= cursor.at : slotFrom > cursor.at
}

/**
 * Counts whole units on from the cursor and answers where the last one ends, or null where an open pause stands in
 * the way. A unit counts if the deadline runs at its end: so a pause takes out as many days as lie between its first
 * day and its last, and a deadline never falls into a pause.
 */
export function countUnits(
  counting: Counting,
  cursor: Cursor,
  unit: LimitUnit,
  count: number,
  visitor?: Visitor,
): (Cursor & { unitFrom: number }) | null {
  const slots = slotsOf(unit, counting.officeHours)
  const inWorkingTime = unit !== 'calendar_days'
  let left = count
  let last = { ...cursor, unitFrom: cursor.at }
  for (let day = cursor.day; left > 0; day++) {
    const midnight = startOfDay(day)
    const lastSlot = slots[slots.length - 1]
    if (!lastSlot || !isAfter(cursor, unit, day, midnight + lastSlot.from * minuteMs)) continue
    if (inWorkingTime && isRest(counting, day)) {
      visitor?.rested(day)
      continue
    }
    for (const slot of slots) {
      const span = { from: midnight + slot.from * minuteMs, to: midnight + slot.to * minuteMs }
      if (left === 0 || !isAfter(cursor, unit, day, span.from)) continue
      const pause = pauseBefore(counting, span.to)
      if (pause) {
        visitor?.paused(day, span)
        if (pause.to === Number.POSITIVE_INFINITY) return null
        continue
      }
      left -= 1
      last = { at: span.to, day, begun: true, unitFrom: span.from }
      visitor?.counted(day, span)
    }
  }
  return last
}

/**
 * Counts running time on from the cursor: office time, or time by the wall clock. Pauses are taken out to the
 * millisecond. Answers null where an open pause stands in the way.
 */
export function countTime(
  counting: Counting,
  cursor: Cursor,
  unit: 'working_hours' | 'hours',
  ms: number,
  visitor?: Visitor,
): Cursor | null {
  if (ms <= 0) return { ...cursor, begun: true }
  if (unit === 'hours') {
    const end = runThrough(counting, { from: cursor.at, to: Number.POSITIVE_INFINITY }, ms, visitor)
    return end.left > 0 ? null : { at: end.at, day: shanghaiDay(end.at), begun: true }
  }
  let left = ms
  for (let day = shanghaiDay(cursor.at); ; day++) {
    if (isRest(counting, day)) {
      visitor?.rested(day)
      continue
    }
    const midnight = startOfDay(day)
    for (const session of counting.officeHours) {
      const span = {
        from: Math.max(midnight + session.from * minuteMs, cursor.at),
        to: midnight + session.to * minuteMs,
      }
      if (span.from >= span.to) continue
      const end = runThrough(counting, span, left, visitor)
      if (end.left <= 0) return { at: end.at, day, begun: true }
      if (end.stopped) return null
      left = end.left
    }
  }
}

/** Lets up to `ms` run off within a span, pauses left out. */
function runThrough(counting: Counting, span: Span, ms: number, visitor?: Visitor) {
  let at = span.from
  let left = ms
  for (const pause of counting.pauses) {
    if (pause.to <= at || pause.from >= span.to) continue
    const piece = Math.min(left, Math.max(0, pause.from - at))
    if (piece > 0) visitor?.counted(shanghaiDay(at), { from: at, to: at + piece })
    left -= piece
    if (left <= 0) return { at: at + piece, left: 0, stopped: false }
    const resumed = Math.min(pause.to, span.to)
    visitor?.paused(shanghaiDay(Math.max(at, pause.from)), { from: Math.max(at, pause.from), to: resumed })
    if (pause.to === Number.POSITIVE_INFINITY) return { at: pause.from, left, stopped: true }
    at = resumed
  }
  const piece = Math.min(left, span.to - at)
  if (piece > 0) visitor?.counted(shanghaiDay(at), { from: at, to: at + piece })
  return { at: at + piece, left: left - piece, stopped: false }
}

/** Office time between two instants, pauses left out, in milliseconds. */
export function officeTimeBetween(counting: Counting, from: number, to: number): number {
  let total = 0
  for (let day = shanghaiDay(from); day <= shanghaiDay(to); day++) {
    if (isRest(counting, day)) continue
    const midnight = startOfDay(day)
    for (const session of counting.officeHours) {
      const start = Math.max(from, midnight + session.from * minuteMs)
      const end = Math.min(to, midnight + session.to * minuteMs)
      if (start < end) total += end - start - pausedWithin(counting, { from: start, to: end })
    }
  }
  return total
}

/** Time within a span in which a pause stands, in milliseconds; overlapping pauses count once. */
export function pausedWithin(counting: Counting, span: Span): number {
  let total = 0
  let at = span.from
  for (const pause of counting.pauses) {
    const start = Math.max(at, pause.from)
    const end = Math.min(span.to, pause.to)
    if (start < end) {
      total += end - start
      at = end
    }
  }
  return total
}

/** Office time of an ordinary working day, in milliseconds. */
export function officeTimeOfDay(hours: OfficeHours): number {
  return hours.reduce((total, session) => total + (session.to - session.from) * minuteMs, 0)
}

/** The instant at which a share of the office time of a working day is over. */
export function shareOfWorkingDay(hours: OfficeHours, day: number, share: number): number {
  let left = officeTimeOfDay(hours) * share
  for (const session of hours) {
    const length = (session.to - session.from) * minuteMs
    if (left <= length) return startOfDay(day) + session.from * minuteMs + left
    left -= length
  }
  return startOfDay(day + 1)
}
