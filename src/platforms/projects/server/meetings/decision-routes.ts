import { z } from 'zod'
import type { Tx } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { created, defineRoute, type Route } from '#kernel/http/server'
import type { Values } from '#kernel/ledgers/model'
import { derivedKey } from '#kernel/ledgers/server'
import { DecisionDraft, MeetingAnswer, NewDecision } from '../../model/meetings/meeting-view.ts'
import type { MeetingDeps } from './meeting-deps.ts'
import { getMeeting, readMeeting } from './meeting-reader.ts'
import { holdMeeting } from './meeting-store.ts'

const scoped = { kind: 'scoped', by: 'entry' } as const
const EntryId = z.object({ entryId: z.uuid() })

/** Decisions as they are typed: whoever names unit, person and date has given it out with the same stroke. */
export function decisionRoutes(deps: MeetingDeps): Route[] {
  return [decideRoute(deps), amendRoute(deps)]
}

/** What isn't named is not asked about, rather than said to be nothing. */
const said = (draft: z.output<typeof DecisionDraft>): Values =>
  Object.fromEntries(
    Object.entries(draft).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Values

/** Of a decision that is worded anew: what isn't named any more is no longer so. */
const nothingNamed = (draft: z.output<typeof DecisionDraft>): Values => ({
  ...draft,
  supporting: draft.supporting.length === 0 ? null : draft.supporting,
})

type Stroke = { engine: MeetingDeps['engine']; tx: Tx; actor: Actor; key: string }

/** Gives a decision out where it has all that it needs, and asks the supporting organisations along. */
async function giveOut(
  { engine, tx, actor, key }: Stroke,
  decision: { entryId: string; seq: number },
  draft: z.output<typeof DecisionDraft>,
): Promise<void> {
  const { leadOrganisation, responsible, dueOn, supporting, title } = draft
  if (leadOrganisation === null || responsible === null || dueOn === null) return
  const { entryId, seq } = decision
  const input = {
    organisationId: leadOrganisation,
    accountId: responsible,
    leadOrganisation,
    responsible,
    dueOn,
  }
  const dispatch = { entryId, expectedSeq: seq, action: 'dispatch', input }
  await engine.performIn(tx, actor, [dispatch], derivedKey(`${key}/dispatch`))
  if (supporting.length === 0) return
  const consult = {
    entryId,
    expectedSeq: seq + 1,
    action: 'consult',
    input: { organisations: supporting, question: title },
  }
  await engine.performIn(tx, actor, [consult], derivedKey(`${key}/consult`))
}

async function inSession(tx: Tx, meetingId: string): Promise<void> {
  if ((await holdMeeting(tx, meetingId, 'share')) !== 'in_session')
    throw new AppError('projects.meeting_not_in_session', { status: 409 })
}

const decideRoute = (deps: MeetingDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/meetings/:entryId/decisions',
    summary:
      'Records a decision of the meeting in session; with unit, person and date it is given out at once',
    access: scoped,
    clientKey: true,
    params: EntryId,
    body: NewDecision,
    response: MeetingAnswer,
    handler: async ({ actor, params: { entryId: meetingId }, body, clientKey }) => {
      const { engine } = deps
      const meeting = await getMeeting(deps, actor, meetingId)
      const { item, project, problem, ...draft } = body
      const concerned = project ?? problem
      const { divisionCode } = concerned ? (await engine.get(actor, concerned)).state : meeting
      const demonstration: Values = meeting.values['demonstration'] === true ? { demonstration: true } : {}
      const about = Object.fromEntries(
        Object.entries({ item, project, problem }).filter(([, value]) => value !== null),
      )
      await engine.handle.db.transaction().execute(async (tx) => {
        await inSession(tx, meetingId)
        const input = { ...said(draft), ...about, ...demonstration, meeting: meetingId }
        const register = { ledger: 'decision', action: 'register', divisionCode, input }
        const { results } = await engine.performIn(tx, actor, [register], clientKey)
        const [decision] = results
        if (decision) await giveOut({ engine, tx, actor, key: `decide/${clientKey}` }, decision, draft)
      })
      engine.onCommit()
      return created(await readMeeting(deps, actor, meetingId))
    },
  })

const amendRoute = (deps: MeetingDeps): Route =>
  defineRoute({
    method: 'PUT',
    path: '/api/projects/decisions/:entryId',
    summary: 'Words a decision anew that nobody has in hand yet; with unit, person and date it is given out',
    access: scoped,
    clientKey: true,
    params: EntryId,
    body: DecisionDraft.extend({ expectedSeq: z.int().min(1) }),
    response: MeetingAnswer,
    handler: async ({ actor, params: { entryId }, body, clientKey }) => {
      const { engine } = deps
      const { expectedSeq, ...draft } = body
      const { state } = await engine.get(actor, entryId)
      const meetingId = state.values['meeting']
      if (state.ledger !== 'decision' || typeof meetingId !== 'string') throw notFound()
      await getMeeting(deps, actor, meetingId)
      await engine.handle.db.transaction().execute(async (tx) => {
        await inSession(tx, meetingId)
        const amend = { entryId, expectedSeq, action: 'amend', input: nothingNamed(draft) }
        const { results } = await engine.performIn(tx, actor, [amend], clientKey)
        const [decision] = results
        if (decision) await giveOut({ engine, tx, actor, key: `amend/${clientKey}` }, decision, draft)
      })
      engine.onCommit()
      return readMeeting(deps, actor, meetingId)
    },
  })
