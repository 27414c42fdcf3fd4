import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { type Point, pointAt } from '#kernel/ledgers/model'

/** A spot inside each of the divisions that have a shape. */
export async function spotsIn(db: Database, codes: readonly string[]): Promise<Map<string, Point>> {
  const { rows } = await sql<{ code: string; lng: number; lat: number }>`
    select code, st_x(st_pointonsurface(geom)) as lng, st_y(st_pointonsurface(geom)) as lat
    from division where code = any(${[...codes]}::text[]) and geom is not null`.execute(db)
  return new Map(rows.map(({ code, lng, lat }) => [code, pointAt(lng, lat)]))
}
