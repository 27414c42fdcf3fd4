import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Exclusion } from '../model/exclusions.ts'
import { boundsOf, type ExclusionRule, type Measure } from '../model/statistics.ts'
import type { CaseCount } from '../model/statistics-rates.ts'
import { filterCondition } from './list-store.ts'
import { basesOf, type Part, type Place, type StatisticsRequest } from './statistics-query.ts'
import { type CaseRow, fromBits, toBits } from './statistics-rows.ts'
import { caseColumns, casesAsJson, caseTypes } from './statistics-store.ts'
import { liesIn, sightOf, withinClass } from './visibility-store.ts'

type Condition = RawBuilder<unknown>
export type KeyedCount = CaseCount & { key: string | null }

/** Cases made of logs: they stand for all cases of these entries, instead of what the projection says of them. */
export type Replayed = { ids: readonly string[]; rows: readonly CaseRow[] }

const places = sql.raw(`left(c.division_code, 6) as district,
  case when length(c.division_code) >= 9 then left(c.division_code, 9) end as township,
  case when length(c.division_code) >= 12 then left(c.division_code, 12) end as village`)

/** The cases bear what an entry is seen by, so that the conditions on entries read them instead. */
function sourceOf(replayed: Replayed | undefined): Condition {
  if (!replayed || replayed.ids.length === 0)
    return sql`(select c.*, c.entry_id as id from statistics_case c) e`
  const columns = sql.raw(caseColumns)
  return sql`(
    select ${columns}, district, township, village, c.entry_id as id from statistics_case c
    where not exists (select from unnest(${[...replayed.ids]}::uuid[]) as gone(id) where gone.id = c.entry_id)
    union all
    select ${columns}, ${places}, c.entry_id as id
    from jsonb_to_recordset(${casesAsJson(replayed.rows)}::jsonb) as c(${sql.raw(caseTypes)})) e`
}

/** What excludes a case now; see `ruleAt`. */
const ruleNow = (now: string) => sql`
  case when e.rule is null and e.basis in ('due', 'response') and e.placed_at > ${now} then 'not_yet_due' else e.rule end`

/** The cases asked for that the actor may see, as sets that share none. */
function setsOf(request: StatisticsRequest, of: readonly Measure[]): Condition[] {
  const { actor, ledgerId, asked, organisationId, filters, sensitivityMax } = request
  const [from, before] = boundsOf(asked)
  const conditions: Condition[] = [
    sql`e.ledger_id = ${ledgerId}`,
    sql`e.basis = any(${basesOf(of)}::text[])`,
    sql`e.placed_at >= ${from} and e.placed_at < ${before}`,
  ]
  // Both are named where both count, since the index goes by it.
  conditions.push(asked.tasks === undefined ? sql`e.usual` : sql`e.usual in (true, false)`)
  if (Array.isArray(asked.tasks)) conditions.push(sql`e.task = any(${asked.tasks}::text[])`)
  if (actor.sensitivity < sensitivityMax) conditions.push(withinClass(actor))
  if (organisationId !== undefined) conditions.push(sql`e.organisation_id = ${organisationId}`)
  for (const place of request.places) conditions.push(placeCondition(place))
  for (const { slot, values } of filters) conditions.push(filterCondition(sql.ref(`e.${slot}`), slot, values))
  const place = request.places.flatMap(({ code }) => code ?? []).at(-1)
  return sightOf(actor, ledgerId, request.codes, place).map(({ seen }) =>
    sql.join([...conditions, seen], sql` and `),
  )
}

function placeCondition({ level, code }: { level: Place; code: string | null }): Condition {
  return code === null ? sql`${sql.ref(`e.${level}`)} is null` : liesIn([code])
}

function keyOf({ dimension }: StatisticsRequest): Condition {
  if (dimension.column === 'month') return sql`to_char(e.placed_at at time zone 'Asia/Shanghai', 'YYYY-MM')`
  return sql`${sql.ref(`e.${dimension.column}`)}::text`
}

type Counted = Omit<KeyedCount, 'yes'> & { yes: number }

/** The cases of a period within a scope, counted from `statistics_case_placed` alone; nothing where none can be seen. */
export function casesCounted(
  request: StatisticsRequest,
  replayed?: Replayed,
): RawBuilder<Counted> | undefined {
  const counted = setsOf(request, request.measures).map(
    (where) => sql`
      select ${keyOf(request)} as key, e.basis, ${ruleNow(request.asked.now)} as rule, e.yes, count(*) as count
      from ${sourceOf(replayed)} where ${where} group by 1, 2, 3, 4`,
  )
  if (counted.length === 0) return undefined
  return sql<Counted>`
    select key, basis, rule, yes, sum(count)::bigint as count from (${sql.join(counted, sql` union all `)}) sets
    group by 1, 2, 3, 4`
}

/** How many cases of each kind there are in each group. */
export async function countCasesByGroup(
  db: Database,
  request: StatisticsRequest,
  replayed?: Replayed,
): Promise<KeyedCount[]> {
  const { rows } = (await casesCounted(request, replayed)?.execute(db)) ?? { rows: [] }
  return rows.map((row) => ({ ...row, yes: fromBits(row.yes), count: Number(row.count) }))
}

export type CaseRecord = {
  entry_id: string
  case_key: string
  basis: string
  organisation_id: number
  placed_at: Date
  task: string | null
  rule: ExclusionRule | null
  yes: number
}

function partCondition(measure: Measure, part: Part, now: string): Condition {
  if (part === 'denominator') return sql`(${ruleNow(now)}) is null`
  if (part === 'numerator') return sql`(${ruleNow(now)}) is null and (e.yes & ${toBits([measure])}) <> 0`
  return sql`(${ruleNow(now)}) = ${part.slice('excluded:'.length)}`
}

/** One page of the cases behind a figure, the latest first, and how many there are. */
export async function listCases(
  db: Database,
  request: StatisticsRequest,
  { measure, part, page, size }: { measure: Measure; part: Part; page: number; size: number },
  replayed?: Replayed,
): Promise<{ rows: CaseRecord[]; total: number }> {
  const { now } = request.asked
  const sets = setsOf(request, [measure]).map(
    (where) => sql`
    select e.entry_id, e.case_key, e.basis, e.organisation_id, e.placed_at, e.task, ${ruleNow(now)} as rule, e.yes
    from ${sourceOf(replayed)} where ${where} and ${partCondition(measure, part, now)}`,
  )
  if (sets.length === 0) return { rows: [], total: 0 }
  const all = sql.join(sets, sql` union all `)
  const [rows, count] = await Promise.all([
    sql<CaseRecord>`select * from (${all}) cases order by placed_at desc, entry_id, case_key
      limit ${size} offset ${(page - 1) * size}`.execute(db),
    sql<{ n: number }>`select count(*) as n from (${all}) cases`.execute(db),
  ])
  return { rows: rows.rows, total: count.rows[0]?.n ?? 0 }
}

export type CaseEntry = {
  id: string
  no: string
  title: string
  stage: string
  division_code: string
  ratings: { seq: number; score: number }[] | null
  exclusions: Exclusion[] | null
}
export type CaseTask = {
  id: string
  opened_at: Date
  due_at: Date | null
  original_due_at: Date | null
  closed_at: Date | null
  opened_seq: number
}

/** What the entries and tasks of a page of cases are called and when they were due. */
export async function readCaseDetails(
  db: Database,
  rows: readonly CaseRecord[],
): Promise<{ entries: Map<string, CaseEntry>; tasks: Map<string, CaseTask> }> {
  const ids = [...new Set(rows.map((row) => row.entry_id))]
  const taskIds = rows.flatMap(({ task, case_key }) => (task === null ? [] : [case_key]))
  const [entries, tasks] = await Promise.all([
    sql<CaseEntry>`select id, no, title, stage, division_code, marks->'ratings' as ratings,
        marks->'exclusions' as exclusions
      from entry where id = any(${ids}::uuid[])`.execute(db),
    sql<CaseTask>`select id, opened_at, due_at, original_due_at, closed_at, opened_seq from task where id = any(${taskIds}::uuid[])`.execute(
      db,
    ),
  ])
  return {
    entries: new Map(entries.rows.map((row) => [row.id, row])),
    tasks: new Map(tasks.rows.map((row) => [row.id, row])),
  }
}

/** Whether actions of the ledger wait to be counted. */
export async function isBehind(db: Database, ledgerId: number): Promise<boolean> {
  const { rows } = await sql<{ behind: boolean }>`
    select exists (select from outbox where ledger_id = ${ledgerId})
      or exists (select from statistics_stale) as behind`.execute(db)
  return rows[0]?.behind ?? false
}

/** A case with the place of its entry. */
export type PlacedCase = CaseRecord & { division_code: string }

/** Every case asked for, one by one, in an order that is always the same. */
export async function listEveryCase(
  db: Database,
  request: StatisticsRequest,
  replayed?: Replayed,
): Promise<PlacedCase[]> {
  const sets = setsOf(request, request.measures).map(
    (where) => sql`
    select e.entry_id, e.case_key, e.basis, e.organisation_id, e.placed_at, e.task, ${ruleNow(request.asked.now)} as rule,
      e.yes, e.division_code
    from ${sourceOf(replayed)} where ${where}`,
  )
  if (sets.length === 0) return []
  const { rows } = await sql<PlacedCase>`select * from (${sql.join(sets, sql` union all `)}) cases
    order by placed_at, entry_id, basis, case_key`.execute(db)
  return rows
}

/**
 * Entries that the actor may see and whose cases the projection can't tell for an earlier moment: something was
 * recorded of them since, or waits to be counted. At most `limit` and one.
 */
export async function entriesToReplay(
  db: Database,
  request: StatisticsRequest,
  since: Date,
  limit: number,
): Promise<string[]> {
  const { actor, ledgerId, codes, places: asked } = request
  const place = asked.flatMap(({ code }) => code ?? []).at(-1)
  const sets = sightOf(actor, ledgerId, codes, place).map(
    ({ seen }) => sql`
    select e.id from entry e where e.ledger_id = ${ledgerId} and ${seen} and (
      e.id in (select a.entry_id from action a where a.recorded_at > ${since})
      or e.id in (select o.entry_id from outbox o)
      or e.id in (select s.entry_id from statistics_stale s))`,
  )
  if (sets.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select id from (${sql.join(sets, sql` union all `)}) seen order by id limit ${limit + 1}`.execute(db)
  return rows.map((row) => row.id)
}
