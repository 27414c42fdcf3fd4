import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { ListRequest } from '#kernel/ledgers/server'
import { listed } from '../desk/desk-store.ts'

const reported = sql`(e.opened_at at time zone 'Asia/Shanghai') as reported`

export type HourOfDay = { day: string; weekday: number; hour: number; count: number }

/** How many entries of a list were registered on each day of Shanghai, by hour. */
export async function countByHour(db: Database, request: ListRequest): Promise<HourOfDay[]> {
  const { rows } = await sql<HourOfDay>`
    select to_char(found.reported, 'YYYY-MM-DD') as day, extract(isodow from found.reported)::int as weekday,
      extract(hour from found.reported)::int as hour, count(*)::int as count
    from (${listed(request, reported)}) as found group by 1, 2, 3 order by 1, 3`.execute(db)
  return rows
}

export type ReportedRow = { id: string; no: string; title: string; stage: string; openedAt: Date }

export type HourAsked = { weekday: number | undefined; hour: number | undefined; page: number; size: number }

/** One page of the entries of a list that were registered on a weekday or in an hour, the latest first. */
export async function listByHour(
  db: Database,
  request: ListRequest,
  { weekday, hour, page, size }: HourAsked,
): Promise<{ rows: ReportedRow[]; total: number }> {
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (weekday !== undefined) conditions.push(sql`extract(isodow from found.reported) = ${weekday}`)
  if (hour !== undefined) conditions.push(sql`extract(hour from found.reported) = ${hour}`)
  const columns = sql`e.id, e.no, e.title, e.stage, e.opened_at as "openedAt", ${reported}`
  const all = sql`from (${listed(request, columns)}) as found where ${sql.join(conditions, sql` and `)}`
  const [rows, count] = await Promise.all([
    sql<ReportedRow>`select found.id, found.no, found.title, found.stage, found."openedAt" ${all}
      order by found."openedAt" desc, found.id limit ${size} offset ${(page - 1) * size}`.execute(db),
    sql<{ n: number }>`select count(*)::int as n ${all}`.execute(db),
  ])
  return { rows: rows.rows, total: count.rows[0]?.n ?? 0 }
}

export type CellCount = { cell: string | null; count: number; lng: number | null; lat: number | null }

/** How many entries of a list there are in each cell, and the middle of their places. */
export async function countByCell(db: Database, request: ListRequest): Promise<CellCount[]> {
  const columns = sql`e.data->>'gridCell' as cell, st_x(e.point) as x, st_y(e.point) as y`
  const { rows } = await sql<CellCount>`
    select found.cell, count(*)::int as count, avg(found.x)::float8 as lng, avg(found.y)::float8 as lat
    from (${listed(request, columns)}) as found group by found.cell order by count desc, found.cell`.execute(
    db,
  )
  return rows
}
