import { z } from 'zod'
import { covers } from '#kernel/divisions/model'
import { notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { ServiceRule, ServiceRuleAnswer } from '../../model/meetings/team-rule.ts'
import type { MeetingDeps } from './meeting-deps.ts'
import { addServiceRule, listServiceRules } from './service-rule-store.ts'

const path = '/api/projects/service-rules/:district'
const District = z.object({ district: z.string().regex(/^\d{6}$/) })
const setRight = 'ledgers.import'

/** Reading is for whoever works in the district; setting for who acts over all of it and keeps its projects. */
function checkDistrict(actor: Actor, district: string): void {
  if (!actor.divisions.some((root) => covers([district], root))) throw notFound()
}

const maySet = (actor: Actor, district: string) =>
  hasRight(actor, setRight) && covers(actor.divisions, district)

/** 项目服务办法: whom projects need, how often they are visited, when one meets; every version with its reason. */
export function serviceRuleRoutes(deps: MeetingDeps): Route[] {
  return [readRoute(deps), setRoute(deps)]
}

async function answer(deps: MeetingDeps, actor: Actor, district: string): Promise<ServiceRuleAnswer> {
  const rules = await listServiceRules(deps.engine.handle.db, district)
  const names = await deps.accountNames(rules.map(({ accountId }) => accountId))
  return {
    district,
    versions: [
      ...rules.map(({ no, at, accountId, reason, rule }) => ({
        no,
        at: at.toISOString(),
        name: names.get(accountId) ?? null,
        reason,
        rule,
      })),
      { no: 0, at: null, name: null, reason: null, rule: deps.defaultRule },
    ],
    can: { set: maySet(actor, district) },
  }
}

const readRoute = (deps: MeetingDeps): Route =>
  defineRoute({
    method: 'GET',
    path,
    summary: 'The rule of serving projects in a district and its earlier versions, the newest first',
    access: { kind: 'scoped', by: 'division' },
    params: District,
    response: ServiceRuleAnswer,
    handler: ({ actor, params }) => {
      checkDistrict(actor, params.district)
      return answer(deps, actor, params.district)
    },
  })

const setRoute = (deps: MeetingDeps): Route =>
  defineRoute({
    method: 'POST',
    path,
    summary: 'Sets the rule of serving projects in a district, with the reason',
    access: { kind: 'scoped', by: 'division', right: setRight },
    params: District,
    body: z.strictObject({ rule: ServiceRule, reason: z.string().trim().min(1).max(400) }),
    response: ServiceRuleAnswer,
    handler: async ({ actor, params: { district }, body }) => {
      if (!maySet(actor, district)) throw notFound()
      const at = deps.engine.clock.now()
      await addServiceRule(deps.engine.handle.db, { district, ...body, at, accountId: actor.accountId })
      return answer(deps, actor, district)
    },
  })
