import type { Moment } from './moment.ts'
import {
  beginOf,
  drivers,
  endNode,
  finishOf,
  isSet,
  moveByLag,
  type Step,
  startOf,
  type Workings,
} from './workings.ts'

/** `finish` is what a link from a start to the finish (SF) says, where it decides. */
type Bound = { at: Moment; driver: number; finish: Moment }

/** The earliest start that one link allows. */
function boundOfLink(work: Workings, link: number, bound: Bound): void {
  const { graph, steps, ties, earlyStart, earlyFinish, lateStart, lateFinish } = work
  const [from, to] = [graph.linkFrom[link] as number, graph.linkTo[link] as number]
  const [before, after, tie] = [
    steps[from] as Step,
    steps[to] as Step,
    ties[link] as Workings['ties'][number],
  ]
  const node = endNode(graph, from)
  const late = work.lateKnown && before.constraint === 'ALAP' && after.constraint !== 'ALAP'
  const [starts, finishes] = late ? [lateStart, lateFinish] : [earlyStart, earlyFinish]
  const base = (tie.kind === 'FS' || tie.kind === 'FF' ? finishes[node] : starts[node]) as Moment
  const at = moveByLag(tie, before, after, base, 1)
  const ofStart = tie.kind === 'FS' || tie.kind === 'SS'
  // A summary begins when its parts do: a link to its finish asks nothing of them.
  if (!ofStart && graph.isSummary[to] === 1) return
  const allowed = ofStart ? at : startOf(after, at)
  // What a link to a finish leaves open before the project begins is not used.
  const early = !ofStart && allowed < work.projectStart
  const start = early ? work.projectStart : allowed
  if (start <= bound.at) return
  bound.at = start
  bound.driver = early ? drivers.project : link
  bound.finish = tie.kind === 'SF' && !early ? at : Number.NEGATIVE_INFINITY
}

function boundOfLinks(work: Workings, index: number): Bound {
  const { intoFirst, into, linkFrom } = work.graph
  const none = Number.NEGATIVE_INFINITY
  const bound = { at: none, driver: drivers.project as number, finish: none }
  for (let place = intoFirst[index] as number; place < (intoFirst[index + 1] as number); place++) {
    const link = into[place] as number
    if (!(work.steps[linkFrom[link] as number] as Step).active) continue
    boundOfLink(work, link, bound)
  }
  return bound
}

/** How a task's own constraint moves the start that its links allow. */
function constrain(work: Workings, step: Step, bound: Bound): void {
  const { constraint, at } = step
  const { at: start } = bound
  if (constraint === 'ASAP' || constraint === 'ALAP') return
  const wanted =
    constraint === 'FNET' || constraint === 'FNLT' || constraint === 'MFO' ? startOf(step, at) : at
  const pull = constraint === 'SNLT' || constraint === 'FNLT'
  const must = constraint === 'MSO' || constraint === 'MFO'
  // Soft constraints never pull a task before what its links allow.
  if (pull ? wanted < start && !work.network.softConstraints : wanted > start) bound.at = wanted
  else if (must && !work.network.softConstraints) bound.at = wanted
  else return
  bound.driver = drivers.constraint
}

function scheduleBegun(work: Workings, index: number, step: Step): void {
  const { earlyStart, earlyFinish, driver, network } = work
  const { actualStart, actualFinish, duration, remaining } = step
  driver[index] = drivers.actual
  earlyStart[index] = actualStart
  if (isSet(actualFinish)) {
    earlyFinish[index] = actualFinish
    return
  }
  const done = finishOf(step, actualStart, duration - remaining)
  const goesOn = Math.max(step.resume || done, network.notBefore ?? done)
  let finish = goesOn > done ? finishOf(step, beginOf(step, goesOn), remaining) : finishOf(step, actualStart)
  if (step.constraint === 'FNET') finish = Math.max(finish, step.at)
  earlyFinish[index] = finish
}

function scheduleTask(work: Workings, index: number): void {
  const { graph, earlyStart, earlyFinish, driver } = work
  const step = work.steps[index] as Step
  if (isSet(step.manualStart)) {
    earlyStart[index] = step.manualStart
    earlyFinish[index] = step.manualFinish
    driver[index] = drivers.manual
    return
  }
  if (isSet(step.actualStart)) {
    scheduleBegun(work, index, step)
    return
  }
  const bound = boundOfLinks(work, index)
  const up = graph.parent[index] as number
  const gate = up < 0 ? Number.NEGATIVE_INFINITY : (earlyStart[up] as Moment)
  if (gate > bound.at) {
    bound.at = gate
    bound.driver = drivers.summary
  }
  if (bound.at === Number.NEGATIVE_INFINITY) bound.at = startWithoutLinks(work, step)
  if (bound.at < (work.network.notBefore ?? Number.NEGATIVE_INFINITY)) {
    bound.at = work.network.notBefore as Moment
    bound.driver = drivers.status
  }
  bound.at = beginOf(step, bound.at)
  if (step.levelingDelay > 0) bound.at = beginOf(step, bound.at + step.levelingDelay)
  constrain(work, step, bound)
  driver[index] = bound.driver
  const start =
    bound.driver === drivers.constraint && step.constraint === 'SNET' ? beginOf(step, bound.at) : bound.at
  const atEnd = bound.driver === drivers.constraint && /^[FM]F|^FN/.test(step.constraint)
  earlyStart[index] = start
  earlyFinish[index] = atEnd ? step.at : finishAt(step, start, bound)
}

/** A finish that another's start sets may stand where work begins again: the same as the end of work before. */
function finishAt(step: Step, start: Moment, { driver, finish }: Bound): Moment {
  const end = finishOf(step, start)
  return driver >= 0 && finish > end && step.time.between(end, finish) === 0 ? finish : end
}

/** A task that nothing precedes begins with the project, or where its own constraint says, even before. */
function startWithoutLinks(work: Workings, step: Step): Moment {
  if (step.constraint === 'SNET') return step.at
  return step.constraint === 'FNET' ? startOf(step, step.at) : work.projectStart
}

/** The gate of a summary: nothing in it begins before. */
function scheduleGate(work: Workings, index: number): void {
  const step = work.steps[index] as Step
  const up = work.graph.parent[index] as number
  let gate = up < 0 ? Number.NEGATIVE_INFINITY : (work.earlyStart[up] as Moment)
  gate = Math.max(gate, boundOfLinks(work, index).at)
  if (step.constraint === 'SNET' || step.constraint === 'MSO') gate = Math.max(gate, step.at)
  work.earlyStart[index] = gate
  const end = work.graph.size + index
  work.earlyStart[end] = Number.POSITIVE_INFINITY
  work.earlyFinish[end] = Number.NEGATIVE_INFINITY
}

/** What a part adds to its summary's dates. */
function rollUp(work: Workings, node: number): void {
  const { graph, steps, earlyStart, earlyFinish, lateStart, lateFinish, firstPart } = work
  const index = node % graph.size
  const up = graph.parent[index] as number
  const step = steps[index] as Step
  if (up < 0 || !step.active) return
  const end = graph.size + up
  const late = work.lateKnown && step.constraint === 'ALAP'
  const start = (late ? lateStart[node] : earlyStart[node]) as Moment
  const finish = (late ? lateFinish[node] : earlyFinish[node]) as Moment
  if (start < (earlyStart[end] as Moment)) {
    earlyStart[end] = start
    firstPart[up] = graph.isSummary[index] === 1 ? (firstPart[index] as number) : index
  }
  earlyFinish[end] = Math.max(earlyFinish[end] as Moment, finish)
}

function scheduleEnd(work: Workings, index: number): void {
  const { graph, earlyStart, earlyFinish } = work
  const step = work.steps[index] as Step
  const end = graph.size + index
  if (earlyStart[end] === Number.POSITIVE_INFINITY) {
    earlyStart[end] = Math.max(earlyStart[index] as Moment, work.projectStart)
    earlyFinish[end] = earlyStart[end]
  }
  if (isSet(step.manualStart)) {
    earlyStart[end] = step.manualStart
    earlyFinish[end] = step.manualFinish
  }
}

/** Early dates, each task after all that it needs. */
export function passForward(work: Workings): void {
  const { graph } = work
  for (const node of graph.order) {
    if (node >= graph.size) scheduleEnd(work, node - graph.size)
    else if (graph.isSummary[node] === 1) {
      scheduleGate(work, node)
      continue
    } else scheduleTask(work, node)
    rollUp(work, node)
  }
}

/** The latest early finish of all that counts. */
export function lastFinish(work: Workings): Moment {
  const { graph, steps, earlyFinish } = work
  let last = Number.NEGATIVE_INFINITY
  for (let index = 0; index < graph.size; index++)
    if (graph.isSummary[index] === 0 && (steps[index] as Step).active)
      last = Math.max(last, earlyFinish[index] as Moment)
  return last === Number.NEGATIVE_INFINITY ? work.projectStart : last
}
