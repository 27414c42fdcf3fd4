import { z } from 'zod'
import type { Tx } from '#kernel/db/server'
import { AppError, type ErrorItem } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { localText, translate } from '#kernel/i18n/model'
import type { Values } from '#kernel/ledgers/model'
import { derivedKey, systemActor } from '#kernel/ledgers/server'
import { type DecisionRow, MeetingAnswer } from '../../model/meetings/meeting-view.ts'
import { minutesOf } from '../../model/meetings/minutes.ts'
import { officialLocale } from './minutes-paper.ts'
import type { MeetingDeps } from './meeting-deps.ts'
import { getMeeting, readMeeting } from './meeting-reader.ts'
import { decisionSeqs, fileMinutes, holdMeeting } from './meeting-store.ts'
import { minutesHash } from './minutes-file.ts'

const scoped = { kind: 'scoped', by: 'entry' } as const
const EntryId = z.object({ entryId: z.uuid() })
const Seen = z.strictObject({ expectedSeq: z.int().min(1) })

/** The meeting opens with its agenda frozen, and ends with its decisions given out and its minutes filed. */
export function sessionRoutes(deps: MeetingDeps): Route[] {
  return [openingRoute(deps), endingRoute(deps)]
}

const openingRoute = (deps: MeetingDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/meetings/:entryId/opening',
    summary: 'Opens a meeting: its agenda is frozen as it stands now',
    access: scoped,
    clientKey: true,
    params: EntryId,
    body: Seen,
    response: MeetingAnswer,
    handler: async ({ actor, params: { entryId }, body, clientKey }) => {
      const { engine } = deps
      const { items, stage } = await readMeeting(deps, actor, entryId)
      const agenda = items.map(({ facts: _, history: __, ...item }) => item as Values)
      await engine.handle.db.transaction().execute(async (tx) => {
        let { expectedSeq } = body
        // Asked again after it was opened, it answers the same, or that it can't be opened twice.
        if (stage === 'preparing') {
          const freeze = { entryId, expectedSeq, action: 'freeze', input: { agenda } }
          await engine.performIn(tx, systemActor, [freeze], derivedKey(`freeze/${entryId}/${clientKey}`))
        }
        expectedSeq += 1
        await engine.performIn(tx, actor, [{ entryId, expectedSeq, action: 'open', input: {} }], clientKey)
      })
      engine.onCommit()
      return readMeeting(deps, actor, entryId)
    },
  })

/** Every decision that nobody has in hand yet, each with what it lacks. */
function outstanding(decisions: readonly DecisionRow[]): ErrorItem[] {
  return decisions
    .filter(({ state }) => state === 'drafted')
    .flatMap(({ id, title, lacks }): ErrorItem[] =>
      lacks.length === 0
        ? [{ path: `decisions.${id}`, code: 'projects.decision_not_given_out', params: { title } }]
        : lacks.map((need) => ({
            path: `decisions.${id}.${need}`,
            code: `projects.decision_lacks_${need}`,
            params: { title },
          })),
    )
}

function refuseOutstanding(actor: Actor, decisions: readonly DecisionRow[]): void {
  const items = outstanding(decisions)
  if (items.length === 0) return
  const words = items.map(({ code, params }) => translate(actor.locale, `error.${code}`, params))
  throw new AppError('projects.decisions_outstanding', {
    status: 409,
    params: { count: items.length, list: words.join(translate(actor.locale, 'projects.meetings.separator')) },
    items,
  })
}

const endingRoute = (deps: MeetingDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/meetings/:entryId/ending',
    summary: 'Ends a meeting once every decision has its unit, person and date, and files its minutes',
    access: scoped,
    clientKey: true,
    params: EntryId,
    body: Seen,
    response: MeetingAnswer,
    handler: async ({ actor, params: { entryId }, body, clientKey }) => {
      const { engine, organisationNames, divisions } = deps
      const state = await getMeeting(deps, actor, entryId)
      if (state.stage === 'in_session') {
        const meeting = await readMeeting(deps, actor, entryId, officialLocale)
        refuseOutstanding(actor, meeting.decisions)
        const endedAt = engine.clock.now()
        const names = await organisationNames([state.organisationId])
        const own = names.get(state.organisationId)
        const place = divisions().find(state.divisionCode)?.name
        const issuer = place ?? (own ? localText(own, officialLocale) : '')
        const content = minutesOf(meeting, issuer, endedAt.toISOString())
        const hash = minutesHash(content)
        await engine.handle.db.transaction().execute(async (tx) => {
          await checkUnchanged(deps, tx, entryId, meeting.decisions)
          await fileMinutes(tx, { meetingId: entryId, content, hash, at: endedAt })
          const { expectedSeq } = body
          const file = { entryId, expectedSeq, action: 'file_minutes', input: { contentHash: hash } }
          await engine.performIn(tx, systemActor, [file], derivedKey(`minutes/${entryId}/${clientKey}`))
          const end = { entryId, expectedSeq: expectedSeq + 1, action: 'end', input: {} }
          await engine.performIn(tx, actor, [end], clientKey)
        })
      } else {
        const end = { entryId, expectedSeq: body.expectedSeq + 1, action: 'end', input: {} }
        await engine.perform(actor, [end], clientKey)
      }
      engine.onCommit()
      return readMeeting(deps, actor, entryId)
    },
  })

/** The minutes were worded before the lock: if a decision has moved since, they are worded again. */
async function checkUnchanged(
  { engine }: MeetingDeps,
  tx: Tx,
  meetingId: string,
  seen: readonly DecisionRow[],
): Promise<void> {
  const stage = await holdMeeting(tx, meetingId, 'alone')
  const present = await decisionSeqs(tx, engine.book.get('decision').id, meetingId)
  const same = present.size === seen.length && seen.every(({ id, seq }) => present.get(id) === seq)
  if (stage !== 'in_session' || !same) throw new AppError('projects.meeting_moved_on', { status: 409 })
}
