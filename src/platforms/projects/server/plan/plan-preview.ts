import type { Actor } from '#kernel/http/model'
import { type Locale, translate } from '#kernel/i18n/model'
import type { PlanDates, PlanPreview } from '../../model/plan/answers.ts'
import type { Plan } from '../../model/plan/plan.ts'
import { type PlanSchedule, schedulePlan } from '../../model/plan/schedule-plan.ts'
import { getProject, type PlanDeps, surroundingsOf } from './plan-reading.ts'

/** The dates of a plan in the order of its steps. */
export function datesOf(plan: Plan, schedule: PlanSchedule): PlanDates {
  const { target, start, finish } = schedule
  const names = new Map(plan.tasks.map(({ id, name }) => [id, name]))
  return {
    start,
    finish,
    tasks: plan.tasks.flatMap(({ id, name }) => {
      const task = schedule.tasks.get(id)
      if (!task) return []
      const { actuals: _, ...dates } = task
      return [{ ...dates, name }]
    }),
    target: target && {
      kind: target.kind,
      date: target.date,
      forecast: target.forecast,
      reachable: target.reachable,
      missedBy: target.missedBy,
      spare: target.spare,
      chain: target.chain.map((id) => names.get(id) ?? id),
      shortenings: target.shortenings.map((one) => ({ ...one, name: names.get(one.id) ?? one.id })),
    },
  }
}

/** What a plan would come to, by the same rules and facts as a saved one. */
export async function previewPlan(
  deps: PlanDeps,
  actor: Actor,
  entryId: string,
  plan: Plan,
  locale: Locale,
): Promise<PlanPreview> {
  const { state } = await getProject(deps, actor, entryId)
  const around = await surroundingsOf(deps, actor, state)
  const { schedule, faults } = schedulePlan(plan, around)
  return {
    faults: faults.map(({ code, params, taskIds }) => ({
      code,
      detail: translate(locale, `error.${code}`, params),
      taskIds: [...taskIds],
    })),
    dates: schedule && datesOf(plan, schedule),
  }
}
