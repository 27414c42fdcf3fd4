import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#kernel/http/model'
import { type EntryState, stateAsOf } from '../model/state.ts'
import type { Engine } from './engine.ts'
import { readEntries } from './entry-store.ts'
import { readLogs, toLogged } from './log-store.ts'
import { readableBy } from './visibility-store.ts'

/**
 * The whole state of every entry of a ledger that the actor may see: what a screen computes its figures from where
 * counting by filter fields is not enough. Now, or as of a moment; an entry that was not yet known then is left out.
 */
export async function readStates(
  engine: Engine,
  actor: Actor,
  ledgerCode: string,
  asOf?: { moment: Date; axis: 'effective' | 'recorded' },
): Promise<EntryState[]> {
  const known = engine.book.get(ledgerCode)
  const where = visibleEntries(engine, actor, known.id)
  const { db } = engine.handle
  if (!asOf) return (await readEntries(db, where)).map(({ state }) => ({ ...state, ledger: ledgerCode }))
  const logs = await readLogs(db, where)
  const moment = asOf.moment.toISOString()
  return [...logs].flatMap(([id, log]) => stateAsOf(id, log.map(toLogged), moment, asOf.axis) ?? [])
}

function visibleEntries({ codes }: Engine, actor: Actor, ledgerId: number): RawBuilder<unknown> {
  return sql`e.ledger_id = ${ledgerId} and ${readableBy(actor, codes)}`
}
