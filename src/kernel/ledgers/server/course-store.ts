import { type RawBuilder, sql } from 'kysely'
import { type EntryState, type Logged, stateAsOf } from '../model/state.ts'
import { type ActionWord, wordOf } from '../model/words.ts'
import type { Engine } from './engine.ts'
import { readLogs, toLogged } from './log-store.ts'
import { liesIn } from './visibility-store.ts'

/** The state of an entry at a moment, and how it came to it. */
export type Course = {
  state: EntryState
  log: readonly (Logged & { word: ActionWord; accountId: number; positionId: number })[]
}

export type CoursesAsked = {
  ledger: string
  /** Codes of the divisions that are read, whole; who may read them has been asked before. */
  roots: readonly string[]
  sensitivityMax: number
  /** Of what had been recorded by the one moment, what was effective by the other. */
  recordedBy: Date
  effectiveBy: Date
  /** Leaves out what had ended before this moment and was not touched since. */
  since?: Date
  /** Of these entries only. */
  ids?: readonly string[]
}

const pageSize = 500

/**
 * Entries as they stood at a moment by all that had been recorded by another, a page at a time in the order of their
 * ids. Nothing of the present comes into it: asked again it answers the same, but for what the law had erased since.
 */
export async function* readCourses(engine: Engine, asked: CoursesAsked): AsyncGenerator<Course[]> {
  const { recordedBy, effectiveBy, sensitivityMax } = asked
  const moment = effectiveBy.toISOString()
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const ids = await pageOf(engine, asked, last)
    if (ids.length === 0) return
    last = ids.at(-1) ?? last
    const logs = await readLogs(engine.handle.db, sql`e.id = any(${ids}::uuid[])`)
    yield ids.flatMap((id): Course[] => {
      const log = (logs.get(id) ?? [])
        .filter((row) => row.recordedAt <= recordedBy && row.effectiveAt <= effectiveBy)
        .map((row) => ({
          ...toLogged(row),
          word: wordOf(row.kind),
          accountId: row.accountId,
          positionId: row.positionId,
        }))
      const state = stateAsOf(id, log, moment, 'effective')
      return state && state.sensitivity <= sensitivityMax ? [{ state, log }] : []
    })
  }
}

async function pageOf({ book, handle }: Engine, asked: CoursesAsked, after: string): Promise<string[]> {
  const { ledger, roots, since, ids } = asked
  const conditions: RawBuilder<unknown>[] = [
    sql`e.ledger_id = ${book.get(ledger).id}`,
    sql`e.id > ${after}::uuid`,
    liesIn(roots),
  ]
  if (ids !== undefined) conditions.push(sql`e.id = any(${[...ids]}::uuid[])`)
  if (since !== undefined)
    conditions.push(
      sql`(e.is_open or e.id in (select a.entry_id from action a where a.recorded_at >= ${since}))`,
    )
  const { rows } = await sql<{ id: string }>`
    select e.id from entry e where ${sql.join(conditions, sql` and `)} order by e.id limit ${pageSize}`.execute(
    handle.db,
  )
  return rows.map(({ id }) => id)
}
