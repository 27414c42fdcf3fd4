import { newId } from '#kernel/db/server'
import { isAppError } from '#kernel/errors/model'
import { type Engine, readStates, systemActor } from '#kernel/ledgers/server'
import { shanghaiDate } from '#kernel/time/model'
import { isMonth, monthOf } from '../../model/investment/months.ts'
import { reportDueOn } from '../../model/investment/reporting-rule.ts'
import type { ProjectRules } from '../rules/project-rules.ts'

/**
 * Calls for the report of every month that is over, has a plan and is not reported: it becomes a task of the stewards'
 * organisation, due by the district's rule. Answers how many were called for.
 */
export async function callMonths(
  engine: Engine,
  rules: Pick<ProjectRules, 'investment_reporting'>,
): Promise<number> {
  const thisMonth = shanghaiDate(engine.clock.now()).slice(0, 7)
  const rule = rules.investment_reporting.now().body
  const states = await readStates(engine, systemActor, 'investment')
  let called = 0
  for (const state of states) {
    const month = monthOf(state)
    if (state.stage !== 'planned' || !month || !isMonth(month.period) || month.period >= thisMonth) continue
    if (month.plan === null || month.amounts.reported !== null) continue
    const dueOn = reportDueOn(month.period, rule, engine.calendar)
    const request = { entryId: state.id, expectedSeq: state.seq, action: 'call', input: { dueOn } }
    try {
      await engine.perform(systemActor, [request], newId())
      called += 1
    } catch (error) {
      // Nobody to give it to, or somebody acted on it meanwhile: it stays planned, and is looked at again.
      if (!isAppError(error)) throw error
    }
  }
  return called
}
