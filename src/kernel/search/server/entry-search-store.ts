import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import { covers, scopeByLevel } from '#kernel/divisions/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { inScope, liesIn, readAllRight, takesPart, withinClass } from '#kernel/ledgers/server'
import type { Plan } from '../model/query-plan.ts'

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

export type EntryRequest = {
  actor: Actor
  plan: Plan
  /** Beginnings of entry numbers that were meant. */
  numbers: readonly string[]
  ledgerIds: readonly number[]
  division?: string | undefined
  countMax: number
  codes: (names: readonly string[]) => number[]
}

const keys = sql`search_name_keys(s.name, s.pinyin, s.initials, s.division_code)`

/** Entries are seen by scope, or by taking part in them: two sets, since one condition with `or` would have no index. */
function setsOf({
  actor,
  codes,
  division,
}: EntryRequest): { seen: RawBuilder<unknown>; keyed: RawBuilder<unknown> }[] {
  const within = division === undefined ? sql`true` : liesIn([division])
  const keyedBy = (roots: readonly string[]) => sql`${keys} && ${roots}::text[]`
  const place = division === undefined ? sql`true` : keyedBy([division])
  if (hasRight(actor, readAllRight)) return [{ seen: within, keyed: place }]
  const { districts, townships, villages } = scopeByLevel(actor.divisions)
  const roots = [...districts, ...townships, ...villages].filter(
    (root) => division === undefined || covers([division], root) || covers([root], division),
  )
  const scope = {
    seen: sql`${inScope(actor, codes)} and ${within}`,
    keyed: sql`${keyedBy(roots)} and ${place}`,
  }
  return [
    ...(roots.length > 0 ? [scope] : []),
    { seen: sql`${takesPart(actor)} and ${within}`, keyed: place },
  ]
}

function byWays(request: EntryRequest, ways: Plan['exact'], isNear: boolean): RawBuilder<unknown>[] {
  const { actor, ledgerIds, countMax, plan } = request
  if (ways.length === 0) return []
  const rank = isNear
    ? sql`3`
    : sql`case when ${plan.q} in (s.name, s.pinyin) then 0
        when left(s.name, length(${plan.q})) = ${plan.q} or left(s.pinyin, length(${plan.q})) = ${plan.q} then 1 else 2 end`
  return setsOf(request).map(
    ({ seen, keyed }) => sql`
      (select found.id, found.rank from jsonb_populate_recordset(null::search_way, ${JSON.stringify(ways)}::jsonb) as way
        cross join lateral (select s.id, ${rank} as rank from search_entry s join entry e on e.id = s.id
          where ${keyed} and ${keys} @> way.grams
            and case way.field when 'name' then s.name when 'pinyin' then s.pinyin else s.initials end like any(way.likes)
            and e.ledger_id = any(${ledgerIds}::int[]) and ${withinClass(actor)} and ${seen} limit ${countMax}) found)`,
  )
}

function byNumber(request: EntryRequest): RawBuilder<unknown>[] {
  const { actor, ledgerIds, numbers, countMax } = request
  return setsOf(request).flatMap(({ seen }) =>
    numbers.map(
      (number) => sql`
        (select e.id, case when e.no = ${number} then 0 else 1 end as rank from entry e
          where e.ledger_id = any(${ledgerIds}::int[]) and e.no >= ${number} and e.no < ${`${number}~`}
            and ${withinClass(actor)} and ${seen} limit ${countMax})`,
    ),
  )
}

async function ranked(
  db: Database,
  parts: RawBuilder<unknown>[],
  countMax: number,
): Promise<{ id: string; rank: number }[]> {
  if (parts.length === 0) return []
  const { rows } = await sql<{ id: string; rank: number }>`
    select hit.id, min(hit.rank) as rank from (${sql.join(parts, sql` union all `)}) hit
    join entry e on e.id = hit.id
    group by hit.id, e.is_open, e.opened_at order by min(hit.rank), e.is_open desc, e.opened_at desc, hit.id
    limit ${countMax}`.execute(db)
  return rows
}

const nearBelow = 8

/** Entries of all ledgers by title or number, best first, of those that the actor may see. */
export async function searchEntries(
  db: Database,
  request: EntryRequest,
): Promise<{ id: string; rank: number }[]> {
  const { plan, countMax } = request
  const exact = await ranked(db, [...byWays(request, plan.exact, false), ...byNumber(request)], countMax)
  if (exact.length >= nearBelow || plan.near.length === 0) return exact
  const known = new Set(exact.map(({ id }) => id))
  const near = await ranked(db, byWays(request, plan.near, true), countMax)
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
