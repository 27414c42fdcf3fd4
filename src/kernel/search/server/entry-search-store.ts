import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import { hasRight } from '#kernel/http/model'
import { inScope, liesIn, partsElsewhere, readAllRight, takesPart, withinClass } from '#kernel/ledgers/server'
import { type Plan, saysNumber, type Way } from '../model/query-plan.ts'
import { type EntryRequest, fitsAny, type Found, placesOf } from './entry-conditions-store.ts'
import { newestThatFit } from './newest-entries-store.ts'

export type EntryRow = {
  id: string
  no: string
  title: string
  ledgerId: number
  version: number
  stage: string
  isOpen: boolean
  divisionCode: string
  rank: number
}

const keys = sql`search_name_keys(s.name, s.pinyin, s.initials, s.division_code)`

type Set = { seen: RawBuilder<unknown>; keyed: RawBuilder<unknown> }
type Sight = {
  /** Looked through by the keys of their titles. */
  sets: Set[]
  /** Entries outside of the scope that the actor takes part in, where they are few. */
  elsewhere: readonly string[]
}

/** Few enough to be read one by one, which no index of keys is for: it would list everybody's that have the word. */
const elsewhereMax = 2000

/**
 * Entries are seen by scope, or by taking part in them: sets of their own, since one condition with `or` would have no
 * index. No entry is in two of them.
 */
async function sightOf(db: Database, request: EntryRequest): Promise<Sight> {
  const { actor, codes, division, ledgerIds } = request
  const within = division === undefined ? sql`true` : liesIn([division])
  const keyedBy = (roots: readonly string[]) => sql`${keys} && ${roots}::text[]`
  const places = placesOf(request)
  if (places === 'everywhere') return { sets: [{ seen: sql`true`, keyed: sql`true` }], elsewhere: [] }
  const inside = { seen: sql`${inScope(actor, codes)} and ${within}`, keyed: keyedBy(places) }
  const sets = places.length > 0 ? [inside] : []
  if (hasRight(actor, readAllRight)) return { sets, elsewhere: [] }
  const { rows } = await sql<{ entry_id: string }>`
    select entry_id from (${partsElsewhere(actor, ledgerIds, codes)}) p limit ${elsewhereMax + 1}`.execute(db)
  if (rows.length <= elsewhereMax) return { sets, elsewhere: rows.map(({ entry_id: id }) => id) }
  const outside = {
    // An entry that lies in no township is outside of it, too.
    seen: sql`${takesPart(actor)} and (${inScope(actor, codes)}) is not true and ${within}`,
    keyed: division === undefined ? sql`true` : keyedBy([division]),
  }
  return { sets: [...sets, outside], elsewhere: [] }
}

/** The ways, each with the patterns of those before it: what fits one of these was found by it. */
function apart(ways: Plan['exact']) {
  return ways.map((way, index) => {
    const before = (field: Way['field']) =>
      ways.slice(0, index).flatMap((earlier) => (earlier.field === field ? earlier.likes : []))
    return { ...way, names: before('name'), pinyins: before('pinyin'), initials: before('initials') }
  })
}

/** The name itself, what begins so, what holds it. */
const rankOf = ({ q }: Plan) =>
  sql`case when ${q} in (s.name, s.pinyin) then 0
    when left(s.name, length(${q})) = ${q} or left(s.pinyin, length(${q})) = ${q} then 1 else 2 end`
const nearRank = sql`3`

/**
 * What fits the names as they were typed. Nothing is found twice, so that reading ends with as many as are counted: a
 * word that all entries have would else be read by name, by pinyin and by initials.
 */
function byExact(request: EntryRequest, sight: Sight): RawBuilder<unknown>[] {
  const { countMax, plan } = request
  const rank = rankOf(plan)
  const first = sql`not (s.name like any(way.names) or s.pinyin like any(way.pinyins) or s.initials like any(way.initials))`
  const parts = [
    ...sight.sets.map((set) => waysIn(request, apart(plan.exact), set, { rank, first })),
    ...readElsewhere(request, plan.exact, sight, rank),
  ]
  if (parts.length === 0) return []
  return [sql`(select * from (${sql.join(parts, sql` union all `)}) as named limit ${countMax})`]
}

/** What fits but for one error in typing; one that fits in two ways comes twice. */
function byNear(request: EntryRequest, sight: Sight): RawBuilder<unknown>[] {
  const { near } = request.plan
  const as = { rank: nearRank, first: sql`true` }
  return [
    ...sight.sets.map((set) => waysIn(request, near, set, as)),
    ...readElsewhere(request, near, sight, nearRank),
  ]
}

function waysIn(
  { actor, ledgerIds, countMax }: EntryRequest,
  ways: readonly object[],
  { seen, keyed }: Set,
  { rank, first }: { rank: RawBuilder<unknown>; first: RawBuilder<unknown> },
): RawBuilder<unknown> {
  return sql`
    (select found.* from jsonb_to_recordset(${JSON.stringify(ways)}::jsonb)
        as way(field text, grams text[], likes text[], names text[], pinyins text[], initials text[])
      cross join lateral (select s.id, ${rank} as rank, e.is_open, e.opened_at from search_entry s join entry e on e.id = s.id
        where ${keyed} and ${keys} @> way.grams
          and case way.field when 'name' then s.name when 'pinyin' then s.pinyin else s.initials end like any(way.likes)
          and ${first}
          and e.ledger_id = any(${ledgerIds}::int[]) and ${withinClass(actor)} and ${seen} limit ${countMax}) found)`
}

function readElsewhere(
  { actor, ledgerIds, countMax, division }: EntryRequest,
  ways: readonly Way[],
  { elsewhere }: Sight,
  rank: RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  if (elsewhere.length === 0) return []
  const within = division === undefined ? sql`true` : liesIn([division])
  return [
    sql`
      (select s.id, ${rank} as rank, e.is_open, e.opened_at from search_entry s join entry e on e.id = s.id
        where s.id = any(${elsewhere}::uuid[]) and ${fitsAny(ways)}
          and e.ledger_id = any(${ledgerIds}::int[]) and ${withinClass(actor)} and ${within} limit ${countMax})`,
  ]
}

function byNumber(request: EntryRequest, { sets, elsewhere }: Sight): RawBuilder<unknown>[] {
  const { actor, ledgerIds, numbers, countMax, division } = request
  const within = division === undefined ? sql`true` : liesIn([division])
  const seen = [
    ...sets.map((set) => set.seen),
    ...(elsewhere.length > 0 ? [sql`e.id = any(${elsewhere}::uuid[]) and ${within}`] : []),
  ]
  return seen.flatMap((condition) =>
    numbers.map(
      (number) => sql`
        (select e.id, case when e.no = ${number} then 0 else 1 end as rank, e.is_open, e.opened_at from entry e
          where e.ledger_id = any(${ledgerIds}::int[]) and e.no >= ${number} and e.no < ${`${number}~`}
            and ${withinClass(actor)} and ${condition} limit ${countMax})`,
    ),
  )
}

async function ranked(db: Database, parts: RawBuilder<unknown>[], countMax: number): Promise<Found[]> {
  if (parts.length === 0) return []
  const { rows } = await sql<Found>`
    select id, min(rank) as rank from (${sql.join(parts, sql` union all `)}) hit
    group by id, is_open, opened_at order by min(rank), is_open desc, opened_at desc, id
    limit ${countMax}`.execute(db)
  return rows
}

const nearBelow = 8

/** Entries of all ledgers by title or number, best first, of those that the actor may see. */
export async function searchEntries(db: Database, request: EntryRequest): Promise<Found[]> {
  const { plan, countMax, numbers } = request
  // A number is nothing that many have.
  const newest = numbers.length > 0 ? [] : await newestThatFit(db, request, 'exact', rankOf(plan))
  if (newest.length > 0) return newest
  const sight = await sightOf(db, request)
  const exact = await ranked(db, [...byExact(request, sight), ...byNumber(request, sight)], countMax)
  if (exact.length >= nearBelow || plan.near.length === 0) return exact
  if (exact.length > 0 && saysNumber(plan.q)) return exact
  const common = await newestThatFit(db, request, 'near', nearRank)
  const near = common.length > 0 ? common : await ranked(db, byNear(request, sight), countMax)
  const known = new Set(exact.map(({ id }) => id))
  return [...exact, ...near.filter(({ id }) => !known.has(id))]
}

/** What is shown of entries that were found. */
export async function readEntries(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, Omit<EntryRow, 'rank'>>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Omit<EntryRow, 'rank'>>`
    select id, no, title, ledger_id as "ledgerId", def_version as version, stage, is_open as "isOpen",
      division_code as "divisionCode" from entry where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

export type Unnamed = { id: string; ledger_id: number; title: string; division_code: string }

const isNamed = sql`exists (select from search_entry s where s.id = e.id and s.name = lower(e.title collate "C"))`

/** Those of the entries that the search doesn't know, or not by their present title. */
export async function unnamedOf(tx: Tx, ids: readonly string[]): Promise<Unnamed[]> {
  const { rows } = await sql<Unnamed>`
    select e.id, e.ledger_id, e.title, e.division_code from entry e
    where e.id = any(${ids}::uuid[]) and not ${isNamed}`.execute(tx)
  return rows
}

/** The next entries after an id that the search doesn't know. */
export async function unnamedAfter(tx: Tx, after: string, limit: number): Promise<Unnamed[]> {
  const { rows } = await sql<Unnamed>`
    select e.id, e.ledger_id, e.title, e.division_code from entry e
    where e.id > ${after}::uuid and not ${isNamed} order by e.id limit ${limit}`.execute(tx)
  return rows
}

export type NamedEntry = Unnamed & { pinyin: string; initials: string }

/** A title that changed since it was read is left to the action that changed it. */
export async function nameEntries(tx: Tx, entries: readonly NamedEntry[]): Promise<void> {
  await sql`
    insert into search_entry (id, ledger_id, name, pinyin, initials, division_code)
    select r.id, r.ledger_id, lower(e.title collate "C"), r.pinyin, r.initials, r.division_code
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
      as r(id uuid, ledger_id int, title text, pinyin text, initials text, division_code text)
    join entry e on e.id = r.id and e.title = r.title
    on conflict (id) do update set name = excluded.name, pinyin = excluded.pinyin, initials = excluded.initials`.execute(
    tx,
  )
}
