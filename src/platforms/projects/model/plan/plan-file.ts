import { writeMspdi } from '../mspdi/write-project.ts'
import type { Moment } from '../schedule/moment.ts'
import type { Network, NetworkTask } from '../schedule/network.ts'
import { scheduleForward } from '../schedule/schedule.ts'
import type { Baseline } from './answers.ts'
import type { Plan } from './plan.ts'
import { dayEnd, dayStart } from './plan-days.ts'
import { networkOf, type PlanSurroundings, targetTaskOf } from './schedule-plan.ts'

export type MspdiExport = {
  readonly title: string
  readonly plan: Plan
  readonly around: PlanSurroundings
  readonly baseline: Baseline | null
  readonly whoOf: (taskId: string) => string
}

/**
 * The network as other programs schedule it: what may not begin before today says so itself, and the target is the
 * deadline of its milestone.
 */
function exportedNetwork({ plan, around }: MspdiExport): { network: Network; from: Moment } {
  const { notBefore: _, ...network } = networkOf(plan, around)
  const first = dayStart(around.days.onOrAfter(around.today))
  const groups = new Set(plan.tasks.map(({ parent }) => parent))
  const goal = targetTaskOf(plan)
  const tasks = network.tasks.map((task): NetworkTask => {
    const open = !task.actualStart && !groups.has(task.id)
    const deadline = plan.target && goal?.id === task.id ? { deadline: dayEnd(plan.target.date) } : {}
    const free = !task.constraint || (task.constraint.kind === 'SNET' && (task.constraint.at ?? 0) < first)
    return { ...task, ...deadline, ...(open && free ? { constraint: { kind: 'SNET', at: first } } : {}) }
  })
  const begun = tasks.flatMap(({ actualStart }) => actualStart ?? [])
  const from = Math.min(plan.start ? dayStart(plan.start) : first, first, ...begun)
  return { network: { ...network, tasks: tasks.map((task) => resumed(task, first)) }, from }
}

/** What is left of work under way goes on today. */
function resumed(task: NetworkTask, today: Moment): NetworkTask {
  const begun = task.actualStart !== undefined && task.actualFinish === undefined
  return begun ? { ...task, resume: today } : task
}

/** A plan as Microsoft Project's XML (MSPDI), with the dates and floats that come of it. */
export function writePlanFile(asked: MspdiExport): string {
  const { network, from } = exportedNetwork(asked)
  const baseline = Object.entries(asked.baseline?.dates ?? {}).map(
    ([id, { start, finish }]) => [id, { start: dayStart(start), finish: dayEnd(finish) }] as const,
  )
  return writeMspdi({
    name: asked.title,
    network,
    schedule: scheduleForward(network, from),
    start: from,
    statusDate: dayStart(asked.around.today),
    contacts: new Map(network.tasks.map(({ id }) => [id, asked.whoOf(id)])),
    baseline: new Map(baseline),
  })
}
