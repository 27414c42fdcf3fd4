import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Change, Logged, Task } from '../model/state.ts'

export type LoggedRow = {
  entryId: string
  seq: number
  kind: number
  accountId: number
  positionId: number
  effectiveAt: Date
  recordedAt: Date
  alg: number
  body: Buffer
  hash: Buffer
}

type Raw = {
  entry_id: string
  seq: number
  kind: number
  account_id: number
  position_id: number
  effective_at: Date
  recorded_at: Date
  alg: number
  body: Buffer
  hash: Buffer
}

function toRow(raw: Raw): LoggedRow {
  return {
    entryId: raw.entry_id,
    seq: raw.seq,
    kind: raw.kind,
    accountId: raw.account_id,
    positionId: raw.position_id,
    effectiveAt: raw.effective_at,
    recordedAt: raw.recorded_at,
    alg: raw.alg,
    body: raw.body,
    hash: raw.hash,
  }
}

/** A log that is older than extensions doesn't say when a task was due without them: it was due when it was due. */
const withOriginal = <T extends Pick<Task, 'dueAt' | 'originalDueAt'>>(task: T): T =>
  'originalDueAt' in task ? task : { ...(task as T), originalDueAt: (task as T).dueAt }

export function changeOf(body: Buffer): Change {
  const change = JSON.parse(body.toString('utf8')) as Change
  return { ...change, opens: change.opens.map(withOriginal), updates: change.updates.map(withOriginal) }
}

export function toLogged(row: LoggedRow): Logged {
  return {
    seq: row.seq,
    effectiveAt: row.effectiveAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
    change: changeOf(row.body),
  }
}

/** An entry's log, oldest first. */
export async function readLog(db: Database | Tx, entryId: string): Promise<LoggedRow[]> {
  const { rows } = await sql<Raw>`
    select entry_id, seq, kind, account_id, position_id, effective_at, recorded_at, alg, body, hash
    from action where entry_id = ${entryId} order by seq`.execute(db)
  return rows.map(toRow)
}

/** The logs of the entries that a condition names (alias `e`), each oldest first. */
export async function readLogs(db: Database, where: RawBuilder<unknown>): Promise<Map<string, LoggedRow[]>> {
  const { rows } = await sql<Raw>`
    select a.entry_id, a.seq, a.kind, a.account_id, a.position_id, a.effective_at, a.recorded_at, a.alg, a.body, a.hash
    from entry e join action a on a.entry_id = e.id where ${where} order by e.no, a.seq`.execute(db)
  return Map.groupBy(rows.map(toRow), (row) => row.entryId)
}
