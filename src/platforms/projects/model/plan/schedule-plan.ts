import { AppError, isAppError } from '#kernel/errors/model'
import { addDays } from '#kernel/time/model'
import { checkNetwork, namesOf, type NetworkFault } from '../schedule/check-network.ts'
import { dateOf } from '../schedule/moment.ts'
import type {
  BackwardSchedule,
  ConstraintKind as NetworkConstraint,
  LinkKind as NetworkLinkKind,
  Network,
  NetworkTask,
  Schedule,
  ScheduledTask,
} from '../schedule/network.ts'
import { planDay } from '../schedule/plan-calendar.ts'
import { scheduleBackward, scheduleForward } from '../schedule/schedule.ts'
import { type Actuals, actualsOfPlan, type PlanEvidence } from './evidence.ts'
import { type PlanFault, structureFaults } from './faults.ts'
import { partNeededFor } from './needed-for.ts'
import { groupIds } from './outline.ts'
import { dayEnd, dayStart, type PlanDays } from './plan-days.ts'
import type { ConstraintKind, LinkKind, Plan, PlanTarget, PlanTask } from './plan.ts'

/** A step with its dates; floats are in working days. */
export type PlannedTask = {
  readonly id: string
  readonly isGroup: boolean
  /** 预计: as it stands, what was done and what is left from today on. */
  readonly start: string
  readonly finish: string
  /** 最迟: so that the target is kept; without a target, so that the end stays where it is. */
  readonly lateStart: string
  readonly lateFinish: string
  readonly totalFloat: number
  readonly freeFloat: number
  readonly critical: boolean
  readonly actuals: Actuals
}

export type TargetVerdict = PlanTarget & {
  /** The step whose end counts; null where it is the end of all. */
  readonly taskId: string | null
  readonly forecast: string
  readonly reachable: boolean
  readonly missedBy: number
  readonly spare: number
  readonly chain: readonly string[]
  readonly shortenings: readonly {
    readonly id: string
    readonly gain: number
    readonly workingDays: number
  }[]
}

export type PlanSchedule = {
  readonly tasks: ReadonlyMap<string, PlannedTask>
  readonly start: string
  readonly finish: string
  readonly target: TargetVerdict | null
  /** It reaches into a year of which no notice on days off has been published: those days go by their weekday. */
  readonly assumed: boolean
}

/** What the dates of a plan are worked out of, besides the plan. */
export type PlanSurroundings = {
  readonly evidence: PlanEvidence
  readonly today: string
  readonly days: PlanDays
}

const linkCodes: Record<LinkKind, NetworkLinkKind> = {
  finish_to_start: 'FS',
  start_to_start: 'SS',
  finish_to_finish: 'FF',
  start_to_finish: 'SF',
}
const constraintCodes: Record<ConstraintKind, NetworkConstraint> = {
  start_no_earlier_than: 'SNET',
  start_no_later_than: 'SNLT',
  finish_no_earlier_than: 'FNET',
  finish_no_later_than: 'FNLT',
  must_start_on: 'MSO',
  must_finish_on: 'MFO',
}

function constraintOf({ constraint }: PlanTask): NetworkTask['constraint'] {
  if (constraint === null) return undefined
  const { kind, date } = constraint
  const byStart = kind.includes('start')
  return { kind: constraintCodes[kind], at: byStart ? dayStart(date) : dayEnd(date) }
}

/** What was done, as the engine takes it: work that is under way is taken to go on as planned from today. */
function doneOf(task: PlanTask, { start, finish }: Actuals, around: PlanSurroundings): Partial<NetworkTask> {
  const { days, today } = around
  if (finish) {
    if (task.workingDays === 0) return { actualStart: dayEnd(finish.date), actualFinish: dayEnd(finish.date) }
    const begun = start?.date ?? days.startOf(finish.date, task.workingDays)
    return { actualStart: dayStart(begun), actualFinish: dayEnd(finish.date) }
  }
  if (!start || start.date > today || task.workingDays === 0) return {}
  const past = Math.max(0, days.between(addDays(start.date, -1), addDays(today, -1)))
  const left = Math.max(1, task.workingDays - past)
  return { actualStart: dayStart(start.date), remaining: left * planDay }
}

/** The plan as the scheduling engine knows it. */
export function networkOf(plan: Plan, around: PlanSurroundings): Network {
  const actuals = actualsOfPlan(plan, around.evidence)
  const groups = groupIds(plan)
  const none: Actuals = { start: null, finish: null }
  return {
    calendars: [around.days.work],
    notBefore: dayStart(around.today),
    tasks: plan.tasks.map((task): NetworkTask => {
      const constraint = constraintOf(task)
      return {
        id: task.id,
        name: task.name,
        duration: task.workingDays * planDay,
        ...(task.parent === null ? {} : { parent: task.parent }),
        ...(constraint ? { constraint } : {}),
        ...(groups.has(task.id) ? {} : doneOf(task, actuals.get(task.id) ?? none, around)),
      }
    }),
    links: plan.links.map(({ from, to, kind, lag }) => ({
      from,
      to,
      kind: linkCodes[kind],
      ...(lag === 0 ? {} : { lag: { amount: lag * planDay, unit: 'working' as const } }),
    })),
  }
}

const asFault = (fault: NetworkFault): PlanFault => ({
  code: `schedule.${fault.kind}`,
  taskIds: fault.tasks.map(({ id }) => id),
  params: { tasks: namesOf(fault), missing: fault.missing ?? '' },
})

/** Everything that keeps a plan from being scheduled; empty where it is sound. */
export function planFaults(plan: Plan, around: PlanSurroundings): PlanFault[] {
  return [...checkNetwork(networkOf(plan, around)).map(asFault), ...structureFaults(plan, around.today)]
}

/** The milestone whose date the target is: the last one of its stage, where the plan has one. */
export function targetTaskOf({ target, tasks }: Plan): PlanTask | undefined {
  return target ? tasks.findLast(({ stage }) => stage === target.kind) : undefined
}

/**
 * A plan with its dates: the forecast from today on with what was done, and the latest dates that keep the target.
 * Faults instead, where it has any.
 */
export function schedulePlan(
  plan: Plan,
  around: PlanSurroundings,
): { schedule: PlanSchedule; faults: readonly [] } | { schedule: null; faults: readonly PlanFault[] } {
  const faults = planFaults(plan, around)
  if (faults.length > 0) return { schedule: null, faults }
  try {
    return { schedule: present(plan, passesOf(plan, around), around), faults: [] }
  } catch (error) {
    if (!isAppError(error)) throw error
    return {
      schedule: null,
      faults: [{ code: error.code as PlanFault['code'], taskIds: [], params: error.params }],
    }
  }
}

/** The forecast of all, and the way back from the target of what it needs. */
type Passes = { forward: Schedule; back: BackwardSchedule | null }

function passesOf(plan: Plan, around: PlanSurroundings): Passes {
  const from = dayStart(plan.start ?? around.today)
  const { target } = plan
  const goal = targetTaskOf(plan)
  const part = goal ? partNeededFor(plan, goal.id) : plan
  const back =
    target &&
    scheduleBackward(networkOf(part, around), from, {
      at: dayEnd(target.date),
      ...(goal ? { task: goal.id } : {}),
    })
  // Where the target needs all of the plan, the one says what the other would.
  if (back && part.tasks.length === plan.tasks.length) return { forward: back, back }
  return { forward: scheduleForward(networkOf(plan, around), from), back }
}

function present(plan: Plan, { forward, back }: Passes, around: PlanSurroundings): PlanSchedule {
  const actuals = actualsOfPlan(plan, around.evidence)
  const counted = new Map(back?.tasks.map((task) => [task.id, task]))
  const tasks = new Map(
    forward.tasks.map((task): [string, PlannedTask] => {
      // The target knows nothing of what comes after it: that is late for nothing and decides nothing.
      const own = task.summary
        ? task
        : (counted.get(task.id) ?? { ...task, critical: back === null && task.critical })
      return [task.id, presentTask(own, actuals.get(task.id))]
    }),
  )
  const finish = dateOf(forward.finish)
  const { years } = around.days.calendar
  return {
    tasks,
    // Counted back, the engine's own start would be the latest one.
    start: dateOf(forward.tasks.reduce((first, task) => Math.min(first, task.earlyStart), forward.finish)),
    finish,
    target: back && verdictOf(plan, back, tasks),
    assumed: !years.has(Number(finish.slice(0, 4))),
  }
}

function presentTask(task: ScheduledTask, actuals: Actuals | undefined): PlannedTask {
  const [totalFloat, freeFloat] = [task.totalFloat, task.freeFloat].map((float) =>
    Math.round(float / planDay),
  )
  return {
    id: task.id,
    isGroup: task.summary,
    start: dateOf(task.earlyStart),
    finish: dateOf(task.earlyFinish),
    lateStart: dateOf(task.lateStart),
    lateFinish: dateOf(task.lateFinish),
    totalFloat: totalFloat ?? 0,
    freeFloat: freeFloat ?? 0,
    critical: task.critical,
    actuals: actuals ?? { start: null, finish: null },
  }
}

function verdictOf(
  plan: Plan,
  result: BackwardSchedule,
  tasks: ReadonlyMap<string, PlannedTask>,
): TargetVerdict | null {
  if (!plan.target) return null
  const goal = targetTaskOf(plan)
  const { reachable, missedBy, spare, chain, shortenings } = result
  return {
    ...plan.target,
    taskId: goal?.id ?? null,
    forecast: goal ? (tasks.get(goal.id)?.finish ?? plan.target.date) : dateOf(result.finish),
    reachable,
    missedBy,
    spare,
    chain,
    shortenings: shortenings.map(({ task, gain, duration }) => ({
      id: task,
      gain: Math.floor(gain),
      workingDays: Math.round(duration),
    })),
  }
}

/** @throws AppError for the first fault, with all of them as items */
export function refusePlanFaults(faults: readonly PlanFault[]): void {
  const [first] = faults
  if (!first) return
  throw new AppError(first.code, {
    params: first.params,
    path: 'plan',
    items: faults.slice(0, 50).map(({ code, params }) => ({ path: 'plan', code, params })),
  })
}
