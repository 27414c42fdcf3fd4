import type { Database, Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { Action } from '../model/definition.ts'
import { asksForHolds, checkHolds, type HoldOn } from '../model/holds.ts'
import type { Subject } from '../model/state.ts'

/** What the register holds against dealings with the objects; `lock` keeps it so until the transaction ends. */
export type HoldsOn = (db: Database, subjects: readonly Subject[], mode: 'read' | 'lock') => Promise<HoldOn[]>

type Consulting = { actor: Actor; action: Action; subjects: readonly Subject[] }

/**
 * Refuses a batch in which an action would be taken against a hold on its entry's subjects, old and new. Objects are
 * asked for together, so that two batches lock them in the same order; without subjects nothing is asked.
 * @throws AppError ledgers.held (409)
 */
export async function refuseHeld(tx: Tx, holdsOn: HoldsOn, steps: readonly Consulting[]): Promise<void> {
  const asking = steps.filter(({ action, subjects }) => asksForHolds(action) && subjects.length > 0)
  if (asking.length === 0) return
  const holds = await holdsOn(
    tx,
    asking.flatMap(({ subjects }) => subjects),
    'lock',
  )
  for (const { actor, action, subjects } of asking) {
    const ids = new Set(subjects.map(({ objectId }) => objectId))
    const verdict = checkHolds(
      action,
      holds.filter(({ objectId }) => ids.has(objectId)),
      actor.locale,
    )
    if (!verdict.ok)
      throw new AppError(verdict.code, {
        status: verdict.status,
        params: { label: action.label[actor.locale], ...verdict.params },
      })
  }
}
