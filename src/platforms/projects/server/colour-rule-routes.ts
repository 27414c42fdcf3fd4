import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { type Engine, readStates, systemActor } from '#kernel/ledgers/server'
import { isAllowedSetting } from '../model/colour.ts'
import { colourEffect } from '../model/colour-effect.ts'
import { ColourEffect, ColourRuleAnswer, ColourRuleChange, FractionText } from '../model/wall-query.ts'
import type { ColourRule } from './colour-rule.ts'
import { addRule, listRules } from './colour-rule-store.ts'
import { recolour } from './recolour.ts'

export type ColourRuleDeps = {
  engine: Engine
  rule: ColourRule
  accountNames: (ids: readonly number[]) => Promise<ReadonlyMap<number, string>>
}

const open = { kind: 'signed_in', because: 'the rule is the same for everyone who reads a colour' } as const

/** 红黄蓝绿四色管理: the rule, what another one would do, and who changed it when. */
export function colourRuleRoutes(deps: ColourRuleDeps): Route[] {
  return [readRoute(deps), historyRoute(deps), effectRoute(deps), setRoute(deps)]
}

const readRoute = ({ rule }: ColourRuleDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/colour-rule',
    summary: 'From which share of procedures on a project is yellow',
    access: open,
    response: ColourRuleAnswer,
    handler: () => rule.settings(),
  })

const historyRoute = ({ engine, accountNames }: ColourRuleDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/colour-rule/changes',
    summary: 'Every rule that was set, by whom and from when on, the newest first',
    access: open,
    response: z.array(ColourRuleChange),
    handler: async () => {
      const rules = await listRules(engine.handle.db)
      const names = await accountNames(rules.map(({ accountId }) => accountId))
      return rules.map(({ at, ...rule }) => ({
        ...rule,
        at: at.toISOString(),
        name: names.get(rule.accountId) ?? null,
      }))
    },
  })

const effectRoute = ({ engine, rule }: ColourRuleDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/colour-rule/effect',
    summary: 'Which of the projects one may see another rule would colour otherwise',
    access: { kind: 'scoped', by: 'entry' },
    query: z.object({ yellowFrom: FractionText }),
    response: ColourEffect,
    handler: async ({ actor, query }) => {
      if (!isAllowedSetting(query)) throw new AppError('projects.rule_out_of_range', { path: 'yellowFrom' })
      return colourEffect(await readStates(engine, actor, 'project'), rule.settings(), query)
    },
  })

const setRoute = ({ engine, rule }: ColourRuleDeps): Route =>
  defineRoute({
    method: 'PUT',
    path: '/api/projects/colour-rule',
    summary: 'Sets from which share on a project is yellow, between one third and two thirds, and recolours',
    access: { kind: 'scoped', by: 'entry', right: 'ledgers.import' },
    body: ColourRuleAnswer,
    response: ColourRuleAnswer,
    handler: async ({ actor, body }) => {
      if (!isAllowedSetting(body)) throw new AppError('projects.rule_out_of_range', { path: 'yellowFrom' })
      await engine.handle.db
        .transaction()
        .execute((tx) => addRule(tx, body, actor.accountId, engine.clock.now()))
      await rule.changed()
      await recolour(engine, actor, rule.settings())
      // The rule holds for every project, those too that who set it may not see.
      await recolour(engine, systemActor, rule.settings())
      return rule.settings()
    },
  })
