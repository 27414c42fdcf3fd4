import { isAppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { readEntry } from '#kernel/ledgers/server'
import type { SettledConflict, SettledPage } from '../model/protocol.ts'
import { listSettled, type SettledRow } from './item-store.ts'
import type { OfflineDeps } from './offline-deps.ts'
import { openContent } from './take-item.ts'

/** One's own settled conflicts with both versions: what one had done, and what stood when it was settled. */
export async function readSettled(
  deps: OfflineDeps,
  actor: Actor,
  paging: { page: number; size: number },
): Promise<SettledPage> {
  const { rows, total } = await listSettled(deps.engine.handle.db, actor.accountId, paging)
  const told: SettledConflict[] = []
  for (const row of rows) told.push(await present(deps, actor, row))
  return { rows: told, total }
}

async function present(deps: OfflineDeps, actor: Actor, row: SettledRow): Promise<SettledConflict> {
  const { item } = openContent(deps, row)
  const { code, reason, settledAt, settledBy, settledHow, settledNote } = row
  return {
    item,
    code: code ?? '',
    reason: reason ?? '',
    settledAt: settledAt.toISOString(),
    settledBy,
    how: settledHow ?? 'discard',
    note: settledNote,
    // What was registered again stood nowhere before.
    stood: item.what.kind === 'act' ? await stoodBefore(deps, actor, row) : null,
  }
}

async function stoodBefore(
  deps: OfflineDeps,
  actor: Actor,
  { entryId, settledAt }: SettledRow,
): Promise<SettledConflict['stood']> {
  if (entryId === null) return null
  const asOf = new Date(settledAt.getTime() - 1)
  try {
    const { answer } = await readEntry(deps, actor, entryId, { axis: 'recorded', asOf: asOf.toISOString() })
    return answer as unknown as SettledConflict['stood']
  } catch (error) {
    if (isAppError(error) && error.status === 404) return null
    throw error
  }
}
