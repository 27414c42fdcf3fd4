import type { PlanDays } from './plan-days.ts'
import type { PlannedTask } from './schedule-plan.ts'

type Kept = { readonly start: string; readonly finish: string }

/** 偏差: working days by which a step ends later than the baseline had it; null where that knows nothing of it. */
export function slipOf(
  task: Pick<PlannedTask, 'finish'>,
  kept: Kept | undefined,
  days: PlanDays,
): number | null {
  return kept ? days.between(kept.finish, task.finish) : null
}
