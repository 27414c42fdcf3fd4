import type { Database, Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import { type Measure, boundsOf } from '../model/statistics.ts'
import { versionAfter } from '../model/statistics-facts.ts'
import type { DefinitionBook } from './definition-book.ts'
import { toLogged } from './log-store.ts'
import {
  type CaseRecord,
  countCasesByGroup,
  entriesToReplay,
  type KeyedCount,
  listCases,
  listEveryCase,
  type PlacedCase,
  type Replayed,
} from './statistics-count-store.ts'
import { basesOf, type Part, type StatisticsRequest } from './statistics-query.ts'
import { caseRows } from './statistics-rows.ts'
import { readEntryLogs } from './statistics-store.ts'

/** So many entries may have moved since the moment: each of them costs the reading of its log. */
const replayedMax = 50_000
const pageSize = 500

/**
 * The cases of what was recorded later, as they had been by the moment: the log of such an entry is counted as far
 * as it had come then. What nothing was recorded of since is told by the projection, so that the price is that of what
 * has happened since the moment, not of all there is.
 * @throws AppError ledgers.as_of_too_large
 */
async function replay(tx: Tx, book: DefinitionBook, request: StatisticsRequest): Promise<Replayed> {
  const { known, asOf, effectiveBy, asked } = request
  const recordedBy = asOf ?? new Date(asked.now)
  const since = effectiveBy !== undefined && effectiveBy < recordedBy ? effectiveBy : recordedBy
  const ids = await entriesToReplay(tx, request, since, replayedMax)
  if (ids.length > replayedMax)
    throw new AppError('ledgers.as_of_too_large', { path: 'asOf', params: { limit: replayedMax } })
  const bases = basesOf(request.measures)
  const [from, before] = boundsOf(asked)
  const rows: Replayed['rows'][number][] = []
  for (let at = 0; at < ids.length; at += pageSize) {
    for (const { id, ledgerId, log } of await readEntryLogs(tx, ids.slice(at, at + pageSize))) {
      const told = log.filter(
        ({ recordedAt, effectiveAt }) =>
          recordedAt <= recordedBy && (effectiveBy === undefined || effectiveAt <= effectiveBy),
      )
      if (told.length === 0) continue
      const { definition } = book.version(known, versionAfter(told.map(toLogged)))
      for (const row of caseRows({ id, ledgerId, definition, log: told }))
        if (bases.includes(row.basis) && row.placed_at >= from && row.placed_at < before) rows.push(row)
    }
  }
  return { ids, rows }
}

/** One view of the database for all that is read: what is recorded meanwhile can't be in one part of it only. */
function inOneView<T>(db: Database, read: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').execute(read)
}

export function countFromLogs(
  db: Database,
  book: DefinitionBook,
  request: StatisticsRequest,
): Promise<KeyedCount[]> {
  return inOneView(db, async (tx) => countCasesByGroup(tx, request, await replay(tx, book, request)))
}

export function listFromLogs(
  db: Database,
  book: DefinitionBook,
  request: StatisticsRequest,
  asked: { measure: Measure; part: Part; page: number; size: number },
): Promise<{ rows: CaseRecord[]; total: number }> {
  return inOneView(db, async (tx) => listCases(tx, request, asked, await replay(tx, book, request)))
}

/** All cases of the period one by one, for who makes figures of their own of them. */
export function casesFromLogs(
  db: Database,
  book: DefinitionBook,
  request: StatisticsRequest,
): Promise<PlacedCase[]> {
  return inOneView(db, async (tx) => listEveryCase(tx, request, await replay(tx, book, request)))
}
