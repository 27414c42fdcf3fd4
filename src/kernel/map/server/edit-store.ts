import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { LayerEditRecord } from '../model/edits.ts'
import type { SavedShape } from './saved-shape.ts'

export type PastEdit = { requestHash: Buffer; answer: unknown }

/** Requests of one account take turns, so that one sent twice at once is done once. */
export async function findPastEdit(
  tx: Tx,
  accountId: number,
  clientKey: string,
): Promise<PastEdit | undefined> {
  await sql`select pg_advisory_xact_lock(7412011, ${accountId % 2147483647}::int)`.execute(tx)
  const { rows } = await sql<PastEdit>`
    select request_hash as "requestHash", answer from map_edit
    where account_id = ${accountId} and client_key = ${clientKey}`.execute(tx)
  return rows[0]
}

export async function nextEditNo(tx: Tx, layer: string): Promise<number> {
  const { rows } = await sql<{ no: number }>`
    select coalesce(max(no), 0) + 1 as no from map_edit where layer = ${layer}`.execute(tx)
  return rows[0]?.no ?? 1
}

export type NewEdit = {
  layer: string
  no: number
  kind: LayerEditRecord['kind']
  at: Date
  accountId: number
  positionId: number
  accountName: string
  what: LayerEditRecord['what']
  steps: unknown
  undoes: number | null
  clientKey: string
  requestHash: Buffer
  answer: object
}
export type ShapeChange = {
  partOf: string
  code: string
  before: SavedShape | null
  after: SavedShape | null
}

export async function insertEdit(tx: Tx, edit: NewEdit, shapes: readonly ShapeChange[]): Promise<void> {
  await sql`
    insert into map_edit (layer, no, kind, at, account_id, position_id, account_name, what, steps, undoes,
      client_key, request_hash, answer)
    values (${edit.layer}, ${edit.no}, ${edit.kind}, ${edit.at}, ${edit.accountId}, ${edit.positionId},
      ${edit.accountName}, ${JSON.stringify(edit.what)}::jsonb, ${JSON.stringify(edit.steps)}::jsonb,
      ${edit.undoes}, ${edit.clientKey}, ${edit.requestHash}, ${JSON.stringify(edit.answer)}::jsonb)`.execute(
    tx,
  )
  await sql`
    insert into map_edit_shape (layer, no, part_of, code, before, after)
    select ${edit.layer}, ${edit.no}, "partOf", code, nullif(before, 'null'), nullif(after, 'null')
    from jsonb_to_recordset(${JSON.stringify(shapes)}::jsonb)
      as shape ("partOf" text, code text, before jsonb, after jsonb)`.execute(tx)
}

export type EditRow = {
  no: number
  kind: LayerEditRecord['kind']
  at: Date
  accountId: number
  accountName: string
  what: LayerEditRecord['what']
  undoes: number | null
  undoneBy: number | null
  shapes: { code: string; partOf: string; there: boolean; places: string[] }[]
  box: [number, number, number, number] | null
  /** Later edits after which one of the same shapes stands otherwise than this one left it. */
  later: number[]
}

/** Edits of a layer, the latest first. */
export async function listEdits(
  db: Database | Tx,
  layer: string,
  { no, limit, offset }: { no?: number; limit: number; offset: number },
): Promise<EditRow[]> {
  const one = no === undefined ? sql`` : sql`and edit.no = ${no}`
  const { rows } = await sql<EditRow>`
    select edit.no, edit.kind, edit.at, edit.account_id as "accountId", edit.account_name as "accountName",
      edit.what, edit.undoes, undo.no as "undoneBy", made.shapes, made.box, coalesce(made.later, '[]') as later
    from map_edit as edit
    left join map_edit as undo on undo.layer = edit.layer and undo.undoes = edit.no,
    lateral (
      select jsonb_agg(jsonb_build_object('code', own.code, 'partOf', own.part_of, 'there', own.after is not null,
          'places', (select coalesce(jsonb_agg(distinct place->>'code'), '[]')
            from jsonb_array_elements(coalesce(own.before->'places', '[]') || coalesce(own.after->'places', '[]')) as place))
          order by own.code) as shapes,
        (select jsonb_agg(distinct last.no) from map_edit_shape as mine, lateral (
            select next.no, next.after from map_edit_shape as next
            where next.part_of = mine.part_of and next.code = mine.code and next.layer = mine.layer
            order by next.no desc limit 1) as last
          where mine.layer = edit.layer and mine.no = edit.no and last.after is distinct from mine.after) as later,
        (select jsonb_build_array(st_xmin(box), st_ymin(box), st_xmax(box), st_ymax(box)) from (
          select st_extent(st_geomfromgeojson(coalesce(shape.after, shape.before)->'area')) as box
          from map_edit_shape as shape
          where shape.layer = edit.layer and shape.no = edit.no and shape.part_of = edit.layer) as extent) as box
      from map_edit_shape as own where own.layer = edit.layer and own.no = edit.no) as made
    where edit.layer = ${layer} ${one}
    order by edit.no desc limit ${limit} offset ${offset}`.execute(db)
  return rows
}

export async function readChanges(tx: Tx, layer: string, no: number): Promise<ShapeChange[]> {
  const { rows } = await sql<ShapeChange>`
    select part_of as "partOf", code, before, after from map_edit_shape
    where layer = ${layer} and no = ${no} order by part_of, code`.execute(tx)
  return rows
}

/** Shapes as they were at the end of a day, where an edit has changed them since; null where there was none. */
export async function shapesBefore(
  db: Database,
  layer: string,
  moment: Date,
): Promise<{ code: string; before: SavedShape | null }[]> {
  const { rows } = await sql<{ code: string; before: SavedShape | null }>`
    select distinct on (shape.code) shape.code, shape.before
    from map_edit_shape as shape join map_edit as edit using (layer, no)
    where shape.part_of = ${layer} and edit.at >= ${moment}
    order by shape.code, edit.at, edit.no`.execute(db)
  return rows
}
