import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { defineRoute, noContent, type Route } from '#kernel/http/server'
import type { Engine } from '#kernel/ledgers/server'
import { RuleAnswer, RuleDifference, RuleVersionAnswer } from '../../model/rules/answers.ts'
import { parseRule, type RuleKind, ruleKindNames, type RuleVersion } from '../../model/rules/rules.ts'
import type { RuleBook } from './rule-book.ts'
import { differenceOf } from './rule-difference.ts'
import { dropDraft, findDraft, saveDraft } from './rule-store.ts'

export type RuleRouteDeps = {
  engine: Engine
  rules: RuleBook
  accountNames: (ids: readonly number[]) => Promise<ReadonlyMap<number, string>>
  /** What has to follow at once when a rule of a kind was published. */
  published: (actor: Actor, kind: RuleKind) => Promise<void>
}

const RuleParam = z.object({ rule: z.enum(ruleKindNames) })
const open = {
  kind: 'signed_in',
  because: 'a rule is the same for everyone who reads what comes of it',
} as const
/** Whoever keeps the list of projects sets the rules that it is judged by. */
const changing = { kind: 'scoped', by: 'entry', right: 'ledgers.import' } as const

/** Rules that are data: read, drafted, compared with the one in force, published with a reason. */
export function ruleRoutes(deps: RuleRouteDeps): Route[] {
  return [
    readRoute(deps),
    versionsRoute(deps),
    draftRoute(deps),
    dropRoute(deps),
    differenceRoute(deps),
    publishRoute(deps),
  ]
}

type Names = ReadonlyMap<number, string>
const present = ({ version, body, reason, inForceFrom, accountId }: RuleVersion, names: Names) => ({
  version,
  body,
  reason,
  inForceFrom: inForceFrom?.toISOString() ?? null,
  by: accountId === null ? null : (names.get(accountId) ?? `#${accountId}`),
})

const readRoute = ({ engine, rules, accountNames }: RuleRouteDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/rules/:rule',
    summary: 'A rule as it is in force, and the draft of the next one',
    access: open,
    params: RuleParam,
    response: RuleAnswer,
    handler: async ({ params }) => {
      const rule = rules.now(params.rule)
      const draft = await findDraft(engine.handle.db, params.rule)
      const names = await accountNames([rule.accountId ?? 0, draft?.accountId ?? 0])
      return {
        rule: present(rule, names),
        draft: draft
          ? {
              body: draft.body,
              savedAt: draft.savedAt.toISOString(),
              by: names.get(draft.accountId) ?? `#${draft.accountId}`,
            }
          : null,
      }
    },
  })

const versionsRoute = ({ rules, accountNames }: RuleRouteDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/rules/:rule/versions',
    summary: 'Every version of a rule, by whom, since when and why, the newest first',
    access: open,
    params: RuleParam,
    response: z.array(RuleVersionAnswer),
    handler: async ({ params }) => {
      const versions = rules.versions(params.rule)
      const names = await accountNames(versions.map(({ accountId }) => accountId ?? 0))
      return versions.map((rule) => present(rule, names))
    },
  })

/** What a body of the kind may say is asked here, since the kind stands in the path. */
function bodyOf(kind: RuleKind, body: unknown) {
  try {
    return parseRule(kind, body)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const [issue] = error.issues
    const path = ['body', ...(issue?.path ?? [])].map(String).join('.')
    const own = issue?.code === 'custom' && /^projects\.[a-z_]+$/.test(issue.message)
    throw new AppError(own ? (issue.message as `projects.${string}`) : 'projects.rule_malformed', {
      path,
      ...(own ? {} : { params: { path } }),
    })
  }
}

const draftRoute = ({ engine }: RuleRouteDeps): Route =>
  defineRoute({
    method: 'PUT',
    path: '/api/projects/rules/:rule/draft',
    summary: 'Keeps the draft of the next version; nothing is judged by it yet',
    access: changing,
    params: RuleParam,
    body: z.strictObject({ body: z.unknown() }),
    handler: async ({ actor, params, body: { body } }) => {
      await saveDraft(engine.handle.db, {
        kind: params.rule,
        body: bodyOf(params.rule, body),
        accountId: actor.accountId,
        at: engine.clock.now(),
      })
      return noContent()
    },
  })

const dropRoute = ({ engine }: RuleRouteDeps): Route =>
  defineRoute({
    method: 'DELETE',
    path: '/api/projects/rules/:rule/draft',
    summary: 'Lets go of the draft',
    access: changing,
    params: RuleParam,
    handler: async ({ params }) => {
      await dropDraft(engine.handle.db, params.rule)
      return noContent()
    },
  })

const differenceRoute = ({ engine, rules }: RuleRouteDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/rules/:rule/difference',
    summary: 'Which of the projects one may see the draft would judge otherwise, and how',
    access: { kind: 'scoped', by: 'entry' },
    params: RuleParam,
    response: RuleDifference,
    handler: async ({ actor, params }) => {
      const draft = await findDraft(engine.handle.db, params.rule)
      if (!draft) throw new AppError('projects.no_draft', { status: 409 })
      return differenceOf({ engine, rules }, actor, params.rule, draft.body)
    },
  })

const publishRoute = ({ engine, rules, published, accountNames }: RuleRouteDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/rules/:rule/versions',
    summary: 'Publishes the draft with its reason: it holds from now on',
    access: changing,
    params: RuleParam,
    body: z.strictObject({
      reason: z.string().trim().min(2).max(400),
      /** The version that the difference was read against. */
      expectedVersion: z.number().int().min(0),
    }),
    response: RuleVersionAnswer,
    handler: async ({ actor, params, body }) => {
      const kind = params.rule
      const draft = await findDraft(engine.handle.db, kind)
      if (!draft) throw new AppError('projects.no_draft', { status: 409 })
      if (rules.now(kind).version !== body.expectedVersion)
        throw new AppError('projects.rule_changed_meanwhile', { status: 409 })
      const rule = await rules.publish({
        kind,
        body: draft.body,
        reason: body.reason,
        accountId: actor.accountId,
      })
      await published(actor, kind)
      return present(rule, await accountNames([actor.accountId]))
    },
  })
