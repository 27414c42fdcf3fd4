import type { Tx } from '#kernel/db/server'
import { AppError, type ErrorItem } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { localText, translate } from '#kernel/i18n/model'
import type { Values } from '#kernel/ledgers/model'
import { derivedKey, systemActor } from '#kernel/ledgers/server'
import type { DecisionRow } from '../../model/meetings/meeting-view.ts'
import { minutesOf } from '../../model/meetings/minutes.ts'
import type { MeetingDeps } from './meeting-deps.ts'
import { getMeeting, readMeeting } from './meeting-reader.ts'
import { decisionSeqs, fileMinutes, holdMeeting } from './meeting-store.ts'
import { minutesHash } from './minutes-file.ts'
import { officialLocale } from './minutes-paper.ts'

/** One step of a meeting, as it was last seen, under the key of who takes it. */
export type SessionStep = {
  actor: Actor
  entryId: string
  expectedSeq: number
  clientKey: string
  /** When it was so; now without. */
  effectiveAt?: string
}

/** The house itself, where it writes what it built beside what a person does. */
const house: Actor = { ...systemActor, rights: [...systemActor.rights, 'ledgers.backdate'] }

/** Opens a meeting: what its agenda is now is written by the house in the same transaction, and stays. */
export async function openMeeting(deps: MeetingDeps, step: SessionStep): Promise<void> {
  const { engine } = deps
  const { actor, entryId, expectedSeq, clientKey } = step
  const at = step.effectiveAt === undefined ? {} : { effectiveAt: step.effectiveAt }
  const { items, stage } = await readMeeting(deps, actor, entryId)
  const agenda = items.map(({ facts: _, history: __, ...item }) => item as Values)
  await engine.handle.db.transaction().execute(async (tx) => {
    // Asked again after it was opened, it answers the same, or that it can't be opened twice.
    if (stage === 'preparing') {
      const freeze = { entryId, expectedSeq, action: 'freeze', input: { agenda }, ...at }
      await engine.performIn(tx, house, [freeze], derivedKey(`freeze/${entryId}/${clientKey}`))
    }
    const open = { entryId, expectedSeq: expectedSeq + 1, action: 'open', input: {}, ...at }
    await engine.performIn(tx, actor, [open], clientKey)
  })
  engine.onCommit()
}

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

/**
 * Ends a meeting and files its minutes.
 * @throws AppError projects.decisions_outstanding, which names every decision without unit, person or date
 */
export async function endMeeting(deps: MeetingDeps, step: SessionStep): Promise<void> {
  const { engine, organisationNames, divisions } = deps
  const { actor, entryId, expectedSeq, clientKey } = step
  const at = step.effectiveAt === undefined ? {} : { effectiveAt: step.effectiveAt }
  const end = { entryId, expectedSeq: expectedSeq + 1, action: 'end', input: {}, ...at }
  const state = await getMeeting(deps, actor, entryId)
  if (state.stage !== 'in_session') {
    await engine.perform(actor, [end], clientKey)
    return
  }
  const meeting = await readMeeting(deps, actor, entryId, officialLocale)
  refuseOutstanding(actor, meeting.decisions)
  const own = (await organisationNames([state.organisationId])).get(state.organisationId)
  const issuer = divisions().find(state.divisionCode)?.name ?? (own ? localText(own, officialLocale) : '')
  const now = engine.clock.now()
  const content = minutesOf(meeting, issuer, step.effectiveAt ?? now.toISOString())
  const hash = minutesHash(content)
  await engine.handle.db.transaction().execute(async (tx) => {
    await checkUnchanged(deps, tx, entryId, meeting.decisions)
    await fileMinutes(tx, { meetingId: entryId, content, hash, at: now })
    const file = { entryId, expectedSeq, action: 'file_minutes', input: { contentHash: hash }, ...at }
    await engine.performIn(tx, house, [file], derivedKey(`minutes/${entryId}/${clientKey}`))
    await engine.performIn(tx, actor, [end], clientKey)
  })
  engine.onCommit()
}

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
