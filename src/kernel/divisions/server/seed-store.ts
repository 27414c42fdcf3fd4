import { sql } from 'kysely'
import type { Tx } from '#kernel/db/server'
import type { Cell, CellLayer, Division, DivisionDataset, Shape } from '#kernel/divisions/model'

type Saved = { added: number; changed: number }

function tally(rows: readonly { added: boolean }[]): Saved {
  const added = rows.filter((row) => row.added).length
  return { added, changed: rows.length - added }
}

/** A new name keeps the old one with the day of the edition that changed it. */
export async function saveDivisions(tx: Tx, divisions: readonly Division[], asOf: string): Promise<Saved> {
  const sorted = [...divisions].sort((a, b) => a.code.length - b.code.length)
  const incoming = sql`jsonb_to_recordset(${JSON.stringify(sorted)}::jsonb) as incoming (
    code text, level text, kind text, name text, "shortName" text, "nameEn" text, pinyin text,
    "pinyinInitials" text, parent text, "urbanRural" text, "validFrom" date, "validTo" date)`
  await sql`
    insert into division_former_name (code, name, until)
    select known.code, known.name, ${asOf}::date from ${incoming} join division as known using (code)
    where known.name <> incoming.name and known.edition < ${asOf}::date
    on conflict do nothing`.execute(tx)
  const { rows } = await sql<{ added: boolean }>`
    insert into division as known (code, level, kind, name, short_name, name_en, pinyin, pinyin_initials, parent,
      urban_rural, edition, valid_from, valid_to)
    select code, level, kind, name, "shortName", "nameEn", pinyin, "pinyinInitials", parent, "urbanRural",
      ${asOf}::date, "validFrom", "validTo"
    from ${incoming}
    on conflict (code) do update set
      (kind, name, short_name, name_en, pinyin, pinyin_initials, urban_rural, edition, valid_from, valid_to) =
      row (excluded.kind, excluded.name, excluded.short_name, excluded.name_en, excluded.pinyin,
        excluded.pinyin_initials, excluded.urban_rural, excluded.edition, excluded.valid_from, excluded.valid_to)
    where excluded.edition >= greatest(known.edition, known.valid_to) and
      (known.kind, known.name, known.short_name, known.name_en, known.pinyin, known.pinyin_initials,
        known.urban_rural, known.edition, known.valid_from, known.valid_to)
      is distinct from (excluded.kind, excluded.name, excluded.short_name, excluded.name_en, excluded.pinyin,
        excluded.pinyin_initials, excluded.urban_rural, excluded.edition, excluded.valid_from, excluded.valid_to)
    returning xmax = 0 as added`.execute(tx)
  return tally(rows)
}

/** What a later edition of the same districts no longer names ends on that edition's day. */
export async function retireMissing(tx: Tx, { divisions, asOf }: DivisionDataset): Promise<number> {
  const districts = divisions.filter(({ level }) => level === 'district').map(({ code }) => code)
  const { rows } = await sql`
    update division set valid_to = ${asOf}::date
    where district = any(${districts}::text[]) and edition < ${asOf}::date and valid_to is null
      and code <> all(${divisions.map(({ code }) => code)}::text[])
    returning code`.execute(tx)
  return rows.length
}

export async function saveLayers(tx: Tx, layers: readonly CellLayer[]): Promise<Saved> {
  const { rows } = await sql<{ added: boolean }>`
    insert into cell_layer as known (id, name, code_pattern, code_scheme, source, invented)
    select id, name, "codePattern", "codeScheme", nullif(source, 'null'), invented
    from jsonb_to_recordset(${JSON.stringify(layers)}::jsonb) as incoming (
      id text, name jsonb, "codePattern" text, "codeScheme" jsonb, source jsonb, invented boolean)
    on conflict (id) do update set (name, code_pattern, code_scheme, source, invented) =
      row (excluded.name, excluded.code_pattern, excluded.code_scheme, excluded.source, excluded.invented)
    where (known.name, known.code_pattern, known.code_scheme, known.source, known.invented) is distinct from
      (excluded.name, excluded.code_pattern, excluded.code_scheme, excluded.source, excluded.invented)
    returning xmax = 0 as added`.execute(tx)
  return tally(rows)
}

export async function saveCells(tx: Tx, cells: readonly Cell[]): Promise<Saved> {
  const { rows } = await sql<{ added: boolean }>`
    insert into cell as known (layer, code, name)
    select layer, code, name from jsonb_to_recordset(${JSON.stringify(cells)}::jsonb)
      as incoming (layer text, code text, name jsonb)
    on conflict (layer, code) do update set name = excluded.name where known.name <> excluded.name
    returning xmax = 0 as added`.execute(tx)
  const parts = cells.flatMap(({ layer, code, villages }) =>
    villages.map(({ code: village, share }) => ({ layer, cell: code, village, share })),
  )
  await sql`
    insert into cell_village as known (layer, cell, village, share)
    select layer, cell, village, share from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb)
      as incoming (layer text, cell text, village text, share numeric)
    on conflict (layer, cell, village) do update set share = excluded.share
    where known.share <> excluded.share`.execute(tx)
  return tally(rows)
}

/** Schematic shapes never replace surveyed ones. */
export async function saveDivisionShapes(tx: Tx, shapes: readonly Shape[]): Promise<number> {
  const { rows } = await sql`
    update division set geom = incoming.geom, schematic = incoming.schematic, label = incoming.label
    from ${shapeRecords(shapes)} where division.code = incoming.code
      and (division.geom is null or division.schematic or not incoming.schematic)
      and (division.geom is distinct from incoming.geom or division.schematic <> incoming.schematic)
    returning division.code`.execute(tx)
  return rows.length
}

export async function saveCellShapes(tx: Tx, layer: string, shapes: readonly Shape[]): Promise<number> {
  const { rows } = await sql`
    update cell set geom = incoming.geom, schematic = incoming.schematic, label = incoming.label
    from ${shapeRecords(shapes)} where cell.layer = ${layer} and cell.code = incoming.code
      and (cell.geom is null or cell.schematic or not incoming.schematic)
      and (cell.geom is distinct from incoming.geom or cell.schematic <> incoming.schematic)
    returning cell.code`.execute(tx)
  return rows.length
}

function shapeRecords(shapes: readonly Shape[]) {
  return sql`(
    select code, schematic, st_multi(st_setsrid(st_geomfromgeojson(area), 4490))::geometry(MultiPolygon, 4490) as geom,
      case when label <> 'null' then
        st_setsrid(st_makepoint((label->>0)::float8, (label->>1)::float8), 4490) end as label
    from jsonb_to_recordset(${JSON.stringify(shapes)}::jsonb)
      as shape (code text, schematic boolean, label jsonb, area jsonb)) as incoming`
}
