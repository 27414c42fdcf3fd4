import type { Calendar } from './calendar.ts'
import {
  type Counting,
  type Cursor,
  countTime,
  countUnits,
  isStatutoryRest,
  makeCounting,
  officeTimeOfDay,
  pauseBefore,
  shareOfWorkingDay,
  type Visitor,
} from './counting.ts'
import {
  defaultOfficeHours,
  type Extension,
  type Limit,
  type LimitUnit,
  type OfficeHours,
  type Pause,
} from './limit.ts'
import { dateOfDay, type LocalDate, shanghaiDay, startOfDay } from './local-date.ts'
import type { OwnDays } from './own-days.ts'
import { type Remaining, remainingAt } from './remaining.ts'

const hourMs = 3_600_000

/** All that a deadline depends on besides the calendar and the present time. */
export type DeadlineTerms = {
  limit: Limit
  startedAt: Date
  pauses?: readonly Pause[]
  extensions?: readonly Extension[]
  /** When the matter was done; the light and what remained stand still from then on. */
  endedAt?: Date | null
  /** The light turns amber when this share of the limit, extensions included, is used up; 0.8 unless told. */
  amberShare?: number
  officeHours?: OfficeHours
  /** Days on which the organisation works otherwise than the calendar says. */
  ownDays?: readonly OwnDays[]
}

export type Light = 'green' | 'amber' | 'red'

export type DeadlineReading = {
  /** Null while an open pause stops the count: nobody knows when it will end. */
  dueAt: Date | null
  /** The last day, in Shanghai. A deadline at 24:00 has the next day's midnight as `dueAt`, but this as its day. */
  dueOn: LocalDate | null
  /** When it would have been due without extensions. */
  originalDueAt: Date | null
  amberAt: Date | null
  light: Light
  remaining: Remaining
  /** Since when the count stands still, if it does. */
  pausedSince: Date | null
  /** The count reached a day that no notice speaks of, judged by its weekday: the date may still move. */
  provisional: boolean
  firstUnknown: LocalDate | null
}

/** One limit after another: the first, then each extension from where the one before it ends. */
export type Stage = Limit & { extension?: Extension }

export function stagesOf(terms: DeadlineTerms): Stage[] {
  const extensions = [...(terms.extensions ?? [])].sort(
    (a, b) => a.decidedAt.getTime() - b.decidedAt.getTime(),
  )
  const first: Stage = { unit: terms.limit.unit, count: terms.limit.count }
  return [
    first,
    ...extensions.map((extension): Stage => ({ unit: extension.unit, count: extension.count, extension })),
  ]
}

export function startOf(terms: DeadlineTerms): Cursor {
  const at = terms.startedAt.getTime()
  return { at, day: shanghaiDay(at), begun: false }
}

/** What counts after the end of the matter doesn't matter to it. */
export function countingOf(terms: DeadlineTerms, calendar: Calendar): Counting {
  const end = terms.endedAt ?? null
  const pauses = (terms.pauses ?? []).filter((pause) => end === null || pause.from < end)
  return makeCounting(calendar, terms.officeHours ?? defaultOfficeHours, pauses, terms.ownDays)
}

export function countStage(counting: Counting, from: Cursor, stage: Limit, visitor?: Visitor): Cursor | null {
  const { unit, count } = stage
  if (unit === 'hours' || unit === 'working_hours')
    return countTime(counting, from, unit, count * hourMs, visitor)
  return countUnits(counting, from, unit, count, visitor)
}

/**
 * Where a limit ends whose count ends at the cursor. Calendar days end at 24:00, and if the last of them is a day of
 * rest, on the next day that isn't (民法典第二百零三条、民事诉讼法第八十五条: 法定休假日, so an organisation's own days do
 * not move it). Working days end with the office hours of
 * the last (民法典第二百零三条: 有业务时间的,停止业务活动的时间为截止时间), hours to the minute (第二百零一条).
 */
export function endOf(
  counting: Counting,
  cursor: Cursor,
  unit: LimitUnit,
  visitor?: Pick<Visitor, 'rested' | 'paused'>,
): Cursor | null {
  if (unit !== 'calendar_days') return cursor
  for (let { day } = cursor; ; day++) {
    const span = { from: startOfDay(day), to: startOfDay(day + 1) }
    const pause = pauseBefore(counting, span.to)
    if (!pause && !isStatutoryRest(counting, day)) return { at: span.to, day, begun: true }
    if (pause) visitor?.paused(day, span)
    else visitor?.rested(day)
    if (pause?.to === Number.POSITIVE_INFINITY) return null
  }
}

type Ends = { original: Cursor | null; due: Cursor | null; cursors: (Cursor | null)[] }

function countAll(counting: Counting, terms: DeadlineTerms, stages: readonly Stage[]): Ends {
  const cursors: (Cursor | null)[] = [startOf(terms)]
  for (const stage of stages) {
    const from = cursors[cursors.length - 1] ?? null
    cursors.push(from && countStage(counting, from, stage))
  }
  const ended = (index: number): Cursor | null => {
    const cursor = cursors[index + 1]
    const stage = stages[index]
    return cursor && stage ? endOf(counting, cursor, stage.unit) : null
  }
  const due = ended(stages.length - 1)
  return { original: stages.length === 1 ? due : ended(0), due, cursors }
}

/** How much of a common measure (working days) a stage is, so that shares run over stages of different units. */
function weightOf(stage: Limit, hours: OfficeHours): number {
  if (stage.unit === 'working_half_days') return stage.count / 2
  if (stage.unit === 'working_hours') return (stage.count * hourMs) / officeTimeOfDay(hours)
  if (stage.unit === 'hours') return stage.count / 24
  return stage.count
}

/** The instant at which a share of all stages is used up, to the minute within the unit where it falls. */
function instantOfShare(
  counting: Counting,
  ends: Ends,
  stages: readonly Stage[],
  share: number,
): number | null {
  const weights = stages.map((stage) => weightOf(stage, counting.officeHours))
  let left = weights.reduce((sum, weight) => sum + weight, 0) * share
  for (const [index, stage] of stages.entries()) {
    const weight = weights[index] ?? 0
    const from = ends.cursors[index]
    if (!from) return null
    if (left <= weight || index === stages.length - 1) {
      return instantWithin(counting, from, stage, Math.min(1, left / weight) * stage.count)
    }
    left -= weight
  }
  return null
}

function instantWithin(counting: Counting, from: Cursor, stage: Stage, count: number): number | null {
  const { unit } = stage
  if (unit === 'hours' || unit === 'working_hours') {
    return countTime(counting, from, unit, Math.round(count * hourMs))?.at ?? null
  }
  // A share such as 0.7 × 10 isn't exact in floats; a millionth of a day is nobody's time.
  const whole = Math.floor(count + 1e-6)
  const part = Math.max(0, count - whole)
  const before = countUnits(counting, from, unit, whole)
  if (!before || part < 1e-6) return before?.at ?? null
  const next = countUnits(counting, before, unit, 1)
  if (!next) return null
  if (unit === 'working_days') return Math.round(shareOfWorkingDay(counting.officeHours, next.day, part))
  return Math.round(next.unitFrom + (next.at - next.unitFrom) * part)
}

/** The present, or the end of the matter if that was before. */
function momentOf(terms: DeadlineTerms, now: Date): number {
  const end = terms.endedAt ? terms.endedAt.getTime() : Number.POSITIVE_INFINITY
  return Math.min(now.getTime(), end)
}

function lightAt(moment: number, dueAt: number | null, amberAt: number | null): Light {
  if (dueAt !== null && moment > dueAt) return 'red'
  return amberAt !== null && moment >= amberAt ? 'amber' : 'green'
}

function asDate(ms: number | null | undefined): Date | null {
  return ms === null || ms === undefined ? null : new Date(ms)
}

/**
 * When something is due, and how it stands now. Pure: the same terms, calendar and instant give the same reading.
 * The day (or half-day) of the start isn't counted (民事诉讼法第八十五条: 期间开始的时和日,不计算在期间内).
 *
 * @example
 * readDeadline({ limit: { unit: 'working_days', count: 5 }, startedAt }, statutoryCalendar, clock.now()).dueAt
 */
export function readDeadline(terms: DeadlineTerms, calendar: Calendar, now: Date): DeadlineReading {
  const counting = countingOf(terms, calendar)
  const stages = stagesOf(terms)
  const ends = countAll(counting, terms, stages)
  const { firstUnknownDay } = counting
  const amberAt = instantOfShare(counting, ends, stages, terms.amberShare ?? 0.8)
  const moment = momentOf(terms, now)

  const open = counting.pauses.find((pause) => pause.to === Number.POSITIVE_INFINITY)
  const pausedSince = open && open.from <= moment ? open.from : null
  // While the count stands still, what remains is what remained when it stopped.
  const running = open
    ? { ...counting, pauses: counting.pauses.filter((pause) => pause.to !== open.to) }
    : counting
  const due = ends.due ?? countAll(running, terms, stages).due
  return {
    dueAt: asDate(ends.due?.at),
    dueOn: ends.due && dateOfDay(ends.due.day),
    originalDueAt: asDate(ends.original?.at),
    amberAt: asDate(amberAt),
    light: lightAt(moment, ends.due?.at ?? null, amberAt),
    remaining: remainingAt(running, pausedSince ?? moment, due ?? startOf(terms), terms.limit.unit),
    pausedSince: asDate(pausedSince),
    provisional: firstUnknownDay !== Number.POSITIVE_INFINITY,
    firstUnknown: firstUnknownDay === Number.POSITIVE_INFINITY ? null : dateOfDay(firstUnknownDay),
  }
}
