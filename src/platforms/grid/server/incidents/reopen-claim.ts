import type { Tx } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { EntryState } from '#kernel/ledgers/model'
import { derivedKey, systemActor } from '#kernel/ledgers/server'
import { lastMaster } from './incident-store.ts'
import { intakeActor } from './intake-actor.ts'
import type { ClaimDeps } from './register-claim.ts'

type Reopening = {
  actor: Actor
  claim: EntryState
  /** The incident in which the claim's work went on. */
  incident: EntryState
  reason: string
  /** The key of each of the two acts. */
  keyOf: (what: 'claim' | 'incident') => string
}

/** The claim waits again, and its incident is opened again unless it is open already. */
export async function reopenClaimIn(
  tx: Tx,
  { engine }: Pick<ClaimDeps, 'engine'>,
  { actor, claim, incident, reason, keyOf }: Reopening,
): Promise<void> {
  const reopen = ({ id, seq }: EntryState) => ({
    entryId: id,
    expectedSeq: seq,
    action: 'reopen',
    input: { reason },
  })
  await engine.performIn(tx, actor, [{ ...reopen(claim), byProgram: true }], keyOf('claim'))
  if (!incident.isOpen) await engine.performIn(tx, actor, [reopen(incident)], keyOf('incident'))
}

/**
 * 重办 at a claimant's word, within the window counted from closing: the claim waits again, and the incident (or the
 * master that it went into) is opened again unless it is open already, in one transaction. The house does it for the
 * operations centre.
 * @throws AppError ledgers.condition_not_met when the window is over; incidents.not_reopenable when it wasn't taken up
 */
export async function reopenClaim(
  deps: ClaimDeps,
  { claimId, reason }: { claimId: string; reason: string },
  clientKey: string,
): Promise<{ incident: { id: string; no: string } }> {
  const { engine } = deps
  const incident = await engine.handle.db.transaction().execute(async (tx) => {
    const { state: claim } = await engine.get(systemActor, claimId, tx)
    const named = claim.values['incident']
    if (claim.ledger !== 'claim' || typeof named !== 'string') throw notFound()
    const actor = intakeActor(deps, claim.divisionCode)
    const { state } = await engine.get(actor, await lastMaster(tx, named), tx)
    if (!state.isOpen && state.stage !== 'closed')
      throw new AppError('incidents.not_reopenable', { status: 409 })
    const keyOf = (what: string) =>
      derivedKey(`incidents/reopen/${what === 'claim' ? claimId : state.id}/${clientKey}`)
    await reopenClaimIn(tx, deps, { actor, claim, incident: state, reason, keyOf })
    return { id: state.id, no: state.no }
  })
  engine.onCommit()
  return { incident }
}
