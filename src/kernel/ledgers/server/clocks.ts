import { addDays, type Calendar, type DeadlineTerms, readDeadline, shanghaiInstant } from '#kernel/time/model'
import type { Surroundings } from '../model/task-changes.ts'
import type { TaskClock } from '../model/state.ts'

/** The terms that a task's clock was set by, as the calendar's rules read them. */
export function termsOf(clock: TaskClock): DeadlineTerms | undefined {
  if (clock.limit === null) return undefined
  return {
    limit: clock.limit,
    startedAt: new Date(clock.startedAt),
    amberShare: clock.amberShare,
    pauses: clock.pauses.map(({ from, to, reason }) => ({
      from: new Date(from),
      to: to === null ? null : new Date(to),
      reason,
    })),
    extensions: (clock.extensions ?? []).map((extension) => ({
      ...extension,
      decidedAt: new Date(extension.decidedAt),
    })),
    ...(clock.officeHours ? { officeHours: clock.officeHours } : {}),
  }
}

/** When a task is due and turns amber: by its limit on the calendar, or at the end of the day that was named. */
export function datesBy(calendar: Calendar): Surroundings['datesOf'] {
  return (clock) => {
    if (clock.dueOn !== null) return datesOfDay(clock, clock.dueOn)
    const terms = termsOf(clock)
    if (!terms) return { dueAt: null, originalDueAt: null, amberAt: null, provisional: false }
    const reading = readDeadline(terms, calendar, new Date(clock.startedAt))
    return {
      dueAt: reading.dueAt?.toISOString() ?? null,
      originalDueAt: reading.originalDueAt?.toISOString() ?? null,
      amberAt: reading.amberAt?.toISOString() ?? null,
      provisional: reading.provisional,
    }
  }
}

function datesOfDay(clock: TaskClock, day: string): ReturnType<Surroundings['datesOf']> {
  const due = shanghaiInstant(addDays(day, 1))
  const start = new Date(clock.startedAt).getTime()
  const amber = new Date(start + Math.max(0, due.getTime() - start) * clock.amberShare)
  const dueAt = due.toISOString()
  return { dueAt, originalDueAt: dueAt, amberAt: amber.toISOString(), provisional: false }
}
