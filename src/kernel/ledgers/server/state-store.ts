import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { assignSlots } from '../model/slots.ts'
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

/**
 * The states of the entries of a ledger that the actor may see and whose filter field has one of the values: all
 * approvals of a project. Each version is asked where it keeps the field.
 */
export async function readStatesWhere(
  engine: Engine,
  actor: Actor,
  ledgerCode: string,
  field: string,
  values: readonly string[],
): Promise<EntryState[]> {
  const known = engine.book.get(ledgerCode)
  const bySlot = Map.groupBy([...known.versions], ([, { definition }]) =>
    assignSlots(definition.fields).slots.get(field),
  )
  const places = [...bySlot].flatMap(([slot, versions]) => {
    const numbers = versions.map(([version]) => version)
    return slot
      ? [sql`(e.def_version = any(${numbers}::int[]) and ${sql.ref(`e.${slot}`)} = any(${values}))`]
      : []
  })
  if (places.length === 0 || values.length === 0) return []
  const where = sql`${visibleEntries(engine, actor, known.id)} and (${sql.join(places, sql` or `)})`
  const loaded = await readEntries(engine.handle.db, where)
  return loaded.map(({ state }) => ({ ...state, ledger: ledgerCode }))
}

/**
 * The states of entries, for what the house does by itself: whoever hands them on to a person bounds them first. Of
 * any ledger, in the order of their numbers.
 */
export async function statesOf(
  engine: Engine,
  reader: Tx | Database,
  ids: readonly string[],
): Promise<EntryState[]> {
  if (ids.length === 0) return []
  const loaded = await readEntries(reader, sql`e.id = any(${ids}::uuid[])`)
  return loaded.map(({ state, ledgerId }) => ({ ...state, ledger: engine.book.getById(ledgerId).code }))
}

function visibleEntries({ codes }: Engine, actor: Actor, ledgerId: number): RawBuilder<unknown> {
  return sql`e.ledger_id = ${ledgerId} and ${readableBy(actor, codes)}`
}

/** The same as of several moments on the effective axis, from one reading of the logs; in the moments' order. */
export async function readStatesAt(
  engine: Engine,
  actor: Actor,
  ledgerCode: string,
  moments: readonly Date[],
): Promise<EntryState[][]> {
  const where = visibleEntries(engine, actor, engine.book.get(ledgerCode).id)
  const logs = [...(await readLogs(engine.handle.db, where))].map(([id, log]) => ({
    id,
    log: log.map(toLogged),
  }))
  return moments.map((moment) =>
    logs.flatMap(({ id, log }) => stateAsOf(id, log, moment.toISOString(), 'effective') ?? []),
  )
}
