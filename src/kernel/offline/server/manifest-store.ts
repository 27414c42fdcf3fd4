import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'

export async function readManifest(
  db: Database,
  deviceId: string,
  cursor: string,
  positionId: number,
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ content: Buffer }>`
    select content from offline_manifest
    where device_id = ${deviceId} and cursor = ${cursor} and position_id = ${positionId}`.execute(db)
  return rows[0]?.content
}

type Manifest = { deviceId: string; cursor: string; positionId: number; at: Date; content: Buffer }

/** Keeps what was given now and, since the answer may be lost, what it was reckoned from. */
export async function writeManifest(tx: Tx, manifest: Manifest, from: string | undefined): Promise<void> {
  const { deviceId, cursor, positionId, at, content } = manifest
  await sql`
    delete from offline_manifest where device_id = ${deviceId} and cursor <> ${from ?? cursor}::uuid`.execute(
    tx,
  )
  await sql`
    insert into offline_manifest (device_id, cursor, position_id, at, content)
    values (${deviceId}, ${cursor}, ${positionId}, ${at}, ${content})
    on conflict (device_id, cursor) do update set position_id = excluded.position_id, at = excluded.at,
      content = excluded.content`.execute(tx)
}

type Carriage = {
  deviceId: string
  accountId: number
  positionId: number
  at: Date
  purpose: string
  counts: Record<string, number>
}

export async function noteCarriage(tx: Tx, carriage: Carriage): Promise<void> {
  const { deviceId, accountId, positionId, at, purpose, counts } = carriage
  await sql`
    insert into offline_carriage (device_id, account_id, position_id, at, purpose, counts)
    values (${deviceId}, ${accountId}, ${positionId}, ${at}, ${purpose}, ${JSON.stringify(counts)}::jsonb)`.execute(
    tx,
  )
}

export type CarriedShape = {
  layer: string
  code: string
  name: string
  nameEn: string
  schematic: boolean
  approval: string | null
  area: unknown
  label: [number, number]
}

/** Villages and cells that lie in the places; the largest scale first, so many at most. */
export async function readShapes(
  db: Database,
  { townships, villages }: { townships: readonly string[]; villages: readonly string[] },
  limit: number,
): Promise<CarriedShape[]> {
  const places = sql`(place.township = any(${[...townships]}::text[]) or place.village = any(${[...villages]}::text[]))`
  const shape = sql`st_asgeojson(geom, 6)::jsonb as area, jsonb_build_array(
    st_x(coalesce(label, st_pointonsurface(geom)))::numeric(10, 6),
    st_y(coalesce(label, st_pointonsurface(geom)))::numeric(10, 6)) as label`
  const approval = (code: RawBuilder<unknown>) =>
    sql`(select number from map_approval where district = left(${code}, 6)) as approval`
  const { rows } = await sql<CarriedShape>`
    select 'division:village' as layer, code, short_name as name, name_en as "nameEn", schematic,
      ${approval(sql`place.code`)}, ${shape}
    from division as place where level = 'village' and geom is not null and valid_to is null and ${places}
    union all
    select 'cell:' || layer, code, name->>'zh-CN', name->>'en', schematic, ${approval(sql`cell.code`)}, ${shape}
    from cell where geom is not null and valid_to is null and exists (
      select from cell_village as part join division as place on place.code = part.village
      where part.layer = cell.layer and part.cell = cell.code and ${places})
    order by layer desc, code limit ${limit}`.execute(db)
  return rows
}
