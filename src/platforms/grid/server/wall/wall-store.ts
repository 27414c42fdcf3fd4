import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#kernel/http/model'
import { type Engine, readableBy } from '#kernel/ledgers/server'
import type { WallCounts, WallFigure, WallRowsQuery } from '../../model/wall/grid-wall.ts'

/** What a reading of the wall is about. */
export type WallSight = { engine: Engine; actor: Actor; ledgerId: number; now: Date; dayStart: Date }
type Condition = RawBuilder<unknown>

/** Where an incident stands by its own spot, or at the label of its village or township. */
const spot = sql`coalesce(e.point, village.spot, township.spot)`
const places = sql`
  left join (select code, coalesce(label, st_pointonsurface(geom)) as spot from division where geom is not null) as village
    on village.code = e.village and e.point is null
  left join (select code, coalesce(label, st_pointonsurface(geom)) as spot from division where geom is not null) as township
    on township.code = e.township and e.point is null`

const seen = ({ engine, actor, ledgerId }: WallSight) =>
  sql`e.ledger_id = ${ledgerId} and ${readableBy(actor, engine.codes)}`

function figure(of: WallFigure | 'field', { now, dayStart }: WallSight): Condition {
  switch (of) {
    case 'reported':
      return sql`e.opened_at >= ${dayStart}`
    case 'open':
      return sql`e.is_open`
    case 'late':
      return sql`e.is_open and e.due_at < ${now}`
    case 'closed':
      return sql`e.stage = 'closed' and e.closed_at >= ${dayStart}`
    case 'field':
      return sql`(e.is_open or e.opened_at >= ${dayStart})`
  }
}

export type CountRow = WallCounts & {
  township: string | null
  stage: string
  area: string | null
  invented: number
}

/** All figures by township, stage and kind at once. */
export async function countIncidents(sight: WallSight): Promise<CountRow[]> {
  const count = (of: WallFigure) => sql`count(*) filter (where ${figure(of, sight)})`
  const { rows } = await sql<CountRow>`
    select e.township, e.stage, e.data ->> 'area' as area, ${count('reported')} as reported, ${count('open')} as open,
      ${count('late')} as late, ${count('closed')} as closed,
      count(*) filter (where e.data -> 'demonstration' = 'true'::jsonb) as invented
    from entry e
    where ${seen(sight)} and (e.is_open or e.opened_at >= ${sight.dayStart} or e.closed_at >= ${sight.dayStart})
    group by 1, 2, 3`.execute(sight.engine.handle.db)
  return rows
}

export type MarkRow = {
  x: number
  y: number
  count: number
  /** The smallest of the numbers of lights: 0 red, 1 amber, 2 green, 3 none. */
  worst: number
  id: string
  title: string
  across: number
  up: number
}

/** Incidents on the map gathered in fields of so many degrees from a corner; those without a place in none. */
export async function gatherMarks(
  sight: WallSight,
  { west, south, width, height }: { west: number; south: number; width: number; height: number },
): Promise<{ marks: MarkRow[]; unplaced: number }> {
  const { now } = sight
  const { rows } = await sql<MarkRow & { across: number | null }>`
    select avg(x) as x, avg(y) as y, count(*) as count, min(worst) as worst, min(id::text) as id, min(title) as title,
      floor((x - ${west}::float8) / ${width}::float8)::int as across,
      floor((y - ${south}::float8) / ${height}::float8)::int as up
    from (select st_x(${spot}) as x, st_y(${spot}) as y, e.id, e.title,
        case when not e.is_open or e.due_at is null then 3 when e.due_at < ${now} then 0
          when e.amber_at <= ${now} then 1 else 2 end as worst
      from entry e ${places}
      where ${seen(sight)} and ${figure('field', sight)}) as placed
    group by across, up order by across, up`.execute(sight.engine.handle.db)
  const placed = rows.filter(({ across }) => across !== null)
  const nowhere = rows.filter(({ across }) => across === null)
  return { marks: placed, unplaced: nowhere.reduce((sum, { count }) => sum + count, 0) }
}

export type IncidentRow = {
  id: string
  no: string
  title: string
  stage: string
  place: string
  openedAt: Date
  dueAt: Date | null
  amberAt: Date | null
  isOpen: boolean
  organisationId: number
}

/** Rows behind a figure: what is late with the longest first, all else with the newest. */
export async function listIncidents(
  sight: WallSight,
  { of, township, stage, area, box, page, size }: WallRowsQuery,
): Promise<{ rows: IncidentRow[]; total: number }> {
  const conditions: Condition[] = [seen(sight), figure(of, sight)]
  const isOneOf = (column: Condition, value: string | undefined) => {
    if (value !== undefined)
      conditions.push(value === '' ? sql`${column} is null` : sql`${column} = ${value}`)
  }
  isOneOf(sql`e.township`, township)
  isOneOf(sql`e.stage`, stage)
  isOneOf(sql`e.data ->> 'area'`, area)
  if (box) {
    const [west, south, east, north] = box
    conditions.push(sql`st_x(${spot}) >= ${west}::float8 and st_x(${spot}) < ${east}::float8
      and st_y(${spot}) >= ${south}::float8 and st_y(${spot}) < ${north}::float8`)
  }
  const source = sql`from entry e ${box ? places : sql``} where ${sql.join(conditions, sql` and `)}`
  const order = of === 'late' ? sql`e.due_at, e.id` : sql`e.opened_at desc, e.id`
  const { db } = sight.engine.handle
  const [{ rows }, counted] = await Promise.all([
    sql<IncidentRow>`
      select e.id, e.no, e.title, e.stage, coalesce(e.township, e.district) as place, e.opened_at as "openedAt",
        e.due_at as "dueAt", e.amber_at as "amberAt", e.is_open as "isOpen", e.organisation_id as "organisationId"
      ${source} order by ${order} limit ${size} offset ${(page - 1) * size}`.execute(db),
    sql<{ total: number }>`select count(*) as total ${source}`.execute(db),
  ])
  return { rows, total: counted.rows[0]?.total ?? 0 }
}
