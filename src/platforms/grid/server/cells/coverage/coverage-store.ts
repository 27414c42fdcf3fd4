import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { type Engine, readableBy } from '#kernel/ledgers/server'
import { visibleTo } from '#kernel/registry/server'
import type { CoverageMeasure, CoverageRow } from '../../../model/cells/coverage/coverage.ts'
import { servedLayer } from '../../../model/cells/people/people.ts'
import { villageWithin } from '../people/scope-store.ts'

export type Scope = {
  engine: Engine
  actor: Actor
  division: string
  on: string
  visitDays: number
  since: Date
}

/** What a measure counts, with whether each is lacking: `id`, `label`, `place`, `day`, `kind`, `lacks`. */
type Listed = Exclude<CoverageMeasure, 'duty_gaps'>

const cells = ({ actor, division, on }: Scope) => sql`
  select cell.code as id, cell.name::jsonb as label, left(cell.code, 12) as place, null::text as day, 'cell' as kind,
    not exists (select from grid_assignment as served where served.layer = cell.layer and served.cell = cell.code
      and served.duty = 'worker' and served.from_date <= ${on}::date
      and (served.to_date is null or served.to_date > ${on}::date)) as lacks
  from cell where cell.layer = ${servedLayer} and ${villageWithin(actor, sql`left(cell.code, 12)`, division)}
    and coalesce(cell.valid_from <= ${on}::date, true) and coalesce(cell.valid_to > ${on}::date, true)`

const buildings = ({ actor, division, on }: Scope) => sql`
  select place.id::text as id, to_jsonb(place.name) as label, place.division_code as place, null::text as day,
    'building' as kind,
    not exists (select from grid_building_head as head where head.place_id = place.id and head.from_date <= ${on}::date
      and (head.to_date is null or head.to_date > ${on}::date)) as lacks
  from place where place.kind = 'building' and ${visibleTo(actor, 'place')}
    and ${villageWithin({ divisions: [division] }, sql`place.division_code`)}`

/** A household counts as visited by the last visit at which somebody of it was met. */
const households = ({ engine, actor, division, on, visitDays }: Scope) => sql`
  select household.id::text as id, to_jsonb(coalesce(household.number || ' ', '') || household.address) as label,
    household.division_code as place, visited.day, 'household' as kind,
    coalesce(visited.day < to_char(${on}::date - ${visitDays}::int, 'YYYY-MM-DD'), true) as lacks
  from household left join (
    select s.object_id, max(e.data->>'visitedOn') as day
    from entry e join subject s on s.entry_id = e.id and s.role = 'household'
    where e.ledger_id = any(${engine.codes(['household_visit'])}::int[]) and e.stage <> 'voided'
      and e.data->>'contact' = 'met' and e.data->>'visitedOn' <= ${on} and ${readableBy(actor, engine.codes)}
    group by s.object_id) as visited on visited.object_id = household.id
  where ${visibleTo(actor, 'household')} and ${villageWithin({ divisions: [division] }, sql`household.division_code`)}`

const entries = (
  { engine, actor, division, since }: Scope,
  ledger: string,
  lacks: RawBuilder<unknown>,
  all: boolean,
  which: RawBuilder<unknown> = sql`true`,
) => sql`
  select e.id::text as id, to_jsonb(e.no || ' ' || e.title) as label, e.division_code as place,
    to_char(e.opened_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, 'entry' as kind, ${lacks} as lacks,
    e.opened_at, e.id as entry_id
  from entry e where e.ledger_id = any(${engine.codes([ledger])}::int[]) and e.stage not in ('voided', 'merged')
    and ${readableBy(actor, engine.codes)} and ${villageWithin({ divisions: [division] }, sql`e.division_code`)}
    and ${which} and ${all ? sql`true` : sql`e.opened_at >= ${since}::timestamptz`}`

const needRaised = sql`jsonb_array_length(coalesce(e.data->'raised', '[]')) > 0`
const needUnanswered = sql`exists (select from jsonb_array_elements(e.data->'raised') as one
  where one->>'state' <> 'answered')`
/** What was claimed, and the needs that households voiced at visits and that were reported as incidents. */
const claims = (scope: Scope) => sql`${entries(scope, 'claim', sql`e.is_open`, true)}
  union all ${entries(scope, 'household_visit', needUnanswered, true, needRaised)}`
const signed = sql`(select min(task.closed_at) from task where task.entry_id = e.id and task.kind = 'sign'
  and task.closed_at is not null)`
const incidents = (scope: Scope) =>
  entries(scope, 'incident', sql`e.is_open and e.stage <> 'refused' and ${signed} is null`, false)

const lists: Record<Listed, (scope: Scope) => RawBuilder<unknown>> = {
  cells_without_worker: cells,
  buildings_without_head: buildings,
  households_not_visited: households,
  claims_unanswered: claims,
  incidents_unsigned: incidents,
}

export type Counted = { division: string; lacking: number; total: number }

/** How many there are and how many lack it, by the divisions of so many digits; what lies higher counts for itself. */
export async function countBy(
  db: Database,
  measure: Listed,
  scope: Scope,
  digits: number,
): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select left(place, ${digits}::int) as division, count(*) filter (where lacks)::int as lacking, count(*)::int as total
    from (${lists[measure](scope)}) as listed group by 1`.execute(db)
  return rows
}

export async function listLacking(
  db: Database,
  measure: Listed,
  scope: Scope,
  { page, size }: { page: number; size: number },
): Promise<{ rows: CoverageRow[]; total: number }> {
  const listed = lists[measure](scope)
  const counted = await sql<{ total: number }>`
    select count(*) filter (where lacks)::int as total from (${listed}) as listed`.execute(db)
  const { rows } = await sql<CoverageRow>`
    select id, label, case when length(place) = 12 then place end as village, day, kind from (${listed}) as listed
    where lacks order by place, day nulls first, id limit ${size} offset ${(page - 1) * size}`.execute(db)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export type Response = {
  division: string | null
  reported: number
  signed: number
  median: number | null
  ninety: number | null
}

/** Minutes from report to signing, by division, and over all where the division is null. */
export async function responseBy(db: Database, scope: Scope, digits: number): Promise<Response[]> {
  const { rows } = await sql<Response>`
    with reported as (
      select left(e.place, ${digits}::int) as division,
        extract(epoch from (select min(task.closed_at) from task where task.entry_id = e.entry_id and task.kind = 'sign'
          and task.closed_at is not null) - e.opened_at) / 60 as minutes
      from (${incidents(scope)}) as e)
    select division, count(*)::int as reported, count(minutes)::int as signed,
      round((percentile_cont(0.5) within group (order by minutes))::numeric)::float8 as median,
      round((percentile_cont(0.9) within group (order by minutes))::numeric)::float8 as ninety
    from reported group by grouping sets ((division), ())`.execute(db)
  return rows
}

/** Of the divisions, those for which a roster of duty was ever kept. */
export async function withDuty(db: Database, actor: Actor, division: string): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`
    select distinct division_code as code from grid_shift as shift
    where ${villageWithin(actor, sql`shift.division_code`, division)}`.execute(db)
  return new Set(rows.map(({ code }) => code))
}
