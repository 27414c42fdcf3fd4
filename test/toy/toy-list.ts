import type { Actor } from '#kernel/http/model'
import type { ListRequest } from '#kernel/ledgers/server'
import type { Toy } from './toy-engine.ts'

/** What a caller asks a list of the toy ledger for: the first page of what stands now, newest first, unless told. */
export function toyList(
  toy: Toy,
  actor: Actor,
  parameters: Partial<ListRequest['parameters']> = {},
): ListRequest {
  return {
    actor,
    ledgerId: toy.engine.book.get('toy').id,
    parameters: { page: 1, size: 20, axis: 'effective', ...parameters },
    filters: [],
    sort: { column: 'opened_at', descending: true },
    now: toy.clock.now(),
    codes: toy.engine.codes,
  }
}
