import { addDays, type Calendar, type DeadlineTerms, readDeadline, shanghaiInstant } from '#kernel/time/model'
import type { Surroundings } from '../model/task-changes.ts'
import type { Limit, TaskClock } from '../model/state.ts'

/** The terms that a task's clock was set by, as the calendar's rules read them. */
export function termsOf(clock: TaskClock): DeadlineTerms | undefined {
  const extensions = clock.extensions ?? []
  const [first, ...later] = extensions
  // A day that was named and then extended: counted on from the end of that day.
  if (clock.dueOn !== null && first)
    return termsFrom(clock, endOfNamedDay(clock.dueOn, first.unit), first, later)
  return clock.limit === null
    ? undefined
    : termsFrom(clock, new Date(clock.startedAt), clock.limit, extensions)
}

/** The day itself isn't counted by days, and hours run from its last moment. */
function endOfNamedDay(dueOn: string, unit: Limit['unit']): Date {
  const inHours = unit === 'hours' || unit === 'working_hours'
  const midnight = shanghaiInstant(addDays(dueOn, 1))
  return inHours ? midnight : new Date(midnight.getTime() - 60_000)
}

function termsFrom(
  clock: TaskClock,
  startedAt: Date,
  { unit, count }: Limit,
  extensions: NonNullable<TaskClock['extensions']>,
): DeadlineTerms {
  return {
    limit: { unit, count },
    startedAt,
    amberShare: clock.amberShare,
    pauses: clock.pauses.map(({ from, to, reason }) => ({
      from: new Date(from),
      to: to === null ? null : new Date(to),
      reason,
    })),
    extensions: extensions.map((extension) => ({ ...extension, decidedAt: new Date(extension.decidedAt) })),
    ...(clock.officeHours ? { officeHours: clock.officeHours } : {}),
    ...(clock.ownDays ? { ownDays: clock.ownDays } : {}),
  }
}

/** When a task is due and turns amber: by its limit on the calendar, or at the end of the day that was named. */
export function datesBy(calendar: Calendar): Surroundings['datesOf'] {
  return (clock) => {
    const named = clock.dueOn === null ? undefined : datesOfDay(clock, clock.dueOn)
    const terms = termsOf(clock)
    if (!terms) return named ?? { dueAt: null, originalDueAt: null, amberAt: null, provisional: false }
    const reading = readDeadline(terms, calendar, new Date(clock.startedAt))
    return {
      dueAt: reading.dueAt?.toISOString() ?? null,
      originalDueAt: named ? named.dueAt : (reading.originalDueAt?.toISOString() ?? null),
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
