import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'

export type NearRow = { id: string; metres: number | null }

type Near = {
  ledgerId: number
  at: { lng: number; lat: number } | null
  /** A township or village. */
  divisionCode: string | null
  category: string | null
  /** Closed ones are shown for a while. */
  closedSince: Date
  metresMax: number | null
}

const metresPerDegree = 111_195

/** Flat reckoning at the latitude of the spot: good to a metre within a district. */
function distance(at: { lng: number; lat: number }) {
  const squeeze = Math.cos((at.lat * Math.PI) / 180)
  return sql<number>`(${metresPerDegree} * sqrt(
    power(((entry.data->'spot'->>'lng')::float8 - ${at.lng}::float8) * ${squeeze}::float8, 2)
    + power((entry.data->'spot'->>'lat')::float8 - ${at.lat}::float8, 2)))`
}

/** Incidents that residents may see, the nearest or the latest first. */
export async function listPublicIncidents(
  db: Database,
  near: Near,
  { page, size }: { page: number; size: number },
): Promise<{ rows: NearRow[]; total: number }> {
  const { ledgerId, at, divisionCode, category, closedSince, metresMax } = near
  const metres = at ? distance(at) : sql<number | null>`null::float8`
  const where = sql`entry.ledger_id = ${ledgerId} and entry.data->'isPublic' = 'true'::jsonb
    and (entry.is_open or entry.closed_at > ${closedSince}) and entry.stage not in ('voided', 'merged', 'refused')
    and (${divisionCode}::text is null or entry.township = ${divisionCode} or entry.village = ${divisionCode})
    and (${category}::text is null or entry.data->>'category' = ${category})`
  const within =
    metresMax === null ? sql`true` : sql`found.metres is not null and found.metres <= ${metresMax}::float8`
  const found = sql`(select entry.id, entry.opened_at, ${metres} as metres from entry where ${where}) as found`
  const { rows } = await sql<NearRow>`
    select id, round(metres)::int as metres from ${found} where ${within}
    order by metres nulls last, opened_at desc, id limit ${size} offset ${(page - 1) * size}`.execute(db)
  const counted = await sql<{ n: number }>`select count(*)::int as n from ${found} where ${within}`.execute(
    db,
  )
  return { rows, total: counted.rows[0]?.n ?? 0 }
}

/** The incident of a number; undefined where there is none that residents may see. */
export async function findPublicIncident(
  db: Database,
  ledgerId: number,
  no: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from entry where ledger_id = ${ledgerId} and no = ${no} and data->'isPublic' = 'true'::jsonb
      and stage <> 'voided'`.execute(db)
  return rows[0]?.id
}

export type PhotoWork = { id: string; no: string; title: string; isPublic: boolean; photos: number; at: Date }

/** Incidents with photos that somebody may look through before they are shown, the latest first. */
export async function listWithPhotos(
  db: Database,
  ledgerId: number,
  roots: readonly string[],
  limit: number,
): Promise<PhotoWork[]> {
  const places = (length: number) => roots.filter((root) => root.length === length)
  const { rows } = await sql<PhotoWork>`
    select entry.id, entry.no, entry.title, coalesce(entry.data->'isPublic' = 'true'::jsonb, false) as "isPublic",
      (select count(distinct entry_file.file_id)::int from entry_file where entry_file.entry_id = entry.id) as photos,
      entry.opened_at as at
    from entry where entry.ledger_id = ${ledgerId} and entry.stage not in ('voided', 'merged')
      and (entry.district = any(${places(6)}::text[]) or entry.township = any(${places(9)}::text[])
        or entry.village = any(${places(12)}::text[]))
      and exists (select from entry_file where entry_file.entry_id = entry.id)
    order by entry.opened_at desc limit ${limit}`.execute(db)
  return rows
}
