import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { BoardMeasure, Figure } from '../../model/indicators/figures.ts'

export type StoredFigure = {
  id: string
  version: number
  figure: Figure
  board: BoardMeasure | null
  reason: string
  accountId: number
  recordedAt: Date
}

/** Two lists, or two people, that write figures at the same time wait for each other. */
export async function lockFigures(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(2202)`.execute(tx)
}

/** The newest version of every figure, in the order they came. */
export async function readFigureRows(db: Database | Tx): Promise<StoredFigure[]> {
  const { rows } = await sql<StoredFigure>`
    select distinct on (id) id, version, figure, board, reason, account_id as "accountId", recorded_at as "recordedAt"
    from reported_figure order by id, version desc`.execute(db)
  return rows
}

export type NewFigure = Omit<StoredFigure, 'recordedAt'>

export async function insertFigures(tx: Tx, figures: readonly NewFigure[], at: Date): Promise<void> {
  if (figures.length === 0) return
  const rows = figures.map(({ figure, accountId, ...rest }) => {
    const { indicator, district, period, source } = figure
    return { ...rest, figure, indicator, district, period, source, account_id: accountId }
  })
  await sql`
    insert into reported_figure (id, version, figure, indicator, district, period, source, board, reason, account_id, recorded_at)
    select id, version, figure, indicator, district, period, source, board, reason, account_id, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as f(id uuid, version int, figure jsonb, indicator text,
      district text, period text, source text, board text, reason text, account_id int)`.execute(tx)
}
