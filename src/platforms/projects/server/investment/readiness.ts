import { z } from 'zod'
import type { Actor } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { readStates } from '#kernel/ledgers/server'
import { ReadinessAnswer } from '../../model/investment/readiness-answers.ts'
import { readinessOf } from '../../model/investment/entry-checklist.ts'
import { monthsByProject } from '../../model/investment/months.ts'
import { isBuilding, isStage } from '../../model/stages.ts'
import { AsOf } from '../../model/wall-query.ts'
import { readAsOf } from '../as-of.ts'
import type { InvestmentDeps } from './read-investment.ts'

/** 入统: which projects meet the district's checklist, which do not and for want of what, and which are entered. */
export function readinessRoute(deps: InvestmentDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/projects/statistical-entry',
    summary:
      'Which projects are ready for statistical entry, and what the others lack, by the checklist in force',
    access: { kind: 'scoped', by: 'entry' },
    query: z.object({ asOf: AsOf.optional() }),
    response: ReadinessAnswer,
    handler: ({ actor, query }) => readReadiness(deps, actor, query.asOf),
  })
}

export async function readReadiness(
  { engine, rules }: InvestmentDeps,
  actor: Actor,
  asOf: string | undefined,
): Promise<ReadinessAnswer> {
  const moment = readAsOf(asOf, engine.clock.now())
  const [projects, months] = await Promise.all([
    readStates(engine, actor, 'project', moment.at),
    readStates(engine, actor, 'investment', moment.at),
  ])
  const byProject = monthsByProject(months)
  const rule = rules.statistical_entry.at(moment.instant)
  return {
    day: moment.day,
    today: moment.today,
    version: rule.version,
    projects: projects.flatMap((state) => {
      // Whoever only thinks of a project, or has been done for long, is asked for nothing.
      if (!isStage(state.stage) || !isAsked(state.stage)) return []
      const entered = (byProject.get(state.id) ?? []).filter(({ amounts }) => amounts.statistics !== null)
      const { verdict, items } = readinessOf(state, rule.body)
      return [
        {
          id: state.id,
          no: state.no,
          name: state.title,
          stage: state.stage,
          demonstration: state.values.demonstration === true,
          verdict: entered.length > 0 ? ('entered' as const) : verdict,
          enteredSince: entered.map(({ period }) => period).sort()[0] ?? null,
          items,
        },
      ]
    }),
  }
}

const isAsked = (stage: Parameters<typeof isBuilding>[0]) =>
  isBuilding(stage) || stage === 'procedures' || stage === 'to_start' || stage === 'production'
