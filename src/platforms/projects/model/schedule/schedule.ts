import { passBackward } from './backward.ts'
import { refuseFaults } from './check-network.ts'
import { freeFloatOf, totalFloatOf } from './floats.ts'
import { lastFinish, passForward } from './forward.ts'
import type { Moment } from './moment.ts'
import type { BackwardSchedule, Driver, Network, Schedule, ScheduledTask } from './network.ts'
import { shorten } from './shorten.ts'
import { drivers, endNode, isFinished, isSet, makeWorkings, type Step, type Workings } from './workings.ts'

function driverOf({ network, graph, driver }: Workings, index: number): Driver {
  if (graph.isSummary[index] === 1) return { by: 'summary' }
  const reason = driver[index] as number
  if (reason >= 0) return { by: 'link', from: network.links[reason]?.from ?? '' }
  if (reason === drivers.constraint) return { by: 'constraint' }
  if (reason === drivers.actual) return { by: 'actual' }
  if (reason === drivers.manual) return { by: 'manual' }
  if (reason === drivers.summary) return { by: 'summary' }
  return { by: reason === drivers.status ? 'status' : 'project' }
}

type Planned = 'early' | 'late' | 'by_constraint'

function taskOf(
  work: Workings,
  index: number,
  totalFloat: number,
  critical: boolean,
  planned: Planned,
): ScheduledTask {
  const { network, graph, earlyStart, earlyFinish, lateStart, lateFinish } = work
  const step = work.steps[index] as Step
  const node = endNode(graph, index)
  const open = !isFinished(step) && !isSet(step.manualStart)
  const late = open && (planned === 'late' || (planned === 'by_constraint' && step.constraint === 'ALAP'))
  return {
    id: network.tasks[index]?.id ?? '',
    summary: graph.isSummary[index] === 1,
    start: (late ? lateStart[node] : earlyStart[node]) as Moment,
    finish: (late ? lateFinish[node] : earlyFinish[node]) as Moment,
    earlyStart: earlyStart[node] as Moment,
    earlyFinish: earlyFinish[node] as Moment,
    lateStart: lateStart[node] as Moment,
    lateFinish: lateFinish[node] as Moment,
    totalFloat,
    freeFloat: freeFloatOf(work, index, totalFloat),
    critical,
    driver: driverOf(work, index),
  }
}

function finishedOf({ graph, steps }: Workings): Uint8Array {
  const finished = new Uint8Array(graph.size).fill(1)
  for (let place = 0; place < graph.order.length; place++) {
    const node = graph.order[place] as number
    const index = node % graph.size
    if (node < graph.size && graph.isSummary[index] === 1) continue
    if (node < graph.size && (!isFinished(steps[index] as Step) || !(steps[index] as Step).active))
      finished[index] = 0
    const up = graph.parent[index] as number
    if (up >= 0 && finished[index] === 0 && (steps[index] as Step).active) finished[up] = 0
  }
  return finished
}

function summarise(work: Workings, planned: Planned, atLeast: boolean): Schedule {
  const { network, graph } = work
  const size = graph.size
  const finished = finishedOf(work)
  const floats = network.tasks.map((_, index) => totalFloatOf(work, index))
  let leastFloat = Number.POSITIVE_INFINITY
  for (let index = 0; index < size; index++)
    if (graph.isSummary[index] === 0 && finished[index] === 0 && work.steps[index]?.active)
      leastFloat = Math.min(leastFloat, floats[index] as number)
  if (leastFloat === Number.POSITIVE_INFINITY) leastFloat = 0
  const limit = Math.max(network.criticalFloatMax ?? 0, atLeast ? leastFloat : Number.NEGATIVE_INFINITY)
  const tasks = floats.map((float, index): ScheduledTask => {
    const counts = work.steps[index]?.active === true && network.tasks[index]?.placeholder !== true
    const critical = finished[index] === 0 && counts && float <= limit
    return taskOf(work, index, float, critical, planned)
  })
  const start = tasks.reduce((first, task) => Math.min(first, task.start), Number.POSITIVE_INFINITY)
  return {
    tasks,
    start: tasks.length === 0 ? work.projectStart : start,
    finish: lastFinish(work),
    leastFloat,
  }
}

function runPasses(work: Workings, target: Moment | undefined): void {
  passForward(work)
  const last = lastFinish(work)
  work.projectFinish = target ?? last
  passBackward(work)
  if (!work.steps.some(({ constraint }) => constraint === 'ALAP')) return
  work.lateKnown = true
  passForward(work)
}

/**
 * Schedules forward from a moment: each task as soon as links, constraints and what was done allow (as late as
 * possible where its constraint says so); late dates and float go by the last finish.
 * @throws AppError of `checkNetwork`'s first fault; `schedule.no_working_time`
 * @example scheduleForward({ calendars: [planCalendar(statutoryCalendar)], tasks, links }, momentAt('2026-03-02'))
 */
export function scheduleForward(network: Network, from: Moment): Schedule {
  const work = makeWorkings(network, refuseFaults(network), from)
  runPasses(work, undefined)
  return summarise(work, 'by_constraint', false)
}

/**
 * Schedules a plan that hangs on its finish: tasks as late as possible where their constraint says so, which here is
 * the ordinary one; the project begins when the first of them must.
 */
export function scheduleFromFinish(network: Network, finish: Moment): Schedule {
  const work = makeWorkings(network, refuseFaults(network), finish)
  passForward(work)
  work.projectFinish = finish
  passBackward(work)
  let start = Number.POSITIVE_INFINITY
  for (let index = 0; index < work.graph.size; index++)
    if (work.graph.isSummary[index] === 0) start = Math.min(start, work.lateStart[index] as Moment)
  if (start !== Number.POSITIVE_INFINITY) work.projectStart = start
  passForward(work)
  return summarise(work, 'by_constraint', false)
}

export type Target = {
  readonly at: Moment
  /** The task that is to be finished by then; everything unless told. */
  readonly task?: string | undefined
}

/**
 * 倒排工期: latest starts and finishes that keep a target, beside the earliest that are possible from a moment on.
 * Float is negative where the target is out of reach, and the answer says by how much and what could be shortened.
 */
export function scheduleBackward(network: Network, from: Moment, target: Target): BackwardSchedule {
  const aimed =
    target.task === undefined
      ? network
      : {
          ...network,
          tasks: network.tasks.map((task) =>
            task.id === target.task
              ? { ...task, deadline: Math.min(target.at, task.deadline ?? target.at) }
              : task,
          ),
        }
  const work = makeWorkings(aimed, refuseFaults(aimed), from)
  passForward(work)
  const goal = target.task === undefined ? -1 : aimed.tasks.findIndex(({ id }) => id === target.task)
  const reached = goal < 0 ? lastFinish(work) : (work.earlyFinish[endNode(work.graph, goal)] as Moment)
  runPasses(work, goal < 0 ? target.at : Math.max(target.at, lastFinish(work)))
  return {
    ...summarise(work, 'late', true),
    target: target.at,
    ...shorten(work, target.at, reached, goal),
  }
}
