import type { Moment } from './moment.ts'
import {
  endNode,
  finishOf,
  isFinished,
  isSet,
  moveByLag,
  type Step,
  startOf,
  type Workings,
} from './workings.ts'

const never = Number.POSITIVE_INFINITY

/** What the successors of a task ask of it: no later finish, no later start. */
type Asked = { finish: Moment; start: Moment }

function askOfLinks(work: Workings, index: number): Asked {
  const { graph, steps, ties, lateRest, lateFinish } = work
  const asked: Asked = { finish: never, start: never }
  const before = steps[index] as Step
  for (let place = graph.outFirst[index] as number; place < (graph.outFirst[index + 1] as number); place++) {
    const link = graph.out[place] as number
    const to = graph.linkTo[link] as number
    const after = steps[to] as Step
    if (!after.active || isFinished(after)) continue
    const tie = ties[link] as Workings['ties'][number]
    const byStart = tie.kind === 'FS' || tie.kind === 'SS'
    const base = (byStart ? lateRest[to] : lateFinish[endNode(graph, to)]) as Moment
    // What puts a successor off for its people's sake is not time that its predecessors have.
    const due = isSet(after.actualStart) ? base : base - after.levelingDelay
    if (base === never || (!byStart && graph.isSummary[to] === 1)) continue
    if (tie.kind === 'SS' && isSet(after.actualStart)) continue
    // Where work begins again after a night, a lag counts from there.
    const at = moveByLag(tie, before, after, tie.amount === 0 ? due : settle(tie.kind, after, due), -1)
    if (tie.kind === 'FS' || tie.kind === 'FF') asked.finish = Math.min(asked.finish, at)
    else asked.start = Math.min(asked.start, at)
  }
  return asked
}

function settle(kind: string, after: Step, base: Moment): Moment {
  return kind === 'SS' ? after.time.next(base) : base
}

/** The latest finish by the task's own constraint and deadline. */
function constrain(work: Workings, step: Step, finish: Moment): Moment {
  const { constraint, at, deadline } = step
  let latest = finish
  const hard = !work.network.softConstraints
  if (constraint === 'MSO') latest = hard ? finishOf(step, at) : Math.min(latest, finishOf(step, at))
  else if (constraint === 'MFO') latest = hard ? at : Math.min(latest, at)
  else if (constraint === 'SNLT') latest = Math.min(latest, finishOf(step, at))
  else if (constraint === 'FNLT') latest = Math.min(latest, at)
  return isSet(deadline) ? Math.min(latest, deadline) : latest
}

/** A finish at the beginning of working time is as well at the end of the one before. */
function settleFinish(step: Step, finish: Moment): Moment {
  if (step.elapsed || step.duration === 0 || isSet(step.manualStart)) return finish
  if (!step.pieces) return step.time.previous(finish)
  return step.pieces.reduce(
    (last, { time }) => Math.max(last, time.previous(finish)),
    Number.NEGATIVE_INFINITY,
  )
}

function scheduleTask(work: Workings, index: number): void {
  const { graph, lateStart, lateFinish, lateRest, earlyFinish } = work
  const step = work.steps[index] as Step
  if (isFinished(step)) {
    lateStart[index] = step.actualStart
    lateRest[index] = never
    lateFinish[index] = step.actualFinish
    return
  }
  const asked = askOfLinks(work, index)
  const begun = isSet(step.actualStart)
  const up = graph.parent[index] as number
  const atEnd = up < 0 ? never : (lateFinish[graph.size + up] as Moment)
  let finish = Math.min(asked.finish, atEnd)
  const start = Math.min(asked.start, work.startBound[index] as Moment)
  if (start !== never && !begun && !isSet(step.manualStart)) finish = Math.min(finish, finishOf(step, start))
  const last = work.network.everyChain ? (earlyFinish[index] as Moment) : work.projectFinish
  finish = finish === never ? last : Math.min(finish, work.projectFinish)
  finish = settleFinish(step, constrain(work, step, finish))
  lateFinish[index] = finish
  lateRest[index] = startOf(step, finish, isSet(step.manualStart) ? step.duration : step.remaining)
  lateStart[index] = begun ? step.actualStart : lateRest[index]
}

/** What is asked of a summary is asked of its parts: a finish of all, a start of the one that begins first. */
function scheduleEnd(work: Workings, index: number): void {
  const { graph, lateFinish, lateRest, startBound, firstPart } = work
  const step = work.steps[index] as Step
  const asked = askOfLinks(work, index)
  const up = graph.parent[index] as number
  let finish = Math.min(asked.finish, up < 0 ? never : (lateFinish[graph.size + up] as Moment))
  if (step.constraint === 'FNLT' || step.constraint === 'MFO') finish = Math.min(finish, step.at)
  if (isSet(step.deadline)) finish = Math.min(finish, step.deadline)
  lateFinish[graph.size + index] = finish
  lateRest[index] = never
  const first = firstPart[index] as number
  if (asked.start !== never && first >= 0)
    startBound[first] = Math.min(startBound[first] as Moment, asked.start)
}

/** Late dates, each task before all that needs it. Summaries' own are rolled up afterwards. */
export function passBackward(work: Workings): void {
  const { graph, lateRest } = work
  work.startBound.fill(never)
  for (let place = graph.order.length - 1; place >= 0; place--) {
    const node = graph.order[place] as number
    if (node >= graph.size) {
      scheduleEnd(work, node - graph.size)
      continue
    }
    if (graph.isSummary[node] === 0) scheduleTask(work, node)
    const up = graph.parent[node] as number
    if (up >= 0 && (work.steps[node] as Step).active)
      lateRest[up] = Math.min(lateRest[up] as Moment, lateRest[node] as Moment)
  }
  rollUpLate(work)
}

function rollUpLate(work: Workings): void {
  const { graph, steps, lateStart, lateFinish, earlyStart, earlyFinish } = work
  for (const node of graph.order) {
    const index = node % graph.size
    if (node >= graph.size) continue
    if (graph.isSummary[index] === 1) {
      lateStart[graph.size + index] = never
      lateFinish[graph.size + index] = Number.NEGATIVE_INFINITY
    }
  }
  for (const node of graph.order) {
    const index = node % graph.size
    if (node < graph.size && graph.isSummary[index] === 1) continue
    if (node >= graph.size && lateStart[node] === never) {
      lateStart[node] = earlyStart[node] as Moment
      lateFinish[node] = earlyFinish[node] as Moment
    }
    const up = graph.parent[index] as number
    if (up < 0 || !(steps[index] as Step).active) continue
    const end = graph.size + up
    lateStart[end] = Math.min(lateStart[end] as Moment, lateStart[node] as Moment)
    lateFinish[end] = Math.max(lateFinish[end] as Moment, lateFinish[node] as Moment)
  }
}
