import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { type ActionRequest, derivedKey, performFilledIn } from '#kernel/ledgers/server'
import type { ItemResult, OfflineItem, Settlement } from '../model/protocol.ts'
import { findItem, type ItemRow, lockItem, noteSettled } from './item-store.ts'
import type { OfflineDeps } from './offline-deps.ts'
import { followed, openContent, requestOf, tell } from './take-item.ts'
import { handTold } from './told.ts'

/**
 * Settles a conflict by its maker's word: done again on the state that they saw, with the rights that they have now; kept
 * as a comment on the entry; or given up with a reason. What was to be done stays on record either way.
 * @throws AppError http.not_found, and what the engine refuses: then the conflict stays
 */
export async function settle(
  deps: OfflineDeps,
  actor: Actor,
  clientKey: string,
  settlement: Settlement,
): Promise<ItemResult> {
  const { engine } = deps
  const found = await findItem(engine.handle.db, actor.accountId, clientKey)
  if (!found || found.state === 'done') throw notFound()
  if (found.state === 'settled') return tell(deps, { actor, sealed: false }, found)
  const told = toldIn(deps, found)
  if (told && settlement.how === 'comment') throw new AppError('offline.no_comment', { status: 409 })
  if (told && settlement.how === 'again') await handTold(deps, actor, told)
  const request = told ? undefined : await requestBy(deps, found, settlement, actor)
  const key = derivedKey(`offline/${settlement.how}/${actor.accountId}/${clientKey}`)
  await engine.handle.db.transaction().execute(async (tx) => {
    // Whoever settles it at the same time waits here, and then finds it settled.
    const row = await lockItem(tx, actor.accountId, clientKey)
    if (row?.state !== 'conflict') return
    const result = request && (await performFilledIn(tx, engine, actor, request, key)).results[0]
    await noteSettled(tx, row, {
      at: engine.clock.now(),
      how: settlement.how,
      note: noteOf(settlement),
      entryId: result?.entryId ?? null,
      // What follows on the phone goes on from what was done again; after a comment or nothing it has no ground.
      seq: settlement.how === 'again' && result ? result.seq : null,
    })
  })
  if (request) engine.onCommit()
  return present(deps, actor, clientKey)
}

/** What was to be told, where it is no entry's: whoever takes it takes it again, and once. */
function toldIn(deps: OfflineDeps, row: ItemRow): OfflineItem | undefined {
  const { item } = openContent(deps, row)
  return item.what.kind === 'tell' ? item : undefined
}

async function present(deps: OfflineDeps, actor: Actor, clientKey: string): Promise<ItemResult> {
  const row = await findItem(deps.engine.handle.db, actor.accountId, clientKey)
  if (!row) throw notFound()
  return tell(deps, { actor, sealed: false }, row)
}

const noteOf = (settlement: Settlement): string | null => {
  if (settlement.how === 'comment') return settlement.text
  return settlement.how === 'discard' ? settlement.reason : null
}

async function requestBy(
  deps: OfflineDeps,
  row: ItemRow,
  settlement: Settlement,
  actor: Actor,
): Promise<ActionRequest | undefined> {
  if (settlement.how === 'discard') return undefined
  if (settlement.how === 'comment') return commentOn(deps, row, settlement.text, actor)
  const { item, files } = openContent(deps, row)
  const changed = settlement.input ? { ...item, input: settlement.input } : item
  if (item.what.kind === 'register')
    return requestOf(deps.engine, changed, files, await cameOf(deps, row.accountId, item))
  if (row.entryId === null || settlement.expectedSeq === null)
    throw new AppError('offline.no_entry', { status: 409 })
  return requestOf(deps.engine, changed, files, { entryId: row.entryId, seq: settlement.expectedSeq })
}

/** What a registration came of; where that was given up, it stands for itself. */
async function cameOf(deps: OfflineDeps, accountId: number, item: OfflineItem) {
  const before = followed(item)
  const earlier = before === null ? undefined : await findItem(deps.engine.handle.db, accountId, before)
  if (!earlier || earlier.entryId === null || earlier.seq === null) return 'none'
  return { entryId: earlier.entryId, seq: earlier.seq }
}

/** The ledger's own comment; where it has none, what was to be done can't be kept so. */
async function commentOn(
  deps: OfflineDeps,
  row: ItemRow,
  text: string,
  actor: Actor,
): Promise<ActionRequest> {
  const { entryId } = row
  if (entryId === null) throw new AppError('offline.no_entry', { status: 409 })
  const { files } = openContent(deps, row)
  const { ledger, state } = await deps.engine.get(actor, entryId)
  const action = ledger.definition.actions.find(({ word }) => word === 'comment')
  const field = action?.asks.find(({ kind }) => kind === 'long_text' || kind === 'text')
  if (!action || !field) throw new AppError('offline.no_comment', { status: 409 })
  // The photos that were taken for it stay with the entry, where the comment can have any.
  const photos = action.asks.find(({ kind, secretOf }) => kind === 'files' && secretOf === undefined)
  const kept = photos && files.length > 0 ? { [photos.name]: [...files] } : {}
  return { entryId, expectedSeq: state.seq, action: action.id, input: { [field.name]: text, ...kept } }
}
