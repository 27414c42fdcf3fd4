import { canonicalText } from '#kernel/crypto/model'
import type { Tx } from '#kernel/db/server'
import type { LedgerDefinition } from '../model/definition.ts'
import type { Engine } from './engine.ts'
import { tryRelayLock } from './relay-store.ts'
import { type CaseRow, caseRows } from './statistics-rows.ts'
import { addStale, type EntryLog, readEntryLogs, takeStale, writeCases } from './statistics-store.ts'

type DefinitionOf = (entry: EntryLog) => LedgerDefinition

function rowsOf(entries: readonly EntryLog[], definitionOf: DefinitionOf): CaseRow[] {
  return entries.flatMap((entry) => caseRows({ ...entry, definition: definitionOf(entry) }))
}

/**
 * Makes the cases of the entries anew from their logs. Called by whoever holds the relay's lock, so that an older
 * reading never overwrites a newer one.
 */
export async function refreshCases(tx: Tx, { book }: Engine, ids: readonly string[]): Promise<number> {
  const unique = [...new Set(ids)]
  const entries = await readEntryLogs(tx, unique)
  // A version that another process has just published is not known here yet: its entries wait for the next minute.
  const known = entries.filter(({ ledgerId, version }) =>
    book.all().some(({ id, versions }) => id === ledgerId && versions.has(version)),
  )
  const waiting = unique.filter((id) => !known.some((entry) => entry.id === id))
  const definitionOf: DefinitionOf = ({ ledgerId, version }) =>
    book.version(book.getById(ledgerId), version).definition
  await writeCases(
    tx,
    known.map(({ id }) => id),
    rowsOf(known, definitionOf),
  )
  if (waiting.length > 0) await addStale(tx, waiting)
  return known.length
}

const staleBatch = 500

/** Makes the cases of some entries that have none yet, and answers of how many; none are left, or may be made, at 0. */
export async function refreshStaleCases(engine: Engine): Promise<number> {
  return engine.handle.db.transaction().execute(async (tx) => {
    if (!(await tryRelayLock(tx))) return 0
    const ids = await takeStale(tx, staleBatch)
    return ids.length > 0 ? refreshCases(tx, engine, ids) : 0
  })
}

/** Whether stored cases are what the log makes, in any order. */
export function sameCases(stored: readonly CaseRow[], replayed: readonly CaseRow[]): boolean {
  const texts = (rows: readonly CaseRow[]) => rows.map(comparable).sort().join('\n')
  return texts(stored) === texts(replayed)
}

/** A number of a column has no floating point: 5 and 5.0 are the same. */
function comparable(row: CaseRow): string {
  const numbers = Object.fromEntries(
    (['n1', 'n2', 'n3'] as const).map((name) => [name, row[name] === null ? null : Number(row[name])]),
  )
  return canonicalText({ ...row, ...numbers })
}
