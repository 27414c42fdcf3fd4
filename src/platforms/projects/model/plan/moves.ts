import { addDays } from '#kernel/time/model'
import { changeTask } from './edits.ts'
import type { Plan } from './plan.ts'
import { type PlannedTask, type PlanSurroundings, schedulePlan } from './schedule-plan.ts'

/** Whether a step's start is still open, and whether its end is. */
export const canMove = ({ actuals }: PlannedTask): boolean =>
  actuals.start === null && actuals.finish === null
export const canResize = ({ actuals, isGroup }: PlannedTask): boolean => !isGroup && actuals.finish === null

/** While it is dragged: no earlier than that day. */
export function heldTo(plan: Plan, id: string, date: string): Plan {
  return changeTask(plan, id, { constraint: { kind: 'start_no_earlier_than', date } })
}

/**
 * A step moved to a day: it begins no earlier. Where its predecessors let it begin no earlier anyway, nothing holds
 * it, so that it follows them later on.
 */
export function moveTo(plan: Plan, id: string, date: string, around: PlanSurroundings): Plan {
  const day = around.days.onOrAfter(date)
  const free = changeTask(plan, id, { constraint: null })
  const { schedule } = schedulePlan(free, around)
  const earliest = schedule?.tasks.get(id)?.start
  return earliest !== undefined && earliest >= day ? free : heldTo(plan, id, day)
}

/** So many working days on or back. */
export function moveBy(plan: Plan, task: PlannedTask, workingDays: number, around: PlanSurroundings): Plan {
  return moveTo(plan, task.id, around.days.move(task.start, workingDays), around)
}

/** A step whose end is pulled to a day: it takes as long as from its start to there, a day at least. */
export function endAt(plan: Plan, task: PlannedTask, date: string, { days }: PlanSurroundings): Plan {
  const workingDays = Math.max(1, days.between(addDays(task.start, -1), date))
  return changeTask(plan, task.id, { workingDays, isMilestone: false })
}

export function lengthen(plan: Plan, id: string, by: number): Plan {
  const task = plan.tasks.find((one) => one.id === id)
  if (!task) return plan
  const workingDays = Math.max(task.isMilestone ? 0 : 1, task.workingDays + by)
  return changeTask(plan, id, { workingDays, isMilestone: workingDays === 0 })
}
