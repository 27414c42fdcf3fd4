import type { Graph } from './graph.ts'
import type { Moment } from './moment.ts'
import type { ConstraintKind, Lag, LinkKind, Network, TaskPiece } from './network.ts'
import { WorkingTime } from './working-time.ts'

type Piece = { readonly time: WorkingTime; readonly delay: number; readonly duration: number }

/** One task made ready for counting; what isn't said of it is NaN. */
export type Step = {
  readonly time: WorkingTime
  readonly duration: number
  readonly remaining: number
  readonly elapsed: boolean
  readonly constraint: ConstraintKind
  readonly at: Moment
  readonly deadline: Moment
  readonly actualStart: Moment
  readonly actualFinish: Moment
  readonly resume: Moment
  readonly manualStart: Moment
  readonly manualFinish: Moment
  readonly active: boolean
  readonly levelingDelay: number
  readonly pieces: readonly Piece[] | undefined
}

export type Tie = { readonly kind: LinkKind; readonly amount: number; readonly unit: Lag['unit'] }

/** What a run works on and what it finds: dates by node, where a summary's own node is its gate. */
export type Workings = {
  readonly network: Network
  readonly graph: Graph
  readonly steps: readonly Step[]
  readonly ties: readonly Tie[]
  projectStart: Moment
  projectFinish: Moment
  readonly earlyStart: Float64Array
  readonly earlyFinish: Float64Array
  readonly lateStart: Float64Array
  readonly lateFinish: Float64Array
  /** The late start by which predecessors go: of a begun task, that of what is left of it. */
  readonly lateRest: Float64Array
  /** The link that sets a task's early start, or one of the reasons below 0. */
  readonly driver: Int32Array
  /** Of a summary: the part that begins first. */
  readonly firstPart: Int32Array
  /** Of a part that begins first in a summary: no later than this, for the sake of the summary's successors. */
  readonly startBound: Float64Array
  /** Early dates of tasks that are as late as possible give way to late ones, once these are known. */
  lateKnown: boolean
}

export const drivers = {
  project: -1,
  constraint: -2,
  actual: -3,
  manual: -4,
  summary: -5,
  status: -6,
} as const

export function makeWorkings(network: Network, graph: Graph, around: Moment): Workings {
  const times = new Map<string, WorkingTime>()
  for (const calendar of network.calendars) times.set(calendar.id, new WorkingTime(calendar, around))
  const own = times.values().next().value as WorkingTime
  const timeOf = (id: string | undefined) => (id === undefined ? own : (times.get(id) ?? own))
  const steps = network.tasks.map((task): Step => {
    const { duration, elapsed = false, actualFinish = Number.NaN } = task
    const time = timeOf(task.calendar)
    const whole = (): Moment => (elapsed ? actualFinish - duration : time.add(actualFinish, -duration))
    return {
      time,
      duration,
      remaining: task.remaining ?? duration,
      elapsed,
      constraint: task.constraint?.kind ?? 'ASAP',
      at: task.constraint?.at ?? Number.NaN,
      deadline: task.deadline ?? Number.NaN,
      actualStart: task.actualStart ?? (Number.isNaN(actualFinish) ? Number.NaN : whole()),
      actualFinish,
      resume: task.resume ?? Number.NaN,
      manualStart: task.manual?.start ?? Number.NaN,
      manualFinish: task.manual?.finish ?? Number.NaN,
      active: task.active !== false,
      levelingDelay: task.levelingDelay ?? 0,
      pieces: task.pieces?.map((piece: TaskPiece) => ({ ...piece, time: timeOf(piece.calendar) })),
    }
  })
  const dates = () => new Float64Array(graph.size * 2).fill(Number.NaN)
  return {
    network,
    graph,
    steps,
    ties: network.links.map(({ kind, lag }) => ({
      kind,
      amount: lag?.amount ?? 0,
      unit: lag?.unit ?? 'working',
    })),
    projectStart: around,
    projectFinish: around,
    earlyStart: dates(),
    earlyFinish: dates(),
    lateStart: dates(),
    lateFinish: dates(),
    lateRest: dates(),
    driver: new Int32Array(graph.size).fill(drivers.project),
    firstPart: new Int32Array(graph.size).fill(-1),
    startBound: new Float64Array(graph.size).fill(Number.POSITIVE_INFINITY),
    lateKnown: false,
  }
}

/** The node that bears a task's dates: a summary's come after its parts. */
export function endNode({ size, isSummary }: Graph, index: number): number {
  return isSummary[index] === 1 ? size + index : index
}

export function isSet(moment: Moment): boolean {
  return !Number.isNaN(moment)
}

/** Whether a task's work is all done: it holds up nobody. */
export function isFinished({ actualFinish }: Step): boolean {
  return isSet(actualFinish)
}

/** When work that begins at a moment ends. */
export function finishOf(step: Step, start: Moment, duration = step.duration): Moment {
  if (step.elapsed) return start + duration
  if (!step.pieces) return step.time.add(start, duration)
  const share = step.duration === 0 ? 0 : duration / step.duration
  let finish = start
  for (const { time, delay, duration: own } of step.pieces)
    finish = Math.max(finish, time.add(time.add(start, delay), Math.round(own * share)))
  return finish
}

/** When work must begin that is to end at a moment. */
export function startOf(step: Step, finish: Moment, duration = step.duration): Moment {
  if (step.elapsed) return finish - duration
  if (!step.pieces) return step.time.add(finish, -duration)
  const share = step.duration === 0 ? 0 : duration / step.duration
  let start = finish
  for (const { time, delay, duration: own } of step.pieces)
    start = Math.min(start, time.add(time.add(finish, -Math.round(own * share)), -delay))
  return start
}

/** The moment at which a task can begin: a milestone may stand at the end of a working day, work can't. */
export function beginOf(step: Step, at: Moment): Moment {
  if (step.duration === 0 && step.time.previous(at) === at) return at
  if (!step.pieces) return step.time.next(at)
  return step.pieces.reduce((first, { time }) => Math.min(first, time.next(at)), Number.POSITIVE_INFINITY)
}

function lagOf(tie: Tie, before: Step): number {
  if (tie.unit === 'working' || tie.unit === 'elapsed') return tie.amount
  return Math.round((before.duration * tie.amount) / 100)
}

/** A moment moved by the lag of a link, on (`sign` 1) or back (-1), in the time of the task that follows. */
export function moveByLag(tie: Tie, before: Step, after: Step, at: Moment, sign: 1 | -1): Moment {
  if (tie.amount === 0) return at
  const lag = sign * lagOf(tie, before)
  const byClock =
    tie.unit === 'elapsed' || tie.unit === 'elapsed_percent' || (tie.unit === 'percent' && before.elapsed)
  return byClock ? at + lag : after.time.add(at, lag)
}
