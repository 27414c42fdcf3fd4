import type { Actor } from '#kernel/http/model'
import type { SettledBelow, SettledBelowPage } from '../model/protocol.ts'
import { type BelowRow, listSettledBelow } from './item-store.ts'
import type { OfflineDeps } from './offline-deps.ts'
import { openContent } from './take-item.ts'

type Deps = Pick<OfflineDeps, 'engine' | 'keys'>

/** What those who work in the actor's divisions made of their conflicts. Who may ask is for the caller to say. */
export async function readSettledBelow(
  deps: Deps,
  actor: Actor,
  paging: { page: number; size: number },
): Promise<SettledBelowPage> {
  const { engine } = deps
  const { rows, total } = await listSettledBelow(engine.handle.db, actor, engine.codes, paging)
  return { rows: rows.map((row) => present(deps, actor, row)), total }
}

function present(deps: Deps, actor: Actor, row: BelowRow): SettledBelow {
  const { what } = openContent(deps, row).item
  const { no, title, entryId } = row
  const entry = entryId === null || no === null ? null : { id: entryId, no, title: title ?? '' }
  const named = what.kind === 'register' ? what.ledger : row.ledger
  const known = named === null ? undefined : deps.engine.book.find(named)
  const definition = known && deps.engine.book.current(known).definition
  const action = definition?.actions.find((one) =>
    what.kind === 'act' ? one.id === what.action : one.word === 'register',
  )
  const within = named !== null && (actor.ledgers === 'all' || actor.ledgers.includes(named))
  const readable = within && (definition?.sensitivity ?? 0) <= actor.sensitivity
  return {
    by: row.settledBy,
    effectiveAt: row.effectiveAt.toISOString(),
    ledger: definition?.title ?? null,
    action: what.kind === 'tell' ? what.name : (action?.label ?? ''),
    entry,
    reason: row.reason ?? '',
    settledAt: row.settledAt.toISOString(),
    how: row.settledHow ?? 'discard',
    // Where nothing is on record, what somebody wrote is for who may read such entries.
    note: entry || readable ? row.settledNote : null,
  }
}
