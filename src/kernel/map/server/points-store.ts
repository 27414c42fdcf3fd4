import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { type Engine, readableBy } from '#kernel/ledgers/server'
import { visibleTo } from '#kernel/registry/server'

/** A point of a layer; where several stand at the same spot they come apart in no tile. */
export type MapPoint = {
  id: string
  code: string | null
  name: string
  stage: string | null
  dueAt: Date | null
  amberAt: Date | null
  placed: 'point' | 'village' | null
  x: number
  y: number
}

/** Where the label of a row's village stands, or of its township where it has none with a shape. */
function labelOf(table: string): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(`${table}.${name}`)
  return sql`lateral (
    select coalesce(division.label, st_pointonsurface(division.geom)) as spot from division
    where division.code = any(array[${column('village')}, ${column('township')}]) and division.geom is not null
    order by length(division.code) desc limit 1)`
}

/**
 * Open entries of a ledger that the actor may see: where they say themselves, at a place they concern that has a point,
 * or at their village.
 */
export async function entryPoints(
  { handle, codes }: Engine,
  actor: Actor,
  ledgerId: number,
): Promise<MapPoint[]> {
  const { rows } = await sql<MapPoint>`
    select e.id, e.no as code, e.title as name, e.stage, e.due_at as "dueAt", e.amber_at as "amberAt",
      case when coalesce(e.point, own.point) is null then 'village' else 'point' end as placed,
      st_x(coalesce(e.point, own.point, label.spot)) as x, st_y(coalesce(e.point, own.point, label.spot)) as y
    from entry e
    left join lateral (
      select place.point from subject join place on place.id = subject.object_id
      where e.point is null and subject.entry_id = e.id and subject.object_kind = 'place'
        and place.point is not null and ${visibleTo(actor, 'place')}
      order by subject.seq limit 1) as own on true
    left join ${labelOf('e')} as label on true
    where e.ledger_id = ${ledgerId} and e.is_open and ${readableBy(actor, codes)}
      and coalesce(e.point, own.point, label.spot) is not null
    order by e.id`.execute(handle.db)
  return rows
}

/** Places that have a point, and enterprises, which stand at their village's label. */
export async function registryPoints(
  db: Database,
  actor: Actor,
  kind: 'place' | 'enterprise',
): Promise<MapPoint[]> {
  const spot = kind === 'place' ? sql`place.point` : sql`label.spot`
  const { rows } = await sql<MapPoint>`
    select object.id, null as code, object.name, null as stage, null as "dueAt", null as "amberAt",
      ${kind === 'place' ? 'point' : 'village'} as placed, st_x(object.spot) as x, st_y(object.spot) as y
    from (
      select ${sql.ref(`${kind}.id`)} as id, ${sql.ref(`${kind}.name`)} as name, ${spot} as spot
      from ${sql.table(kind)} ${kind === 'place' ? sql`` : sql`left join ${labelOf(kind)} as label on true`}
      where ${visibleTo(actor, kind)}) as object
    where object.spot is not null order by object.id`.execute(db)
  return rows
}

/** `unplaced`: how many of them stand nowhere on the map, since all that is known of their place has no shape. */
export type Stamp = { count: number; sum: number; unplaced: number }

/** Joins that find whether a row's village or township has a shape, and the condition that neither has. */
function shapesOf(table: string): { joins: RawBuilder<unknown>; unknown: RawBuilder<unknown> } {
  const shaped = sql`(select code from division where geom is not null)`
  return {
    joins: sql`left join ${shaped} as own_township on own_township.code = ${sql.ref(`${table}.township`)}
      left join ${shaped} as own_village on own_village.code = ${sql.ref(`${table}.village`)}`,
    unknown: sql`own_township.code is null and own_village.code is null`,
  }
}

/** How many open entries of each ledger the actor sees, and a sum that grows with every action on them. */
export async function entryStamps(
  { handle, codes }: Engine,
  actor: Actor,
  ledgerId?: number,
): Promise<(Stamp & { ledgerId: number })[]> {
  const one = ledgerId === undefined ? sql`` : sql`and e.ledger_id = ${ledgerId}`
  const { joins, unknown } = shapesOf('e')
  const { rows } = await sql<Stamp & { ledgerId: number }>`
    select e.ledger_id as "ledgerId", count(*) as count, sum(e.seq)::bigint as sum,
      count(*) filter (where e.point is null and ${unknown} and not exists (
        select from subject join place on place.id = subject.object_id
        where subject.entry_id = e.id and subject.object_kind = 'place' and place.point is not null
          and ${visibleTo(actor, 'place')})) as unplaced
    from entry e ${joins}
    where e.is_open and ${readableBy(actor, codes)} ${one}
    group by e.ledger_id order by e.ledger_id`.execute(handle.db)
  return rows
}

export async function registryStamp(
  db: Database,
  actor: Actor,
  kind: 'place' | 'enterprise',
): Promise<Stamp> {
  const { joins, unknown } = shapesOf(kind)
  const nowhere = kind === 'place' ? sql`place.point is null` : unknown
  const { rows } = await sql<Stamp>`
    select count(*) as count, coalesce(sum(version), 0)::bigint as sum, count(*) filter (where ${nowhere}) as unplaced
    from ${sql.table(kind)} ${kind === 'place' ? sql`` : joins}
    where ${visibleTo(actor, kind)}`.execute(db)
  return rows[0] ?? { count: 0, sum: 0, unplaced: 0 }
}
