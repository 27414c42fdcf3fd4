import { newId } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { translate } from '#kernel/i18n/model'
import type { EntryState } from '#kernel/ledgers/model'
import { readStates } from '#kernel/ledgers/server'
import { addDays, shanghaiDate, shanghaiInstant } from '#kernel/time/model'
import type { DemonstrationPlan } from '../../model/plan/demonstration.ts'
import { planFromTemplate } from '../../model/plan/from-template.ts'
import type { Plan } from '../../model/plan/plan.ts'
import { PlanDays } from '../../model/plan/plan-days.ts'
import { type PlanSurroundings, schedulePlan } from '../../model/plan/schedule-plan.ts'
import { findOrganisations } from '../procedures/organisations-in-charge.ts'
import { listVersions } from '../procedures/template-store.ts'
import type { Cast } from '../seed-demonstration.ts'
import { keepBaseline, savePlan } from './plan-saving.ts'
import { findHead } from './plan-store.ts'
import type { TemplateRouteDeps } from './template-route.ts'

type SeedDeps = TemplateRouteDeps & { casts: ReadonlyMap<string, Cast | undefined> }

const say = (key: string): string => translate('zh-CN', `projects.plan.${key}`)

/**
 * Plans invented projects from templates as of the day that they began, keeps that as the baseline, and reports what
 * was done since. What is there stays.
 */
export async function seedPlans(deps: SeedDeps, plans: readonly DemonstrationPlan[]): Promise<void> {
  for (const [district, cast] of deps.casts) {
    if (!cast) continue
    const states = await readStates(deps.engine, cast.office, 'project')
    for (const asked of plans) {
      const state = states.find(({ values }) => values['projectKey'] === asked.project)
      if (!state || (await findHead(deps.engine.handle.db, state.id))) continue
      await playPlan(deps, cast.steward, district, { asked, state })
    }
  }
}

type Playing = { asked: DemonstrationPlan; state: EntryState }

async function playPlan(
  deps: SeedDeps,
  steward: Actor,
  district: string,
  { asked, state }: Playing,
): Promise<void> {
  const today = shanghaiDate(deps.engine.clock.now())
  const begun = addDays(today, -asked.begunDaysAgo)
  const plan = await planOf(deps, district, state, { asked, begun, today })
  if (!plan) return
  const around: PlanSurroundings = {
    evidence: { procedures: {}, stages: {} },
    today: begun,
    days: new PlanDays(deps.engine.calendar, begun),
  }
  const keyed = (daysAgo: number, as?: PlanSurroundings) => ({
    clientKey: newId(),
    effectiveAt: new Date(shanghaiInstant(addDays(today, -daysAgo)).getTime() + 32_400_000).toISOString(),
    ...(as ? { around: as } : {}),
  })
  const first = {
    expectedRevision: 0,
    plan,
    reason: say('made_from.edit'),
    source: { kind: 'template' as const },
  }
  await savePlan(deps, steward, state.id, first, keyed(asked.begunDaysAgo, around))
  const baseline = { expectedRevision: 1, name: say('demonstration.baseline') }
  await keepBaseline(deps, steward, state.id, baseline, keyed(asked.begunDaysAgo - 2, around))
  const done = withActuals(plan, around, asked, today)
  const report = {
    expectedRevision: 1,
    plan: done,
    reason: say('demonstration.progress'),
    source: { kind: 'edit' as const },
  }
  await savePlan(deps, steward, state.id, report, keyed(3))
}

type Dated = { asked: DemonstrationPlan; begun: string; today: string }

async function planOf(
  deps: SeedDeps,
  district: string,
  { divisionCode }: EntryState,
  { asked, begun, today }: Dated,
): Promise<Plan | null> {
  const versions = await listVersions(deps.engine.handle.db, district)
  const template = versions.find((version) => version.template.code === asked.template)?.template
  if (!template) return null
  const organisationOf = await findOrganisations(deps)
  const plan = planFromTemplate({
    template,
    lane: 'ordinary',
    answers: asked.answers,
    target: { kind: asked.target.kind, date: addDays(today, asked.target.inDays) },
    groupName: (group) =>
      translate(
        'zh-CN',
        group === 'construction' ? 'projects.plan.group.construction' : `projects.phase.${group}`,
      ),
    organisationOf: (inCharge) => organisationOf(inCharge, divisionCode) ?? null,
  })
  return { ...plan, start: begun }
}

/** What should have been done by a day was done when it should have been; some of the rest is under way. */
function withActuals(plan: Plan, around: PlanSurroundings, asked: DemonstrationPlan, today: string): Plan {
  const { schedule } = schedulePlan(plan, around)
  const until = addDays(today, -asked.doneUntilDaysAgo)
  return {
    ...plan,
    tasks: plan.tasks.map((task) => {
      const planned = schedule?.tasks.get(task.id)
      const since = asked.started[task.id]
      if (since !== undefined) return { ...task, actualStart: addDays(today, -since) }
      if (!planned || planned.isGroup || planned.finish > until || task.stage !== null) return task
      return { ...task, actualStart: planned.start, actualFinish: planned.finish }
    }),
  }
}
