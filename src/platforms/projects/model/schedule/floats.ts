import type { Moment } from './moment.ts'
import { endNode, isFinished, isSet, moveByLag, type Step, type Workings } from './workings.ts'

function between(step: Step, from: Moment, to: Moment): number {
  return step.elapsed ? to - from : step.time.between(from, to)
}

/** 总时差: by how much a task may slip without moving the end, by its start or its finish, whichever is less. */
export function totalFloatOf(work: Workings, index: number): number {
  const node = endNode(work.graph, index)
  const step = work.steps[index] as Step
  const byFinish = between(step, work.earlyFinish[node] as Moment, work.lateFinish[node] as Moment)
  if (work.graph.isSummary[index] === 0) {
    if (isFinished(step)) return 0
    if (step.constraint === 'ALAP') return 0
    if (isSet(step.actualStart)) return byFinish
  }
  return Math.min(byFinish, between(step, work.earlyStart[node] as Moment, work.lateStart[node] as Moment))
}

/** 自由时差: by how much a task may slip without moving any successor's early dates. */
export function freeFloatOf(work: Workings, index: number, totalFloat: number): number {
  const { graph, steps, ties, earlyStart, earlyFinish, lateStart, lateFinish } = work
  const step = steps[index] as Step
  if (isFinished(step)) return 0
  let least = Number.POSITIVE_INFINITY
  for (let place = graph.outFirst[index] as number; place < (graph.outFirst[index + 1] as number); place++) {
    const link = graph.out[place] as number
    const to = graph.linkTo[link] as number
    const after = steps[to] as Step
    if (!after.active || isFinished(after)) continue
    const tie = ties[link] as Workings['ties'][number]
    const [mine, other] = [endNode(graph, index), endNode(graph, to)]
    const late = step.constraint === 'ALAP'
    const lateAfter = after.constraint === 'ALAP'
    const byFinish = tie.kind === 'FS' || tie.kind === 'FF'
    const from = byFinish
      ? ((late ? lateFinish[mine] : earlyFinish[mine]) as Moment)
      : ((late ? lateStart[mine] : earlyStart[mine]) as Moment)
    const put = isSet(after.actualStart) ? 0 : after.levelingDelay
    const reach =
      tie.kind === 'FS' || tie.kind === 'SS'
        ? ((lateAfter ? lateStart[other] : earlyStart[other]) as Moment)
        : ((lateAfter ? lateFinish[other] : earlyFinish[other]) as Moment)
    least = Math.min(least, between(step, moveByLag(tie, step, after, from, 1), reach - put))
  }
  return Math.max(0, least === Number.POSITIVE_INFINITY ? totalFloat : least)
}
