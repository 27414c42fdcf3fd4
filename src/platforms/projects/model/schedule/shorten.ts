import { lastFinish, passForward } from './forward.ts'
import type { Moment } from './moment.ts'
import type { BackwardSchedule, Network, Shortening } from './network.ts'
import { drivers, endNode, isFinished, isSet, makeWorkings, type Step, type Workings } from './workings.ts'

/** So many steps of the chain are tried, the longest first: each costs a pass of its own. */
const triedMax = 20

/** Working time of an ordinary day of the project's calendar: the longest of its week. */
export function workdayOf({ calendars }: Network): number {
  const days = (calendars[0]?.week ?? []).map((day) => day.reduce((sum, [from, to]) => sum + to - from, 0))
  return Math.max(...days, 0) || 28_800
}

/** The part of a summary that ends last. */
function lastPart({ graph, earlyFinish, steps }: Workings, index: number): number {
  let at = index
  while (graph.isSummary[at] === 1) {
    let last = -1
    for (let part = 0; part < graph.size; part++) {
      if (graph.parent[part] !== at || !(steps[part] as Step).active) continue
      const finish = earlyFinish[endNode(graph, part)] as Moment
      if (last < 0 || finish > (earlyFinish[endNode(graph, last)] as Moment)) last = part
    }
    if (last < 0) return at
    at = last
  }
  return at
}

/** From the task that ends last back along what sets each early start. */
function chainTo(work: Workings, goal: number): number[] {
  const { graph, driver, steps, earlyFinish } = work
  let at = goal
  if (goal < 0) {
    for (let index = 0; index < graph.size; index++) {
      if (graph.isSummary[index] === 1 || !(steps[index] as Step).active) continue
      if (at < 0 || (earlyFinish[index] as Moment) > (earlyFinish[at] as Moment)) at = index
    }
  }
  const chain: number[] = []
  while (at >= 0 && chain.length <= graph.size) {
    at = lastPart(work, at)
    chain.push(at)
    at = before(work, at, driver[at] as number)
  }
  return chain.reverse()
}

/** The task that a task waits for; through its summary's gate where that is what it waits for. */
function before({ graph }: Workings, index: number, reason: number): number {
  if (reason >= 0) return graph.linkFrom[reason] as number
  if (reason !== drivers.summary) return -1
  for (let up = graph.parent[index] as number; up >= 0; up = graph.parent[up] as number) {
    const first = graph.intoFirst[up] as number
    if (first < (graph.intoFirst[up + 1] as number))
      return graph.linkFrom[graph.into[first] as number] as number
  }
  return -1
}

function reachedWith(network: Network, work: Workings, goal: number): Moment {
  const again = makeWorkings(network, work.graph, work.projectStart)
  passForward(again)
  return goal < 0 ? lastFinish(again) : (again.earlyFinish[endNode(again.graph, goal)] as Moment)
}

type Verdict = Pick<BackwardSchedule, 'reachable' | 'missedBy' | 'spare' | 'chain' | 'shortenings'>

/** Whether the target is met, by how much not, and what each step of the deciding chain could give. */
export function shorten(work: Workings, target: Moment, reached: Moment, goal: number): Verdict {
  const { network, steps } = work
  const [first] = steps
  const day = workdayOf(network)
  const chain = chainTo(work, goal)
  const ids = chain.map((index) => network.tasks[index]?.id ?? '')
  const time = first?.time
  const missing = time && reached > target ? time.between(target, reached) : 0
  const spare = time && reached < target ? time.between(reached, target) : 0
  const verdict = {
    reachable: reached <= target || missing === 0,
    missedBy: Math.ceil(missing / day),
    spare: Math.floor(spare / day),
    chain: ids,
  }
  if (verdict.reachable || !time) return { ...verdict, shortenings: [] }
  const candidates = chain
    .filter((index) => {
      const step = steps[index] as Step
      return step.duration > 0 && !isFinished(step) && !isSet(step.manualStart) && !step.pieces
    })
    .sort((a, b) => (steps[b] as Step).duration - (steps[a] as Step).duration)
    .slice(0, triedMax)
  const shortenings = candidates.flatMap((index): Shortening[] => {
    const task = network.tasks[index]
    if (!task) return []
    const left = task.remaining ?? task.duration
    const less = Math.min(left, missing)
    const tasks = network.tasks.with(index, {
      ...task,
      duration: task.duration - less,
      remaining: left - less,
    })
    const gain = time.between(reachedWith({ ...network, tasks }, work, goal), reached) / day
    return gain > 0
      ? [{ task: task.id, gain: Math.round(gain * 10) / 10, duration: task.duration / day }]
      : []
  })
  return { ...verdict, shortenings: shortenings.sort((a, b) => b.gain - a.gain) }
}
