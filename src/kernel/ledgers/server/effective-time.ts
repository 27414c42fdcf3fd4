import { AppError } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import type { Action } from '../model/definition.ts'
import type { EntryState } from '../model/state.ts'

/** How far a phone's clock may run ahead before its time is refused. */
const clockSkewMs = 120_000
const backdateGraceMs = 120_000

/** The time within which a phone worked without a line, by leave of the server; ISO 8601. */
export type OfflineWindow = { from: string; until: string }

/** Work without a line is told late by its nature; but only what was done while the phone's lease held. */
function refuseOutside({ from, until }: OfflineWindow, at: Date): void {
  if (at.getTime() < Date.parse(from) - clockSkewMs || at.getTime() > Date.parse(until) + clockSkewMs)
    throw new AppError('ledgers.outside_lease', { status: 409, path: 'effectiveAt' })
}

/**
 * When the action was effective. A statement may be about any earlier time; what moves an entry follows what moved
 * it before. Earlier than now needs a right, and shows.
 */
export function effectiveTime(
  actor: Actor,
  { effectiveAt: asked, offline }: { effectiveAt?: string | undefined; offline?: OfflineWindow | undefined },
  action: Action,
  before: EntryState,
  now: Date,
): string {
  if (asked === undefined) {
    // A clock set back between two actions must not turn their order round.
    const present = now.toISOString()
    return before.effectiveAt > present ? before.effectiveAt : present
  }
  const at = new Date(asked)
  if (Number.isNaN(at.getTime())) throw new AppError('ledgers.bad_time', { path: 'effectiveAt' })
  if (at.getTime() > now.getTime() + clockSkewMs)
    throw new AppError('ledgers.future', { path: 'effectiveAt' })
  const text = (at > now ? now : at).toISOString()
  if (offline) refuseOutside(offline, at)
  else if (now.getTime() - at.getTime() > backdateGraceMs && !hasRight(actor, 'ledgers.backdate'))
    throw new AppError('ledgers.backdate_needs_right', { status: 403, path: 'effectiveAt' })
  if (action.word !== 'report' && text < before.effectiveAt)
    throw new AppError('ledgers.before_last', {
      status: 409,
      path: 'effectiveAt',
      params: { at: before.effectiveAt },
    })
  return text
}

/**
 * When an action is recorded: now, but never before what the entry has recorded already, so that a clock set back makes
 * no span that ends before it begins.
 */
export function recordedTime(
  now: Date,
  { effectiveAt }: Pick<EntryState, 'effectiveAt'>,
  sinceRecorded: string | undefined,
): Date {
  if (sinceRecorded === undefined) return now
  return new Date(Math.max(now.getTime(), Date.parse(sinceRecorded), Date.parse(effectiveAt)))
}
