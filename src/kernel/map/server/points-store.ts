import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { visibleTo } from '#kernel/registry/server'
import type { IndexedPoint } from './point-index.ts'

/** Where the label of a row's village stands, or of its township where it has none with a shape. */
function labelOf(table: string): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(`${table}.${name}`)
  return sql`lateral (
    select coalesce(division.label, st_pointonsurface(division.geom)) as spot from division
    where division.code = any(array[${column('village')}, ${column('township')}]) and division.geom is not null
    order by length(division.code) desc limit 1)`
}

/** Places that have a point, and enterprises, which stand at their village's label. */
export async function registryPoints(
  db: Database,
  actor: Actor,
  kind: 'place' | 'enterprise',
): Promise<IndexedPoint[]> {
  const spot = kind === 'place' ? sql`place.point` : sql`label.spot`
  const { rows } = await sql<IndexedPoint>`
    select object.id, null as code, object.name, null as stage, null as light,
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
