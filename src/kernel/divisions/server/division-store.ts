import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { type CellLayer, Division, scopeByLevel } from '#kernel/divisions/model'
import type { Area, DivisionFeature } from '../model/geojson.ts'

type FeatureRow = Omit<DivisionFeature['properties'], 'label'> & { geometry: Area; label: [number, number] }

export type CellRow = {
  code: string
  name: { 'zh-CN': string; en: string }
  villages: { code: string; share: number }[]
}

/** All divisions, those that no longer exist too. */
export async function loadDivisions(db: Database): Promise<Division[]> {
  const { rows } = await sql`
    select code, level, kind, name, short_name as "shortName", name_en as "nameEn", pinyin,
      pinyin_initials as "pinyinInitials", parent, urban_rural as "urbanRural",
      valid_from as "validFrom", valid_to as "validTo"
    from division order by code`.execute(db)
  return rows.map((row) => Division.parse(row))
}

/** Shapes of one level that have one; `under` is a code of any level. */
export async function listDivisionFeatures(
  db: Database,
  { level, under }: { level: Division['level']; under: string | undefined },
): Promise<DivisionFeature[]> {
  const { rows } = await sql<FeatureRow>`
    select code, level, short_name as name, name_en as "nameEn", parent, schematic,
      st_asgeojson(geom, 9)::jsonb as geometry,
      jsonb_build_array(st_x(point)::numeric(9, 6), st_y(point)::numeric(9, 6)) as label
    from division, lateral (select coalesce(label, st_pointonsurface(geom)) as point) as place
    where level = ${level} and geom is not null and valid_to is null
      ${within(under)}
    order by code`.execute(db)
  return rows.map(toFeature)
}

export async function listCellFeatures(
  db: Database,
  { layer, under, roots }: { layer: string; under: string | undefined; roots: readonly string[] },
): Promise<DivisionFeature[]> {
  const { rows } = await sql<FeatureRow>`
    select cell.code, 'cell' as level, cell.name->>'zh-CN' as name, cell.name->>'en' as "nameEn",
      (select min(village) from cell_village
        where cell_village.layer = cell.layer and cell_village.cell = cell.code) as parent,
      cell.schematic, st_asgeojson(cell.geom, 9)::jsonb as geometry,
      jsonb_build_array(st_x(point)::numeric(9, 6), st_y(point)::numeric(9, 6)) as label
    from cell, lateral (select coalesce(cell.label, st_pointonsurface(cell.geom)) as point) as place
    where cell.layer = ${layer} and cell.geom is not null and cell.valid_to is null ${reachesIntoScope(roots)}
      ${under === undefined ? sql`` : reachesInto(under)}
    order by cell.code`.execute(db)
  return rows.map(toFeature)
}

function toFeature({ geometry, ...properties }: FeatureRow): DivisionFeature {
  return { type: 'Feature', properties, geometry }
}

function within(under: string | undefined) {
  if (under === undefined) return sql``
  return sql`and (code = ${under} or district = ${under} or township = ${under} or village = ${under})`
}

function reachesInto(under: string) {
  return sql`and exists (select from cell_village as part join division as place on place.code = part.village
    where part.layer = cell.layer and part.cell = cell.code
      and (place.district = ${under} or place.township = ${under} or place.village = ${under}))`
}

/** Cells are seen by who acts over a village that they reach into. */
function reachesIntoScope(roots: readonly string[]) {
  const { districts, townships, villages } = scopeByLevel(roots)
  return sql`and exists (select from cell_village as own join division as place on place.code = own.village
    where own.layer = cell.layer and own.cell = cell.code
      and (place.district = any(${districts}::text[]) or place.township = any(${townships}::text[])
        or place.village = any(${villages}::text[])))`
}

export async function listCellLayers(db: Database): Promise<(CellLayer & { cells: number })[]> {
  const { rows } = await sql<CellLayer & { cells: number }>`
    select id, name, code_pattern as "codePattern", code_scheme as "codeScheme", source, invented,
      (select count(*) from cell where layer = id and valid_to is null) as cells
    from cell_layer order by id`.execute(db)
  return rows
}

/** The cells of a layer that reach into the division, and into what the roots cover. */
export async function listCells(
  db: Database,
  { layer, under, roots }: { layer: string; under: string | undefined; roots: readonly string[] },
): Promise<CellRow[]> {
  const { rows } = await sql<CellRow>`
    select code, name, (
      select jsonb_agg(jsonb_build_object('code', village, 'share', share) order by village)
      from cell_village as part where part.layer = cell.layer and part.cell = cell.code) as villages
    from cell
    where layer = ${layer} and valid_to is null ${reachesIntoScope(roots)}
      ${under === undefined ? sql`` : reachesInto(under)}
    order by code`.execute(db)
  return rows
}

/** The 审图号 of the districts shown; null where one of them has none. */
export async function findMapApproval(db: Database, districts: readonly string[]): Promise<string | null> {
  const { rows } = await sql<{ number: string | null }>`
    select number from unnest(${[...districts]}::text[]) as shown (district)
    left join map_approval using (district) order by district`.execute(db)
  if (rows.length === 0 || rows.some(({ number }) => number === null)) return null
  return [...new Set(rows.map(({ number }) => number))].join(' ')
}
