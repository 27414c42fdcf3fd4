import { type RawBuilder, sql } from 'kysely'
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

type Spot = { lng: number; lat: number }

const squeezeAt = ({ lat }: Spot) => Math.cos((lat * Math.PI) / 180)

/** Flat reckoning at the latitude of the spot: good to a metre within a district. */
function distance(at: Spot): RawBuilder<number | null> {
  return sql<number | null>`(${metresPerDegree} * sqrt(
    power((st_x(entry.point) - ${at.lng}::float8) * ${squeezeAt(at)}::float8, 2)
    + power(st_y(entry.point) - ${at.lat}::float8, 2)))`
}

/** Whatever lies within so many metres lies in the box, by which the index finds it. */
function box(at: Spot, metres: number): RawBuilder<unknown> {
  const [high, wide] = [metres / metresPerDegree, metres / metresPerDegree / squeezeAt(at)]
  const [west, south, east, north] = [at.lng - wide, at.lat - high, at.lng + wide, at.lat + high]
  return sql`entry.point && st_makeenvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4490)`
}

function conditionsOf({ ledgerId, divisionCode, category, closedSince }: Near): RawBuilder<unknown> {
  const conditions = [
    // As the indexes of migration 3121 say it.
    sql`entry.data->'isPublic' = 'true'::jsonb and entry.stage not in ('voided', 'merged', 'refused')`,
    sql`entry.ledger_id = ${ledgerId} and (entry.is_open or entry.closed_at > ${closedSince})`,
  ]
  if (divisionCode !== null)
    conditions.push(sql`(entry.township = ${divisionCode} or entry.village = ${divisionCode})`)
  if (category !== null) conditions.push(sql`entry.data->>'category' = ${category}`)
  return sql.join(conditions, sql` and `)
}

/** How far is looked at first, second and so on, until there are enough. */
const circles = [500, 2500, 12_500] as const

/** Incidents that residents may see, the nearest or the latest first. */
export async function listPublicIncidents(
  db: Database,
  near: Near,
  { page, size }: { page: number; size: number },
): Promise<{ rows: NearRow[]; total: number }> {
  const { at, metresMax } = near
  const where = conditionsOf(near)
  const metres = at ? distance(at) : sql<number | null>`null::float8`
  const nearest = at ? sql`${metres} nulls last,` : sql``
  const within = (circle: number | null) =>
    at === null || circle === null
      ? where
      : sql`${where} and ${box(at, circle)} and ${metres} <= ${circle}::float8`
  const read = async (circle: number | null) => {
    const { rows } = await sql<NearRow>`
      select entry.id, round(${metres})::int as metres from entry where ${within(circle)}
      order by ${nearest} entry.opened_at desc, entry.id limit ${size} offset ${(page - 1) * size}`.execute(
      db,
    )
    return rows
  }
  const counted = await sql<{ n: number }>`
    select count(*)::int as n from entry where ${within(at === null ? null : metresMax)}`.execute(db)
  // Whatever lies in a circle is nearer than what doesn't: a page that is filled there is the page of all.
  for (const circle of at === null ? [] : circles) {
    if (metresMax !== null && circle >= metresMax) break
    const rows = await read(circle)
    if (rows.length === size) return { rows, total: counted.rows[0]?.n ?? 0 }
  }
  return { rows: await read(metresMax), total: counted.rows[0]?.n ?? 0 }
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
