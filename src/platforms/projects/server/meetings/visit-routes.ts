import { z } from 'zod'
import { notFound } from '#kernel/errors/model'
import { created, defineRoute, type Route } from '#kernel/http/server'
import type { Values } from '#kernel/ledgers/model'
import { derivedKey } from '#kernel/ledgers/server'
import { VisitAnswer, VisitReport } from '../../model/meetings/visit-report.ts'
import type { MeetingDeps } from './meeting-deps.ts'

const given = (values: Record<string, unknown>): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Values

/** 走访: the visit and the problems found on it are registered together or not at all. */
export const visitRoute = ({ engine }: MeetingDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/:entryId/visits',
    summary: 'Records a visit to a project, and the problems found on it, in one step',
    access: { kind: 'scoped', by: 'entry' },
    clientKey: true,
    params: z.object({ entryId: z.uuid() }),
    body: VisitReport,
    response: VisitAnswer,
    handler: async ({ actor, params, body, clientKey }) => {
      const { state } = await engine.get(actor, params.entryId)
      if (state.ledger !== 'project') throw notFound()
      const { divisionCode } = state
      const { problems, visitorId, ...said } = body
      const demonstration = state.values['demonstration'] === true ? { demonstration: true } : {}
      const input = given({
        ...said,
        visitor: visitorId ?? actor.accountId,
        project: state.id,
        ...demonstration,
      })
      const answer = await engine.handle.db.transaction().execute(async (tx) => {
        const visit = { ledger: 'visit', action: 'register', divisionCode, input }
        const { results } = await engine.performIn(tx, actor, [visit], clientKey)
        const visitId = results[0]?.entryId ?? ''
        if (problems.length === 0) return { id: visitId, problems: [] }
        const found = problems.map((problem) => ({
          ledger: 'problem',
          action: 'register',
          divisionCode,
          input: given({ ...problem, project: state.id, visit: visitId, ...demonstration }),
        }))
        const registered = await engine.performIn(tx, actor, found, derivedKey(`visit/${clientKey}`))
        return { id: visitId, problems: registered.results.map(({ entryId }) => entryId) }
      })
      engine.onCommit()
      return created(answer)
    },
  })
