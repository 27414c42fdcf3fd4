import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { covers, scopeByLevel } from '#kernel/divisions/model'
import { hasRight } from '#kernel/http/model'
import { type ListRequest, placeOf } from './list-query.ts'
import { readAllRight, rootsIn } from './visibility-store.ts'

/** Whole districts and townships; null: everywhere. */
export type Area = { districts: readonly string[]; townships: readonly string[] } | null

export type Totals = {
  ledgerId: number
  area: Area
  /** Null: now, all that was done counts. */
  moment: Date | null
  axis: 'effective' | 'recorded'
  /** Those in these stages alone; all without. */
  stages?: readonly string[] | undefined
}

export function within(area: Area): RawBuilder<unknown> {
  if (area === null) return sql`true`
  return sql`(township = any(${area.townships}::text[]) or left(township, 6) = any(${area.districts}::text[]))`
}

/**
 * What sums up to the entries by stage and township: of all times, or as of a moment those by year, month and day and
 * the events of the day itself; and what the relay has yet to sum up. What it costs doesn't grow with the entries.
 */
function summands({ ledgerId, area, moment, axis, stages }: Totals): RawBuilder<unknown> {
  const letter = axis === 'effective' ? 'e' : 'r'
  const at = sql.ref(axis === 'effective' ? 'at' : 'recorded_at')
  const among = stages ? sql`and stage = any(${stages}::text[])` : sql``
  const place = sql`${within(area)} ${among}`
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

/** The area whose sums answer the request, whatever stages it asks for, or undefined where rows must be counted. */
export function areaOf(request: ListRequest): Area | undefined {
  const { actor, ledgerId, codes, parameters, filters, sensitivityMax = 3 } = request
  const {
    asOf: _asOf,
    axis: _axis,
    page: _page,
    size: _size,
    sort: _sort,
    stage: _stage,
    ...rest
  } = parameters
  const { township, ...narrowing } = rest
  const narrowed = filters.length > 0 || Object.values(narrowing).some((value) => value !== undefined)
  if (narrowed || actor.sensitivity < sensitivityMax) return undefined
  const everything = hasRight(actor, readAllRight)
  const roots = rootsIn(actor, ledgerId, codes)
  if (township !== undefined) {
    const place = placeOf(request)
    const covered = place !== undefined && (everything || covers(roots, place))
    return covered ? { districts: [], townships: [place] } : undefined
  }
  if (everything) return null
  const { districts, townships, villages } = scopeByLevel(roots)
  const whole = villages.length === 0 && districts.length + townships.length > 0
  return whole ? { districts, townships } : undefined
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
