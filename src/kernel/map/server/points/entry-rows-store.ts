import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { scopeByLevel } from '#kernel/divisions/model'
import type { Actor } from '#kernel/http/model'
import type { Totals } from './entry-table.ts'

const milliseconds = (column: string) => sql`(extract(epoch from ${sql.ref(column)}) * 1000)::bigint`

/** `EntryPointRow`, in its order. */
const row = sql`json_build_array(e.id, e.ledger_id, e.no, e.title, e.stage, ${milliseconds('e.due_at')},
  ${milliseconds('e.amber_at')}, e.seq, e.sensitivity, e.division_code, st_x(e.point), st_y(e.point),
  case when e.point is null then (
    select json_agg(json_build_array(st_x(place.point), st_y(place.point), place.division_code, place.sensitivity)
      order by subject.seq)
    from subject join place on place.id = subject.object_id
    where subject.entry_id = e.id and subject.object_kind = 'place' and place.point is not null) end)`

async function rowsText(db: Database, from: RawBuilder<unknown>): Promise<string> {
  const { rows } = await sql<{
    text: string | null
  }>`select json_agg(${row})::text as text from ${from}`.execute(db)
  return rows[0]?.text ?? '[]'
}

/** Open ones among the entries, as text for the thread that reads it: this one only hands it on. */
export function readEntryRows(db: Database, ids: readonly string[]): Promise<string> {
  return rowsText(db, sql`entry e where e.id = any(${ids}::uuid[]) and e.is_open`)
}

/** A page of all open entries in the order of their ids; `last` is null where there are no more. */
export async function readEntryPage(
  db: Database,
  after: string | null,
  size: number,
): Promise<{ text: string; last: string | null }> {
  const from = after === null ? sql`` : sql`and id > ${after}::uuid`
  const { rows } = await sql<{ text: string | null; last: string | null; n: number }>`
    with e as materialized (select * from entry where is_open ${from} order by id limit ${size})
    select (select json_agg(${row})::text from e) as text, (select id from e order by id desc limit 1) as last,
      (select count(*) from e) as n`.execute(db)
  const [page] = rows
  return { text: page?.text ?? '[]', last: page && page.n === size ? page.last : null }
}

export type News = {
  /** Entries of which something happened that the relay has not told of yet. */
  untold: string[]
  /** Grows with every change to the shapes that entries stand at by their village or township. */
  labels: number
}

export async function readNews(db: Database): Promise<News> {
  const { rows } = await sql<News>`
    select array(select distinct entry_id::text from (
        select entry_id from outbox order by no desc limit 10000) as newest) as untold,
      (select coalesce(sum(version), 0)::bigint from shape_version
        where layer in ('division:village', 'division:township')) as labels`.execute(db)
  return rows[0] ?? { untold: [], labels: 0 }
}

export async function openTotals(db: Database): Promise<Totals> {
  const { rows } = await sql<Totals>`
    select count(*) as count, coalesce(sum(seq), 0)::bigint as sum from entry where is_open`.execute(db)
  return rows[0] ?? { count: 0, sum: 0 }
}

/** `[id, seq]` of every open entry, as text. */
export async function readSteps(db: Database): Promise<string> {
  const { rows } = await sql<{ text: string | null }>`
    select json_agg(json_build_array(id, seq))::text as text from entry where is_open`.execute(db)
  return rows[0]?.text ?? '[]'
}

/** `LabelRow` of every division with a shape, as text. */
export async function readLabels(db: Database): Promise<string> {
  const { rows } = await sql<{ text: string | null }>`
    select json_agg(json_build_array(code, st_x(spot), st_y(spot)))::text as text
    from (select code, coalesce(label, st_pointonsurface(geom)) as spot from division
      where geom is not null and length(code) > 6) as shaped`.execute(db)
  return rows[0]?.text ?? '[]'
}

/** Another text when a place of the register was moved, given a point, or is to be seen by others. */
export async function placesVersion(db: Database): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select count(*) || '.' || coalesce(sum(version), 0) as version from place where point is not null`.execute(
    db,
  )
  return rows[0]?.version ?? ''
}

/** Open entries that have no spot of their own and concern a place that has one. */
export async function entriesAtPlaces(db: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct e.id from place join subject on subject.object_id = place.id and subject.object_kind = 'place'
      join entry e on e.id = subject.entry_id
    where place.point is not null and e.is_open and e.point is null`.execute(db)
  return rows.map(({ id }) => id)
}

/** Open entries outside what the roots cover that the actor's organisation takes or took part in, or the actor. */
export async function takesPartIn(
  db: Database,
  actor: Actor,
  ledgers: readonly number[] | null,
): Promise<string[]> {
  const { districts, townships, villages } = scopeByLevel(actor.divisions)
  const inside = sql`(e.district = any(${districts}::text[]) or e.township = any(${townships}::text[])
    or e.village = any(${villages}::text[]))`
  const covered = ledgers === null ? inside : sql`(${inside} and e.ledger_id = any(${ledgers}::int[]))`
  const { rows } = await sql<{ id: string }>`
    select distinct e.id from participation p join entry e on e.id = p.entry_id
    where p.organisation_id = ${actor.organisationId} and p.account_id in (0, ${actor.accountId})
      and e.is_open and not coalesce(${covered}, false)
    order by e.id`.execute(db)
  return rows.map(({ id }) => id)
}
