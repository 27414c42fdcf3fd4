import { useMemo } from 'react'
import type { PlanAnswer } from '../../model/plan/answers.ts'
import type { PlanFault } from '../../model/plan/faults.ts'
import type { Plan } from '../../model/plan/plan.ts'
import { calendarWith, PlanDays } from '../../model/plan/plan-days.ts'
import { type PlanSchedule, type PlanSurroundings, schedulePlan } from '../../model/plan/schedule-plan.ts'

/** What a plan's dates are worked out of, as the server said. */
export function useSurroundings({
  evidence,
  today,
  notices,
}: Pick<PlanAnswer, 'evidence' | 'today' | 'notices'>): PlanSurroundings {
  const noticesKey = JSON.stringify(notices)
  const days = useMemo(
    () => new PlanDays(calendarWith(JSON.parse(noticesKey) as PlanAnswer['notices']), today),
    [noticesKey, today],
  )
  const evidenceKey = JSON.stringify(evidence)
  return useMemo(
    () => ({ evidence: JSON.parse(evidenceKey) as PlanAnswer['evidence'], today, days }),
    [evidenceKey, today, days],
  )
}

export type Scheduled = { schedule: PlanSchedule | null; faults: readonly PlanFault[] }

/** The plan's dates, worked out here by the rules that the server has, too. */
export function usePlanSchedule(plan: Plan, around: PlanSurroundings): Scheduled {
  return useMemo(() => schedulePlan(plan, around), [plan, around])
}
