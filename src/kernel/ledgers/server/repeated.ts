import type { Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { Action } from '../model/definition.ts'
import type { EntryState } from '../model/state.ts'
import { getStored, readNumbers } from './entry-store.ts'
import type { ActionRequest, Performed, Result } from './perform.ts'

/**
 * What a client key did when it was first used.
 * @throws AppError ledgers.key_reused where it was used for something else
 */
export async function repeated(
  tx: Tx,
  actor: Actor,
  clientKey: string,
  requestHash: Buffer,
): Promise<Performed> {
  const stored = await getStored(tx, actor.accountId, clientKey)
  if (!stored?.requestHash.equals(requestHash)) throw new AppError('ledgers.key_reused', { status: 409 })
  const results = stored.results as Result[]
  // The key was claimed before the numbers were drawn, so they stand with the entries.
  const numbers = await readNumbers(
    tx,
    results.map(({ entryId }) => entryId),
  )
  return {
    results: results.map(({ entryId, seq }) => ({ entryId, seq, no: numbers.get(entryId) ?? '' })),
    replayed: true,
    states: [],
    attachments: new Map(),
  }
}

/** One batch does one thing to an entry: the second would be decided on a state that the first had left. */
export function refuseTwice(prepared: readonly { id: string }[]): void {
  const seen = new Set<string>()
  prepared.forEach(({ id }, index) => {
    if (seen.has(id)) throw new AppError('ledgers.entry_twice', { path: `actions.${index}.entryId` })
    seen.add(id)
  })
}

/** What was asked for an entry as it is no more, or for one of the wrong kind: registered already, or not yet. */
export function refuseOutdated(request: ActionRequest, before: EntryState, action: Action): void {
  if ('ledger' in request) {
    if (action.word !== 'register') throw new AppError('ledgers.not_a_registration')
    return
  }
  if (action.word === 'register') throw new AppError('ledgers.already_registered', { status: 409 })
  if (request.expectedSeq !== before.seq) {
    throw new AppError('ledgers.changed_meanwhile', {
      status: 409,
      params: { expected: request.expectedSeq, actual: before.seq },
    })
  }
}
