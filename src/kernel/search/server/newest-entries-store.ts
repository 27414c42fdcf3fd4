import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { scopeByLevel } from '#kernel/divisions/model'
import { inScope, withinClass } from '#kernel/ledgers/server'
import { type EntryRequest, fitsAny, type Found, maybeNear, placesOf } from './entry-conditions-store.ts'

/** Titles looked at before anything else, the newest. */
const sampleSize = 400
/** From so many of them on, a word is in so many titles that their index of keys lists more than one reads here. */
const commonFrom = 20
const walkMax = 30_000
/** Places whose newest entries are put together; of more, those of all districts are passed. */
const placesMax = 4

type Newest = (count: number) => RawBuilder<unknown>

/** The newest entries of the places, one after the other, or nothing where no index has them in that order. */
function newestIn(request: EntryRequest): Newest | undefined {
  const places = placesOf(request)
  const newest: Newest = (count) => sql`select * from search_entry order by id desc limit ${sql.lit(count)}`
  if (places === 'everywhere') return newest
  const { districts, townships, villages } = scopeByLevel(places)
  const township = sql`left(division_code, 9)`
  if (districts.length === 0 && townships.length + villages.length <= placesMax)
    return merged([...newestOfEach(township, townships), ...newestOfEach(sql`division_code`, villages)])
  if (villages.length > 0) return undefined
  return (count) => sql`
    select * from (${newest(count * 4)}) s
    where left(division_code, 6) = any(${districts}::text[]) or ${township} = any(${townships}::text[])
    order by id desc limit ${sql.lit(count)}`
}

function newestOfEach(place: RawBuilder<unknown>, codes: readonly string[]): Newest[] {
  return codes.map(
    (code) => (count) =>
      sql`(select * from search_entry where ${place} = ${code} order by id desc limit ${sql.lit(count)})`,
  )
}

function merged(parts: readonly Newest[]): Newest | undefined {
  if (parts.length === 0) return undefined
  return (count) => sql`
    select * from (${sql.join(
      parts.map((part) => part(count)),
      sql` union all `,
    )}) s order by id desc limit ${sql.lit(count)}`
}

/**
 * Entries that fit one of the plan's exact or near ways, the newest, as many as are counted; nothing where that many aren't soon found so. An
 * index of keys has to list all entries that have a word before the first of them is read: of a word that every third
 * of a million titles has, that took a second.
 */
export async function newestThatFit(
  db: Database,
  request: EntryRequest,
  as: 'exact' | 'near',
  rank: RawBuilder<unknown>,
): Promise<Found[]> {
  const { actor, ledgerIds, countMax, codes, plan } = request
  const newest = newestIn(request)
  if (!newest) return []
  const mayFit = as === 'near' ? maybeNear(plan) : sql`true`
  const fits = sql`s.ledger_id = any(${ledgerIds}::int[]) and ${mayFit} and ${fitsAny(plan[as])}`
  const { rows: sampled } = await sql<{ all: number; fitting: number }>`
    select count(*)::int as all, count(*) filter (where ${fits})::int as fitting from (${newest(sampleSize)}) s`.execute(
    db,
  )
  const { all = 0, fitting = 0 } = sampled[0] ?? {}
  if (fitting < commonFrom) return []
  const count = Math.min(walkMax, Math.ceil((countMax * 2 * all) / fitting))
  const { rows } = await sql<Found>`
    select id, rank from (
      select s.id, ${rank} as rank, e.is_open, e.opened_at from (${newest(count)}) s join entry e on e.id = s.id
      where ${fits} and ${withinClass(actor)} and ${inScope(actor, codes)}
      order by s.id desc limit ${countMax}) found
    order by rank, is_open desc, opened_at desc, id`.execute(db)
  return rows.length < countMax ? [] : rows
}
