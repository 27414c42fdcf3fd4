import { defineRoute, type Route } from '#kernel/http/server'
import { circularRoutes as routesOf } from '#kernel/reports/server'
import { RuleBody } from '../../model/circulars/answers.ts'
import { CircularContent } from '../../model/circulars/content.ts'
import { RuleAnswer } from '../../model/circulars/rule.ts'
import { projectCircular, type ProjectCircularDeps } from './produce.ts'
import { addCircularRule, circularRuleAt, listCircularRules } from './rule-store.ts'

const superviseRight = 'ledgers.supervise'

/** 督查通报 of projects, and the rule of their rankings. */
export function circularRoutes(deps: ProjectCircularDeps): Route[] {
  const place = { path: '/api/projects/circulars', content: CircularContent, produces: 'circular' }
  return [...routesOf(deps, projectCircular(deps), place), ruleRoute(deps), setRuleRoute(deps)]
}

const ruleRoute = ({ engine, directory }: ProjectCircularDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/circular-rule',
    summary: 'The rule of the ranking in circulars, and every version that was set',
    access: { kind: 'signed_in', because: 'a ranking says its rule to everybody who reads it' },
    response: RuleAnswer,
    handler: async (): Promise<RuleAnswer> => {
      const { db } = engine.handle
      const versions = await listCircularRules(db)
      const names = await directory.accounts(versions.map(({ accountId }) => accountId))
      return {
        current: await circularRuleAt(db, engine.clock.now()),
        changes: versions.map(({ no, rule, note, at, accountId }) => ({
          no,
          rule,
          note,
          at: at.toISOString(),
          name: names.get(accountId) ?? null,
        })),
      }
    },
  })

const setRuleRoute = ({ engine }: ProjectCircularDeps): Route =>
  defineRoute({
    method: 'PUT',
    path: '/api/projects/circular-rule',
    summary:
      'Sets a new version of the rule of the ranking, with its reason; circulars made before keep theirs',
    access: { kind: 'scoped', by: 'division', right: superviseRight },
    body: RuleBody,
    handler: async ({ actor, body }) => {
      const at = engine.clock.now()
      await addCircularRule(engine.handle.db, body.rule, { note: body.note, accountId: actor.accountId, at })
      return circularRuleAt(engine.handle.db, at)
    },
  })
