import { AppError, notFound } from '#kernel/errors/model'
import { derivedKey, systemActor } from '#kernel/ledgers/server'
import { lastMaster } from './incident-store.ts'
import { intakeActor } from './intake-actor.ts'
import type { ClaimDeps } from './register-claim.ts'

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
    await engine.performIn(
      tx,
      actor,
      [{ entryId: claimId, expectedSeq: claim.seq, action: 'reopen', input: { reason }, byProgram: true }],
      derivedKey(`incidents/reopen/${claimId}/${clientKey}`),
    )
    if (!state.isOpen)
      await engine.performIn(
        tx,
        actor,
        [{ entryId: state.id, expectedSeq: state.seq, action: 'reopen', input: { reason } }],
        derivedKey(`incidents/reopen/${state.id}/${clientKey}`),
      )
    return { id: state.id, no: state.no }
  })
  engine.onCommit()
  return { incident }
}
