import type { OutlineRow } from '../../../model/plan/outline.ts'
import type { Plan } from '../../../model/plan/plan.ts'
import type { PlanDays } from '../../../model/plan/plan-days.ts'
import type { PlanSchedule, PlannedTask } from '../../../model/plan/schedule-plan.ts'
import type { Baseline } from '../../../model/plan/answers.ts'
import type { Box } from './links.ts'
import { type TimeScale, xOf } from './time-scale.ts'

export const rowHeight = 32
export const headHeight = 48

/** Which dates the bars stand at: as it is going (预计), or as late as the target allows (最迟). */
export const barDates = ['forecast', 'latest'] as const
export type BarDates = (typeof barDates)[number]

/** Everything that is drawn. */
export type Drawing = {
  readonly plan: Plan
  readonly rows: readonly OutlineRow[]
  readonly rowOf: ReadonlyMap<string, number>
  readonly schedule: PlanSchedule
  readonly baseline: Baseline | null
  readonly days: PlanDays
  readonly today: string
  readonly scale: TimeScale
  readonly dates: BarDates
}

export function datesOf(task: PlannedTask, dates: BarDates): { start: string; finish: string } {
  return dates === 'latest' && task.actuals.finish === null
    ? { start: task.lateStart, finish: task.lateFinish }
    : { start: task.start, finish: task.finish }
}

/** Where the bar of a step stands; a milestone has no width and stands at the end of its day, where what it waits for ends. */
export function boxOf(
  { scale, dates }: Pick<Drawing, 'scale' | 'dates'>,
  row: OutlineRow,
  task: PlannedTask,
  at: number,
): Box {
  const { start, finish } = datesOf(task, dates)
  const right = xOf(scale, finish, true)
  if (row.task.workingDays === 0 && !row.isGroup) {
    return { left: right - 7, right: right + 7, row: at }
  }
  return { left: xOf(scale, start), right: Math.max(right, xOf(scale, start) + 2), row: at }
}

/** The rows between two heights. */
export function rowsIn(
  rows: readonly OutlineRow[],
  top: number,
  height: number,
): { row: OutlineRow; at: number }[] {
  const first = Math.max(0, Math.floor(top / rowHeight))
  const last = Math.min(rows.length, Math.ceil((top + height) / rowHeight))
  return rows.slice(first, last).map((row, index) => ({ row, at: first + index }))
}
