import type { Moment } from './moment.ts'

/** Working time of a day as spans in seconds after midnight, in order, not overlapping, at most 86,400. */
export type DayPeriods = readonly (readonly [from: number, to: number])[]

/** Seven days, Sunday first. */
export type Week = readonly DayPeriods[]

/** Days that differ from the week, first and last included, as days since 1970-01-01. The first that fits counts. */
export type CalendarException = {
  readonly first: number
  readonly last: number
  readonly periods: DayPeriods
  readonly name?: string | undefined
}

/** A week that holds for some time; a day without periods of its own (`null`) goes by the ordinary week. */
export type WorkWeek = {
  readonly first: number
  readonly last: number
  readonly week: readonly (DayPeriods | null)[]
  readonly name?: string | undefined
}

/** When work is done. A value: what it inherits from another is written out in it. */
export type WorkCalendar = {
  readonly id: string
  readonly name: string
  readonly week: Week
  readonly exceptions: readonly CalendarException[]
  readonly workWeeks?: readonly WorkWeek[]
}

export const constraintKinds = ['ASAP', 'ALAP', 'MSO', 'MFO', 'SNET', 'SNLT', 'FNET', 'FNLT'] as const
export type ConstraintKind = (typeof constraintKinds)[number]

export const linkKinds = ['FF', 'FS', 'SF', 'SS'] as const
export type LinkKind = (typeof linkKinds)[number]

/** Part of a task that goes by a calendar of its own (somebody's assignment): begins `delay` after the task. */
export type TaskPiece = { readonly calendar: string; readonly delay: number; readonly duration: number }

export type NetworkTask = {
  readonly id: string
  readonly name: string
  /** The summary task that this one is part of. Who has parts is a summary: its dates come from them. */
  readonly parent?: string | undefined
  /** In working seconds; 0 is a milestone. Of a summary it is not read. */
  readonly duration: number
  /** The duration is time by the clock, nights and days off included. */
  readonly elapsed?: boolean | undefined
  readonly calendar?: string | undefined
  /** `at` is needed by all kinds but ASAP and ALAP. */
  readonly constraint?: { readonly kind: ConstraintKind; readonly at?: Moment | undefined } | undefined
  readonly deadline?: Moment | undefined
  readonly actualStart?: Moment | undefined
  readonly actualFinish?: Moment | undefined
  /** What is left of the duration, in the same unit; all of it unless told. */
  readonly remaining?: number | undefined
  /** When what is left goes on, where that is later than the end of what was done. */
  readonly resume?: Moment | undefined
  /** Dates that a person set and nothing moves. */
  readonly manual?: { readonly start: Moment; readonly finish: Moment } | undefined
  /** Nobody has said when: its dates only hold a place, and it is never critical. */
  readonly placeholder?: boolean | undefined
  /** `false`: stands in the plan, moves nothing. */
  readonly active?: boolean | undefined
  /** Put off by this much time by the clock, so that somebody has time for it. */
  readonly levelingDelay?: number | undefined
  /** Instead of one duration on one calendar: the task ends when the last piece does. */
  readonly pieces?: readonly TaskPiece[] | undefined
}

export type Lag = {
  /** Seconds, or percent of the predecessor's duration; negative for a lead. */
  readonly amount: number
  readonly unit: 'working' | 'elapsed' | 'percent' | 'elapsed_percent'
}

export type NetworkLink = {
  readonly from: string
  readonly to: string
  readonly kind: LinkKind
  readonly lag?: Lag | undefined
}

/** A plan as it is declared: what is to be done, in which order, on which days. */
export type Network = {
  /** The first is the project's own, for every task that names none. */
  readonly calendars: readonly WorkCalendar[]
  readonly tasks: readonly NetworkTask[]
  readonly links: readonly NetworkLink[]
  /** Nothing that is not begun may begin before, and nothing that is left goes on before: the day of the status. */
  readonly notBefore?: Moment | undefined
  /** Constraints give way to links where they contradict each other; otherwise they stand and the float is negative. */
  readonly softConstraints?: boolean | undefined
  /** Tasks with at most this much total float are critical; 0 unless told. Working seconds. */
  readonly criticalFloatMax?: number | undefined
  /** Every chain has a critical path of its own: what has no successor may be no later than it is. */
  readonly everyChain?: boolean | undefined
}

export type Driver =
  | { readonly by: 'link'; readonly from: string }
  | { readonly by: 'project' | 'constraint' | 'actual' | 'manual' | 'summary' | 'status' }

export type ScheduledTask = {
  readonly id: string
  readonly summary: boolean
  /** The planned dates: early ones when scheduled forward, late ones when scheduled backward. */
  readonly start: Moment
  readonly finish: Moment
  readonly earlyStart: Moment
  readonly earlyFinish: Moment
  readonly lateStart: Moment
  readonly lateFinish: Moment
  /** 总时差 and 自由时差, in working seconds of the task's calendar (by the clock where it is elapsed). */
  readonly totalFloat: number
  readonly freeFloat: number
  readonly critical: boolean
  /** What sets the early start. */
  readonly driver: Driver
}

export type Schedule = {
  /** In the order of the network's tasks. */
  readonly tasks: readonly ScheduledTask[]
  readonly start: Moment
  /** Of the last task that ends, by early dates. */
  readonly finish: Moment
  /** The least total float of what is not finished; negative where a date can't be kept. */
  readonly leastFloat: number
}

/** What could be gained on one step of the chain that decides. */
export type Shortening = {
  readonly task: string
  /** Working days by which the end comes earlier if the step takes that much less, all else as it is. */
  readonly gain: number
  /** The step's own duration in working days. */
  readonly duration: number
}

export type BackwardSchedule = Schedule & {
  readonly target: Moment
  readonly reachable: boolean
  /** Whole working days by which the target is missed; 0 where it can be met. */
  readonly missedBy: number
  /** Working days to spare; 0 where there are none. */
  readonly spare: number
  /** The chain of tasks that decides when the target is reached, first to last. */
  readonly chain: readonly string[]
  /** Empty where the target can be met; else the steps of the chain, the one that gives most first. */
  readonly shortenings: readonly Shortening[]
}
