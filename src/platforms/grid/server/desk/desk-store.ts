import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { listSource, type ListRequest } from '#kernel/ledgers/server'
import type { SnapshotCount } from '../../model/desk/handover-ledger.ts'
import type { PlacedMatter } from '../../model/incidents/repeats.ts'

type Bounds = readonly [west: number, south: number, east: number, north: number]

/** What a list holds, as one set of rows: the columns of the entry (`e`) and of its state. */
export function listed(request: ListRequest, columns: RawBuilder<unknown>): RawBuilder<unknown> {
  const { source, sets } = listSource(request)
  if (sets.length === 0) return sql`select ${columns} from entry e where false`
  return sql.join(
    sets.map((where) => sql`(select ${columns} from ${source} where ${where})`),
    sql` union all `,
  )
}

export type SpotRow = {
  id: string | null
  lng: number
  lat: number
  count: number
  worst: number
  title: string
}

const spotsMax = 5000

/**
 * Where the entries of a list stand within bounds: those that fall into one square of `side` degrees together. The
 * squares lie fast, so that what was together stays so while the map is moved.
 */
export async function listSpots(
  db: Database,
  request: ListRequest,
  { bounds: [west, south, east, north], side }: { bounds: Bounds; side: number },
): Promise<SpotRow[]> {
  const { alias } = listSource(request)
  const due = sql.ref(`${alias}.due_at`)
  const { now } = request
  const worst = sql`case when not ${sql.ref(`${alias}.is_open`)} or ${due} is null then 0 when ${due} < ${now} then 3
    when e.amber_at <= ${now} then 2 else 1 end`
  const columns = sql`e.id, e.title, st_x(e.point) as x, st_y(e.point) as y, ${worst} as worst`
  const within = sql`found.x between ${west} and ${east} and found.y between ${south} and ${north}`
  const { rows } = await sql<SpotRow>`
    select case when count(*) = 1 then min(found.id::text) end as id, avg(found.x)::float8 as lng, avg(found.y)::float8 as lat,
      count(*)::int as count, max(found.worst)::int as worst, min(found.title) as title
    from (${listed(request, columns)}) as found where ${within}
    group by floor(found.x / ${side}::float8), floor(found.y / ${side}::float8)
    order by count desc, lng, lat limit ${spotsMax}`.execute(db)
  return rows
}

/** How many entries the list holds, and how many of them have no place of their own. */
export async function countPlaced(
  db: Database,
  request: ListRequest,
): Promise<{ total: number; unplaced: number }> {
  const { rows } = await sql<{ total: number; unplaced: number }>`
    select count(*)::int as total, (count(*) filter (where found.nowhere))::int as unplaced
    from (${listed(request, sql`e.point is null as nowhere`)}) as found`.execute(db)
  return rows[0] ?? { total: 0, unplaced: 0 }
}

export type RepeatCandidate = PlacedMatter & { no: string; title: string; seq: number }

const candidatesMax = 3000

/** The latest incidents of a list that have a category and a place. */
export async function listCandidates(db: Database, request: ListRequest): Promise<RepeatCandidate[]> {
  const columns = sql`e.id, e.no, e.title, e.seq, e.data->>'category' as category, e.data->>'area' as area,
    e.division_code as "divisionCode", concat_ws(' ', e.title, e.data->>'description') as text,
    st_x(e.point) as lng, st_y(e.point) as lat, e.opened_at as at`
  const { rows } = await sql<Omit<RepeatCandidate, 'spot'> & { lng: number; lat: number }>`
    select * from (${listed(request, columns)}) as found
    where found.lng is not null and found.category is not null
    order by found.at desc, found.id limit ${candidatesMax}`.execute(db)
  return rows.map(({ lng, lat, ...row }) => ({ ...row, spot: { lng, lat } }))
}

export type ToDispatch = {
  id: string
  divisionCode: string
  category: string | null
  catalogueVersion: number | null
  place: number | null
}

/** What decides who is responsible for the incidents, in the order asked for; those that aren't listed fall out. */
export async function listToDispatch(
  db: Database,
  request: ListRequest,
  ids: readonly string[],
): Promise<ToDispatch[]> {
  const columns = sql`e.id, e.division_code as "divisionCode", e.data->>'category' as category,
    (e.data->>'catalogueVersion')::int as "catalogueVersion"`
  const { rows } = await sql<ToDispatch>`
    select found.*, array_position(${[...ids]}::uuid[], found.id) as place from (${listed(request, columns)}) as found
    where found.id = any(${[...ids]}::uuid[]) order by place`.execute(db)
  return rows
}

/** What is open when a shift ends. */
export async function countOpen(
  db: Database,
  request: ListRequest,
  endOfDay: Date,
): Promise<Record<SnapshotCount, number>> {
  const { now } = request
  const columns = sql`e.due_at, e.stage`
  const { rows } = await sql<Record<SnapshotCount, number>>`
    select count(*)::int as open, (count(*) filter (where found.due_at < ${now}))::int as overdue,
      (count(*) filter (where found.due_at >= ${now} and found.due_at < ${endOfDay}))::int as "dueToday",
      (count(*) filter (where found.stage = 'dispatched'))::int as unacknowledged
    from (${listed(request, columns)}) as found`.execute(db)
  return rows[0] ?? { open: 0, overdue: 0, dueToday: 0, unacknowledged: 0 }
}
