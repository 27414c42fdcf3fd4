import { z } from 'zod'
import { created, defineRoute, type Route } from '#kernel/http/server'
import { exportRight } from '#kernel/ledgers/server'
import { download } from '#kernel/reports/server'
import {
  AgainAnswer,
  CircularAnswer,
  CircularAsked,
  CircularDrafted,
  RuleBody,
} from '../../model/circulars/answers.ts'
import { RuleAnswer } from '../../model/circulars/rule.ts'
import { type CircularDeps, draftCircular, getCircular, produceAgain, readCircular } from './circulars.ts'
import { circularFormats, type CircularFormat, keptDocument } from './documents.ts'
import { addCircularRule, circularRuleAt, listCircularRules } from './rule-store.ts'

const superviseRight = 'ledgers.supervise'
const scoped = { kind: 'scoped', by: 'entry' } as const
const CircularId = z.object({ circularId: z.uuid() })

/** 督查通报: drafts of a day, their documents, what comes of producing them again, and the rule of their rankings. */
export function circularRoutes(deps: CircularDeps): Route[] {
  return [
    draftRoute(deps),
    readRoute(deps),
    againRoute(deps),
    ...circularFormats.map((format) => paperRoute(deps, format)),
    ruleRoute(deps),
    setRuleRoute(deps),
  ]
}

const draftRoute = (deps: CircularDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/circulars',
    summary:
      'Drafts the circular of a day, over its week, half month or month, from what had been recorded by then',
    access: { kind: 'scoped', by: 'division', right: superviseRight },
    clientKey: true,
    body: CircularAsked,
    response: CircularDrafted,
    handler: async ({ actor, body, clientKey }) =>
      created({ entryId: await draftCircular(deps, actor, body, clientKey) }),
  })

const readRoute = (deps: CircularDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/circulars/:circularId',
    summary: 'A circular: what it says, by which versions of which rules, and the hashes of its files',
    access: scoped,
    params: CircularId,
    response: CircularAnswer,
    handler: ({ actor, params }) => readCircular(deps, actor, params.circularId),
  })

const againRoute = (deps: CircularDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/circulars/:circularId/again',
    summary: 'Produces a circular again for its own moments: identical to the byte, or where it differs',
    access: { ...scoped, right: superviseRight },
    params: CircularId,
    response: AgainAnswer,
    handler: ({ actor, params }) => produceAgain(deps, actor, params.circularId),
  })

const paperRoute = (deps: CircularDeps, format: CircularFormat): Route =>
  defineRoute({
    method: 'GET',
    path: `/api/projects/circulars/:circularId/paper.${format}`,
    summary: `A circular as an official document, .${format}: set once and kept`,
    access: { ...scoped, right: exportRight },
    params: CircularId,
    produces: 'circular',
    handler: async ({ actor, params }) => {
      const { circular, state } = await getCircular(deps, actor, params.circularId)
      const { bytes, title, fileId } = await keptDocument(deps.files, actor, circular, state, format)
      const { content, recordedBy } = circular
      return download({
        name: state.no,
        title,
        format,
        body: bytes,
        produced: {
          rows: () => content.organisations.length + content.townships.length,
          asOf: { moment: recordedBy, axis: 'recorded' },
          period: { from: content.from, to: content.to },
          rules: { ranking: content.rule.no, layout: circular.layout },
          fileId,
        },
      })
    },
  })

const ruleRoute = ({ engine, directory }: CircularDeps): Route =>
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

const setRuleRoute = ({ engine }: CircularDeps): Route =>
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
