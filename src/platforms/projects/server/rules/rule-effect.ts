import type { Actor } from '#kernel/http/model'
import { type Engine, readStates } from '#kernel/ledgers/server'
import { colourOf } from '../../model/colour.ts'
import { readinessOf } from '../../model/investment/entry-checklist.ts'
import { isMonth, monthOf, monthsByProject } from '../../model/investment/months.ts'
import { progressOf } from '../../model/investment/progress-light.ts'
import { reportDueOn } from '../../model/investment/reporting-rule.ts'
import { proceduresOf } from '../../model/procedures/records.ts'
import type { RuleEffect } from '#kernel/rulebooks/model'
import type { RuleBody, RuleKind } from '../../model/rules/rules.ts'
import { isStage } from '../../model/stages.ts'
import { readAsOf } from '../as-of.ts'
import { lastDueMonth } from '../investment/read-investment.ts'
import type { ProjectRules } from './project-rules.ts'

type Deps = { engine: Engine; rules: ProjectRules }
type Judged = { id: string; name: string; verdict: string }
/** What comes of a rule of the kind, for everything that one may see. */
type Judge<Kind extends RuleKind> = (
  deps: Deps,
  actor: Actor,
) => Promise<(body: RuleBody<Kind>) => readonly Judged[]>

const judges: { [Kind in RuleKind]: Judge<Kind> } = {
  colour: async ({ engine }, actor) => {
    const states = await readStates(engine, actor, 'project')
    return (body) =>
      states.flatMap(({ id, title, values, stage }) =>
        isStage(stage)
          ? [{ id, name: title, verdict: colourOf({ procedures: proceduresOf(values), stage }, body).colour }]
          : [],
      )
  },
  progress_light: async (deps, actor) => {
    const moment = readAsOf(undefined, deps.engine.clock.now())
    const year = moment.day.slice(0, 4)
    const lastDue = lastDueMonth(deps, year, moment)
    const states = await readStates(deps.engine, actor, 'project')
    const byProject = monthsByProject(await readStates(deps.engine, actor, 'investment'))
    return (body) =>
      states.flatMap(({ id, title }) => {
        const months = byProject.get(id)
        return months ? [{ id, name: title, verdict: progressOf({ months, year, lastDue }, body).light }] : []
      })
  },
  investment_reporting: async ({ engine }, actor) => {
    const states = await readStates(engine, actor, 'investment')
    // Months that were called for keep their day: the task runs by it.
    const waiting = states.flatMap((state) => {
      const { period = '' } = monthOf(state) ?? {}
      return state.stage === 'planned' && isMonth(period) ? [{ id: state.id, name: state.title, period }] : []
    })
    return (body) =>
      waiting.map(({ id, name, period }) => {
        return { id, name, verdict: reportDueOn(period, body, engine.calendar) }
      })
  },
  statistical_entry: async ({ engine }, actor) => {
    const states = await readStates(engine, actor, 'project')
    return (body) =>
      states.flatMap((state) =>
        state.stage === 'voided'
          ? []
          : [{ id: state.id, name: state.title, verdict: readinessOf(state, body).verdict }],
      )
  },
}

/** What a draft would judge otherwise than the rule in force. */
export async function effectOf<Kind extends RuleKind>(
  deps: Deps,
  actor: Actor,
  kind: Kind,
  draft: RuleBody<Kind>,
): Promise<RuleEffect> {
  const judge = await (judges[kind] as Judge<Kind>)(deps, actor)
  const before = judge(deps.rules[kind].now().body as RuleBody<Kind>)
  const after = judge(draft)
  const verdicts = [...new Set([...before, ...after].map(({ verdict }) => verdict))].sort()
  const count = (all: readonly Judged[], verdict: string) =>
    all.filter((one) => one.verdict === verdict).length
  return {
    judged: before.length,
    counts: verdicts.map((verdict) => ({
      verdict,
      before: count(before, verdict),
      after: count(after, verdict),
    })),
    changes: before.flatMap(({ id, name, verdict }, index) => {
      const then = after[index]?.verdict ?? verdict
      return then === verdict ? [] : [{ id, name, before: verdict, after: then }]
    }),
  }
}
