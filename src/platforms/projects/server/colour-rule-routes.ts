import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { type Engine, readStates, systemActor } from '#kernel/ledgers/server'
import { isAllowedSetting } from '../model/colour.ts'
import { colourEffect } from '../model/colour-effect.ts'
import { ColourEffect, ColourRuleAnswer, ColourRuleChange, FractionText } from '../model/wall-query.ts'
import { recolour } from './recolour.ts'
import type { ProjectRules } from './rules/project-rules.ts'

export type ColourRuleDeps = {
  engine: Engine
  rules: ProjectRules
  accountNames: (ids: readonly number[]) => Promise<ReadonlyMap<number, string>>
}

const open = { kind: 'signed_in', because: 'the rule is the same for everyone who reads a colour' } as const

/** 红黄蓝绿四色管理: the rule, what another one would do, and who changed it when. */
export function colourRuleRoutes(deps: ColourRuleDeps): Route[] {
  return [readRoute(deps), historyRoute(deps), effectRoute(deps), setRoute(deps)]
}

const readRoute = ({ rules }: ColourRuleDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/colour-rule',
    summary: 'From which share of procedures on a project is yellow',
    access: open,
    response: ColourRuleAnswer,
    handler: () => rules.colours(),
  })

const historyRoute = ({ rules, accountNames }: ColourRuleDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/colour-rule/changes',
    summary: 'Every rule that was set, by whom and from when on, the newest first',
    access: open,
    response: z.array(ColourRuleChange),
    handler: async () => {
      const versions = rules.colour.published()
      const names = await accountNames(versions.map(({ accountId }) => accountId ?? 0))
      return versions.map(({ body, inForceFrom, accountId }) => ({
        ...body,
        at: inForceFrom?.toISOString(),
        accountId,
        name: names.get(accountId ?? 0) ?? null,
      }))
    },
  })

const effectRoute = ({ engine, rules }: ColourRuleDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/colour-rule/effect',
    summary: 'Which of the projects one may see another rule would colour otherwise',
    access: { kind: 'scoped', by: 'entry' },
    query: z.object({ yellowFrom: FractionText }),
    response: ColourEffect,
    handler: async ({ actor, query }) => {
      if (!isAllowedSetting(query)) throw new AppError('projects.rule_out_of_range', { path: 'yellowFrom' })
      return colourEffect(await readStates(engine, actor, 'project'), rules.colours(), query)
    },
  })

const setRoute = ({ engine, rules }: ColourRuleDeps): Route =>
  defineRoute({
    method: 'PUT',
    path: '/api/projects/colour-rule',
    summary: 'Sets from which share on a project is yellow, between one third and two thirds, and recolours',
    access: { kind: 'scoped', by: 'entry', right: 'ledgers.import' },
    body: ColourRuleAnswer,
    response: ColourRuleAnswer,
    handler: async ({ actor, body }) => {
      if (!isAllowedSetting(body)) throw new AppError('projects.rule_out_of_range', { path: 'yellowFrom' })
      await rules.setColours(body, actor.accountId)
      await followColours({ engine, rules }, actor)
      return rules.colours()
    },
  })

/** What was published of the colours goes for every project, those too that who published it may not see. */
export async function followColours(
  { engine, rules }: Pick<ColourRuleDeps, 'engine' | 'rules'>,
  actor: Actor,
): Promise<void> {
  await recolour(engine, actor, rules.colours())
  await recolour(engine, systemActor, rules.colours())
}
