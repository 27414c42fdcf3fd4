import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { covers, scopeByLevel } from '#kernel/divisions/model'
import { hasRight } from '#kernel/http/model'
import { type ListRequest, momentOf, placeOf } from './list-query.ts'
import { readAllRight, rootsIn } from './visibility-store.ts'

/** Whole districts and townships; null: everywhere. */
export type Area = { districts: readonly string[]; townships: readonly string[] } | null

export type Totals = {
  ledgerId: number
  area: Area
  /** Null: now, all that was done counts. */
  moment: Date | null
  axis: 'effective' | 'recorded'
  /** Null: all. */
  stages: readonly string[] | null
}

/** In the stages that are asked for, of a table with a column of that name. */
export const amongStages = ({ stages }: Totals): RawBuilder<unknown> =>
  stages === null ? sql`true` : sql`stage = any(${stages}::text[])`

/** Within the area and the stages, of a table with columns of these names. */
export function within(totals: Totals): RawBuilder<unknown> {
  const { area } = totals
  if (area === null) return amongStages(totals)
  return sql`(township = any(${area.townships}::text[]) or left(township, 6) = any(${area.districts}::text[]))
    and ${amongStages(totals)}`
}

/**
 * What sums up to the entries by stage and township: of all times, or as of a moment those by year, month and day and
 * the events of the day itself; and what the relay has yet to sum up. What it costs doesn't grow with the entries.
 */
function summands(totals: Totals): RawBuilder<unknown> {
  const { ledgerId, moment, axis } = totals
  const letter = axis === 'effective' ? 'e' : 'r'
  const at = sql.ref(axis === 'effective' ? 'at' : 'recorded_at')
  const place = within(totals)
  const sums = (of: string, span: string, until: RawBuilder<unknown>) => sql`
    select stage, township, measure, n from board_total
      where axis = ${of} and span = ${span} and ledger_id = ${ledgerId} and ${place} ${until}`
  const waiting = (until: RawBuilder<unknown>) => sql`
    select stage, township, measure, d from outbox, jsonb_to_recordset(outbox.note->'board') as event(
      at timestamptz, "recordedAt" timestamptz, township text, stage text, measure smallint, d int)
    where ledger_id = ${ledgerId} and ${place} ${until}`
  if (moment === null) return sql`${sums('e', 'a', sql``)} union all ${waiting(sql``)}`
  const told = sql.ref(axis === 'effective' ? 'event.at' : 'event.recordedAt')
  return sql`
    with bounds as (
      select (${moment}::timestamptz at time zone 'Asia/Shanghai')::date as day,
        date_trunc('month', ${moment}::timestamptz at time zone 'Asia/Shanghai')::date as month,
        date_trunc('year', ${moment}::timestamptz at time zone 'Asia/Shanghai')::date as year,
        date_trunc('day', ${moment}::timestamptz at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' as midnight
    )
    ${sums(letter, 'y', sql`and starts < (select year from bounds)`)}
    union all
    ${sums(letter, 'm', sql`and starts >= (select year from bounds) and starts < (select month from bounds)`)}
    union all
    ${sums(letter, 'd', sql`and starts >= (select month from bounds) and starts < (select day from bounds)`)}
    union all
    select stage, township, measure, d from board_event
      where ledger_id = ${ledgerId} and ${at} >= (select midnight from bounds) and ${at} <= ${moment} and ${place}
    union all
    ${waiting(sql`and ${told} <= ${moment}`)}`
}

/** Entries by stage and township, now or as of a moment, from the sums. */
export async function countFromTotals(
  db: Database,
  totals: Totals,
): Promise<{ stage: string; township: string; measure: number; n: number }[]> {
  const { rows } = await sql<{ stage: string; township: string; measure: number; n: number }>`
    select stage, township, measure, sum(n)::int as n from (${summands(totals)}) parts
    group by 1, 2, 3 having sum(n) <> 0`.execute(db)
  return rows
}

/** The number of entries, now or as of a moment, as an expression in SQL. */
export function numberInSums(totals: Totals): RawBuilder<number> {
  return sql`(select coalesce(sum(n), 0) from (${summands(totals)}) parts where measure = 0)`
}

/** The area in which all that the request asks for lies, or undefined where no sums are of just that. */
function areaOf(request: ListRequest): Area | undefined {
  const { actor, ledgerId, codes, parameters } = request
  const everything = hasRight(actor, readAllRight)
  const roots = rootsIn(actor, ledgerId, codes)
  if (parameters.township !== undefined) {
    const place = placeOf(request)
    const covered = place !== undefined && (everything || covers(roots, place))
    return covered ? { districts: [], townships: [place] } : undefined
  }
  if (everything) return null
  const { districts, townships, villages } = scopeByLevel(roots)
  const whole = villages.length === 0 && districts.length + townships.length > 0
  return whole ? { districts, townships } : undefined
}

/** The stages that are asked for, by name or as open ones; null: all. Undefined where stages don't say what is open. */
function stagesOf({ parameters, openStages }: ListRequest): readonly string[] | null | undefined {
  const { stage = null, open } = parameters
  if (open === undefined) return stage
  const standing = open === 'true' ? openStages?.open : openStages?.closed
  return stage === null ? standing : standing?.filter((one) => stage.includes(one))
}

/** The sums that answer the request, as far as the actor's scope goes, or undefined where rows must be counted. */
export function totalsOf(request: ListRequest): Totals | undefined {
  const { actor, ledgerId, parameters, filters, sensitivityMax = 3 } = request
  const { asOf, axis, page: _page, size: _size, sort: _sort, ...rest } = parameters
  const { stage: _stage, open: _open, township: _township, ...narrowing } = rest
  const narrowed = filters.length > 0 || Object.values(narrowing).some((value) => value !== undefined)
  if (narrowed || actor.sensitivity < sensitivityMax) return undefined
  const [area, stages] = [areaOf(request), stagesOf(request)]
  if (area === undefined || stages === undefined) return undefined
  return { ledgerId, area, stages, axis, moment: asOf ? momentOf(asOf) : null }
}

type EventRow = {
  ledger_id: number
  at: string
  recorded_at: string
  township: string
  stage: string
  measure: number
  d: number
}

/**
 * Writes board events and adds them to the sums by day, month and year on both time lines and of all times (`a`): called
 * by the relay alone, so that no two writers meet on a sum.
 */
export async function addBoardEvents(db: Database, events: readonly EventRow[]): Promise<void> {
  if (events.length === 0) return
  await sql`
    with events as (
      select * from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as r(ledger_id int, at timestamptz,
        recorded_at timestamptz, township text, stage text, measure smallint, d int)
    ), kept as (
      insert into board_event (ledger_id, at, recorded_at, township, stage, measure, d)
      select ledger_id, at, recorded_at, township, stage, measure, d from events
    ), sums as (
      select axis, span, ledger_id, case when span = 'a' then '-infinity'::date else
          date_trunc(case span when 'y' then 'year' when 'm' then 'month' else 'day' end,
            (case axis when 'e' then at else recorded_at end) at time zone 'Asia/Shanghai')::date end as starts,
        township, stage, measure, sum(d)::int as n
      from events, (values ('e', 'd'), ('e', 'm'), ('e', 'y'), ('e', 'a'), ('r', 'd'), ('r', 'm'), ('r', 'y')) as kinds(axis, span)
      group by 1, 2, 3, 4, 5, 6, 7
    )
    insert into board_total (axis, span, ledger_id, starts, township, stage, measure, n)
    select axis, span, ledger_id, starts, township, stage, measure, n from sums where n <> 0
    on conflict (axis, span, ledger_id, starts, township, stage, measure) do update set n = board_total.n + excluded.n`.execute(
    db,
  )
}
