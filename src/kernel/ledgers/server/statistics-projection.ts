import { canonicalText } from '#kernel/crypto/model'
import type { Tx } from '#kernel/db/server'
import { isWordCode } from '../model/words.ts'
import type { Engine } from './engine.ts'
import { tryRelayLock } from './relay-store.ts'
import { type CaseRow, caseRows } from './statistics-rows.ts'
import { addStale, type EntryLog, readEntryLogs, takeStale, writeCases } from './statistics-store.ts'

/** The rows of an entry, or undefined where this process can't tell: a version or a word that it doesn't know yet. */
function rowsOf({ book }: Engine, { id, ledgerId, version, log }: EntryLog): CaseRow[] | undefined {
  const known = book.all().find((ledger) => ledger.id === ledgerId)
  const definition = known?.versions.get(version)?.definition
  if (!definition || !log.every(({ kind }) => isWordCode(kind))) return undefined
  return caseRows({ id, ledgerId, definition, log })
}

/**
 * Makes the cases of the entries anew from their logs, and answers of how many. Called by whoever holds the relay's
 * lock, so that an older reading never overwrites a newer one. What another process, newer than this one, has written
 * and this one can't read yet waits for its next turn and holds up nothing else.
 */
export async function refreshCases(tx: Tx, engine: Engine, ids: readonly string[]): Promise<number> {
  const unique = [...new Set(ids)]
  const made = new Map<string, CaseRow[]>()
  for (const entry of await readEntryLogs(tx, unique)) {
    const rows = rowsOf(engine, entry)
    if (rows) made.set(entry.id, rows)
  }
  await writeCases(tx, [...made.keys()], [...made.values()].flat())
  const waiting = unique.filter((id) => !made.has(id))
  if (waiting.length > 0) await addStale(tx, waiting)
  return made.size
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
