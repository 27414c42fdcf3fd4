import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Area, Position } from '../model/geojson.ts'

/** A shape of a layer as it stands: `division:village` and the like, or `cell:<layer>`. */
export type LayerShape = {
  code: string
  name: string
  nameEn: string
  schematic: boolean
  area: Area
  /** Where its label stands. */
  label: Position
  /** The villages that a cell reaches into; of a division, its own code. */
  places: { code: string; share: number }[]
}
export type ShapeToWrite = Pick<LayerShape, 'code' | 'name' | 'nameEn' | 'schematic' | 'area'> & {
  /** Reckoned from the villages' shapes where it is left out, and these have any. */
  places?: readonly { code: string; share: number }[]
}

const kindOf = (layer: string) => layer.split(':') as ['division' | 'cell', string]

export async function layerVersion(db: Database | Tx, layer: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select version from shape_version where layer = ${layer}`.execute(db)
  return rows[0]?.version ?? 0
}

/** All that write to the layer take turns from here on. */
export async function lockLayer(tx: Tx, layer: string): Promise<number> {
  await sql`insert into shape_version (layer, version) values (${layer}, 1) on conflict do nothing`.execute(
    tx,
  )
  await sql`select from shape_version where layer = ${layer} for update`.execute(tx)
  return layerVersion(tx, layer)
}

/** Every shape of a layer that exists now, in full precision; or those of the codes alone. */
export async function readLayerShapes(
  db: Database | Tx,
  layer: string,
  codes?: readonly string[],
): Promise<LayerShape[]> {
  const [kind, own] = kindOf(layer)
  const among = codes ? sql`and code = any(${[...codes]}::text[])` : sql``
  const columns = sql`schematic, st_asgeojson(geom, 15)::jsonb as area,
    jsonb_build_array(st_x(point)::numeric(10, 7), st_y(point)::numeric(10, 7)) as label`
  const at = sql`lateral (select coalesce(label, st_pointonsurface(geom)) as point) as spot`
  const { rows } =
    kind === 'cell'
      ? await sql<LayerShape>`
          select code, name->>'zh-CN' as name, name->>'en' as "nameEn", ${columns}, coalesce((
            select jsonb_agg(jsonb_build_object('code', village, 'share', share) order by village)
            from cell_village as part where part.layer = cell.layer and part.cell = cell.code), '[]') as places
          from cell, ${at}
          where layer = ${own} and geom is not null and valid_to is null ${among} order by code`.execute(db)
      : await sql<LayerShape>`
          select code, short_name as name, name_en as "nameEn", ${columns},
            jsonb_build_array(jsonb_build_object('code', code, 'share', 1)) as places
          from division, ${at}
          where level = ${own} and geom is not null and valid_to is null ${among} order by code`.execute(db)
  return rows
}

/** Codes that the layer knows: with a shape or without, and of cells the ended too, for no code is given twice. */
export async function knownLayerCodes(
  db: Database | Tx,
  layer: string,
): Promise<{ code: string; shapeless: boolean }[]> {
  const [kind, own] = kindOf(layer)
  const shapeless = sql`geom is null and valid_to is null as shapeless`
  const { rows } =
    kind === 'cell'
      ? await sql<{ code: string; shapeless: boolean }>`
          select code, ${shapeless} from cell where layer = ${own}`.execute(db)
      : await sql<{ code: string; shapeless: boolean }>`
          select code, ${shapeless} from division where level = ${own} and valid_to is null`.execute(db)
  return rows
}

/** Writes shapes; new cells begin, and removed ones end, on the day. */
export async function writeLayerShapes(
  tx: Tx,
  layer: string,
  shapes: readonly ShapeToWrite[],
  { removed, day }: { removed: readonly string[]; day: string },
): Promise<void> {
  const [kind, own] = kindOf(layer)
  const given = sql`(
    select code, name, "nameEn", schematic,
      st_multi(st_setsrid(st_geomfromgeojson(area), 4490))::geometry(MultiPolygon, 4490) as geom
    from jsonb_to_recordset(${JSON.stringify(shapes)}::jsonb)
      as shape (code text, name text, "nameEn" text, schematic boolean, area jsonb)) as given`
  if (kind === 'division') {
    await sql`
      update division set geom = given.geom, schematic = given.schematic, label = null
      from ${given} where division.code = given.code`.execute(tx)
    return
  }
  await sql`
    insert into cell as known (layer, code, name, geom, schematic, valid_from)
    select ${own}, code, jsonb_build_object('zh-CN', name, 'en', "nameEn"), geom, schematic, ${day}::date
    from ${given}
    on conflict (layer, code) do update set name = excluded.name, geom = excluded.geom,
      schematic = excluded.schematic, label = null, valid_to = null`.execute(tx)
  await endCells(tx, own, removed, day)
  await placeCells(tx, own, shapes)
}

async function endCells(tx: Tx, layer: string, codes: readonly string[], day: string): Promise<void> {
  if (codes.length === 0) return
  await sql`
    update cell set valid_to = ${day}::date where layer = ${layer} and code = any(${[...codes]}::text[])`.execute(
    tx,
  )
}

/** Takes shapes away when what drew them is undone; cells that came with it go as if they had never been. */
export async function forgetShapes(tx: Tx, layer: string, codes: readonly string[]): Promise<void> {
  const [kind, own] = kindOf(layer)
  const given = [...codes]
  if (kind === 'division') {
    await sql`update division set geom = null, label = null where code = any(${given}::text[])`.execute(tx)
    return
  }
  await sql`
    delete from cell_village as part using cell where cell.layer = ${own} and cell.code = any(${given}::text[])
      and valid_from is not null and part.layer = cell.layer and part.cell = cell.code`.execute(tx)
  await sql`
    delete from cell where layer = ${own} and code = any(${given}::text[]) and valid_from is not null`.execute(
    tx,
  )
  await sql`
    update cell set geom = null, label = null where layer = ${own} and code = any(${given}::text[])`.execute(
    tx,
  )
}

/** Says anew which villages cells reach into, by their shapes, or by their codes where villages have no shapes. */
async function placeCells(tx: Tx, layer: string, shapes: readonly ShapeToWrite[]): Promise<void> {
  const codes = shapes.map(({ code }) => code)
  const told = shapes.flatMap(({ code, places = [] }) =>
    places.map((place) => ({ cell: code, village: place.code, share: place.share })),
  )
  const untold = shapes.filter(({ places }) => places === undefined).map(({ code }) => code)
  await sql`
    with given as (
      select cell, village, share from jsonb_to_recordset(${JSON.stringify(told)}::jsonb)
        as told (cell text, village text, share numeric)),
    reaching as (
      select cell.code as cell, village.code as village,
        st_area(st_intersection(cell.geom, village.geom)) / st_area(cell.geom) as part
      from cell join division as village
        on village.level = 'village' and village.valid_to is null and cell.geom && village.geom
      where cell.layer = ${layer} and cell.code = any(${untold}::text[])),
    shared as (
      select cell, village, round((part / sum(part) over (partition by cell))::numeric, 4) as share
      from reaching where part > 0.001),
    coded as (
      select cell.code as cell, village.code as village, 1 as share
      from cell join division as village on village.code = left(cell.code, 12) and village.level = 'village'
      where cell.layer = ${layer} and cell.code = any(${untold}::text[])
        and not exists (select from shared where shared.cell = cell.code)),
    placed as (
      select * from given union all select * from shared where share > 0 union all select * from coded),
    gone as (
      delete from cell_village as old where old.layer = ${layer} and old.cell = any(${codes}::text[])
        and not exists (select from placed where placed.cell = old.cell and placed.village = old.village))
    insert into cell_village as known (layer, cell, village, share)
    select ${layer}, cell, village, share from placed
    on conflict (layer, cell, village) do update set share = excluded.share
    where known.share <> excluded.share`.execute(tx)
}

export type Approval = { number: string | null; approvedOn: string | null }

/** 审图号 of the districts: null where one of them has none. */
export async function readApproval(db: Database | Tx, districts: readonly string[]): Promise<Approval> {
  const { rows } = await sql<Approval>`
    select number, approved_on as "approvedOn" from unnest(${[...districts]}::text[]) as shown (district)
    left join map_approval using (district) order by district`.execute(db)
  if (rows.length === 0 || rows.some(({ number }) => number === null))
    return { number: null, approvedOn: null }
  const days = new Set(rows.map(({ approvedOn }) => approvedOn))
  return {
    number: [...new Set(rows.map(({ number }) => number))].join(' '),
    approvedOn: days.size === 1 ? (rows[0]?.approvedOn ?? null) : null,
  }
}

export async function writeApproval(
  db: Database | Tx,
  districts: readonly string[],
  { number, approvedOn }: Approval,
): Promise<void> {
  await sql`
    insert into map_approval (district, number, approved_on)
    select district, ${number}, ${approvedOn}::date from unnest(${[...districts]}::text[]) as given (district)
    on conflict (district) do update set number = excluded.number, approved_on = excluded.approved_on`.execute(
    db,
  )
}

/** Layers of shapes with how many there are, and the box around them. */
export type ShapeLayer = {
  id: string
  shapes: number
  schematic: boolean
  box: [number, number, number, number] | null
}

export async function listShapeLayers(db: Database): Promise<ShapeLayer[]> {
  const { rows } = await sql<ShapeLayer>`
    with shape as (
      select 'division:' || level as id, geom, schematic from division where geom is not null and valid_to is null
      union all
      select 'cell:' || layer, geom, schematic from cell where geom is not null and valid_to is null)
    select id, count(*) as shapes, bool_or(schematic) as schematic,
      jsonb_build_array(min(st_xmin(geom)), min(st_ymin(geom)), max(st_xmax(geom)), max(st_ymax(geom))) as box
    from shape group by id`.execute(db)
  return rows
}

/** How many shapes of each cell layer reach into the places, and the box around the places themselves. */
export async function countCellsIn(
  db: Database,
  districts: readonly string[],
  townships: readonly string[],
  villages: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ layer: string; cells: number }>`
    select cell.layer, count(*) as cells from cell
    where geom is not null and valid_to is null and exists (
      select from cell_village as part join division as place on place.code = part.village
      where part.layer = cell.layer and part.cell = cell.code
        and (place.district = any(${[...districts]}::text[]) or place.township = any(${[...townships]}::text[])
          or place.village = any(${[...villages]}::text[])))
    group by cell.layer`.execute(db)
  return new Map(rows.map(({ layer, cells }) => [layer, cells]))
}

export async function boxOfDivisions(
  db: Database,
  codes: readonly string[],
): Promise<[number, number, number, number] | null> {
  const { rows } = await sql<{ box: [number, number, number, number] | null }>`
    select case when count(*) > 0 then
      jsonb_build_array(min(st_xmin(geom)), min(st_ymin(geom)), max(st_xmax(geom)), max(st_ymax(geom))) end as box
    from division where code = any(${[...codes]}::text[]) and geom is not null`.execute(db)
  return rows[0]?.box ?? null
}

export async function findShapeAt(
  db: Database | Tx,
  layer: string,
  [longitude, latitude]: readonly [number, number],
): Promise<{ code: string; name: string; nameEn: string } | null> {
  const [kind, own] = kindOf(layer)
  const point = sql`st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4490)`
  const { rows } =
    kind === 'cell'
      ? await sql<{ code: string; name: string; nameEn: string }>`
          select code, name->>'zh-CN' as name, name->>'en' as "nameEn" from cell
          where layer = ${own} and valid_to is null and st_intersects(geom, ${point}) order by code limit 1`.execute(
          db,
        )
      : await sql<{ code: string; name: string; nameEn: string }>`
          select code, short_name as name, name_en as "nameEn" from division
          where level = ${own} and valid_to is null and st_intersects(geom, ${point}) order by code limit 1`.execute(
          db,
        )
  return rows[0] ?? null
}
