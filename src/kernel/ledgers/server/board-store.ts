import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { covers, scopeByLevel } from '#kernel/divisions/model'
import { hasRight } from '#kernel/http/model'
import { type ListRequest, momentOf, placeOf } from './list-query.ts'
import { listSource, stateColumn } from './list-store.ts'
import { liesIn, readAllRight, rootsIn } from './visibility-store.ts'

export type BoardGroup = { key: string | null; count: number; overdue: number }

/** How many entries stand in each group, now or as of a moment, of those the actor may see under the filters. */
export async function countByGroup(
  db: Database,
  request: ListRequest,
  column: string,
  { source, sets, alias } = listSource(request),
): Promise<BoardGroup[]> {
  if (sets.length === 0) return []
  const key = column === 'township' ? sql.ref('e.township') : stateColumn(request.layouts, alias, column)
  const moment = request.parameters.asOf ? momentOf(request.parameters.asOf) : request.now
  // Asked of open ones only, whether each is open need not be read: then an index alone answers.
  const open = request.parameters.open === 'true' ? sql`true` : sql.ref(`${alias}.is_open`)
  const counted = sets.map(
    (where) => sql`
      select ${key}::text as key, count(*) as count,
        count(*) filter (where ${open} and ${sql.ref(`${alias}.due_at`)} < ${moment}) as overdue
      from ${source} where ${where} group by 1`,
  )
  const { rows } = await sql<BoardGroup>`
    select key, sum(count)::bigint as count, sum(overdue)::bigint as overdue
    from (${sql.join(counted, sql` union all `)}) sets group by 1 order by 1 nulls last`.execute(db)
  return rows
}

/** Whole districts and townships; null: everywhere. */
export type Area = { districts: readonly string[]; townships: readonly string[] } | null

type Totals = {
  ledgerId: number
  area: Area
  /** Null: now, all that was done counts. */
  moment: Date | null
  axis: 'effective' | 'recorded'
}

function within(area: Area): RawBuilder<unknown> {
  if (area === null) return sql`true`
  return sql`(township = any(${area.townships}::text[]) or left(township, 6) = any(${area.districts}::text[]))`
}

/**
 * Entries by stage and township as of a moment, from the sums by month and day, the events of the day itself and
 * those that the relay has yet to sum up: what it costs doesn't grow with the entries.
 */
export async function countFromTotals(
  db: Database,
  { ledgerId, area, moment, axis }: Totals,
): Promise<{ stage: string; township: string; measure: number; n: number }[]> {
  const letter = axis === 'effective' ? 'e' : 'r'
  const at = sql.ref(axis === 'effective' ? 'at' : 'recorded_at')
  const place = within(area)
  const months = (until: RawBuilder<unknown>) => sql`
    select stage, township, measure, n from board_total
      where axis = ${letter} and span = 'm' and ledger_id = ${ledgerId} and ${place} ${until}`
  const parts =
    moment === null
      ? months(sql``)
      : sql`${months(sql`and starts < (select month from bounds)`)}
        union all
        select stage, township, measure, n from board_total
          where axis = ${letter} and span = 'd' and ledger_id = ${ledgerId} and ${place}
            and starts >= (select month from bounds) and starts < (select day from bounds)
        union all
        select stage, township, measure, d from board_event
          where ledger_id = ${ledgerId} and ${at} >= (select midnight from bounds) and ${at} <= ${moment} and ${place}`
  const waiting = sql`
    select stage, township, measure, d from outbox, jsonb_to_recordset(outbox.note->'board') as event(
      at timestamptz, "recordedAt" timestamptz, township text, stage text, measure smallint, d int)
    where ledger_id = ${ledgerId} and ${place}
      ${moment === null ? sql`` : sql`and ${sql.ref(axis === 'effective' ? 'event.at' : 'event.recordedAt')} <= ${moment}`}`
  const { rows } = await sql<{ stage: string; township: string; measure: number; n: number }>`
    with bounds as (
      select (${moment}::timestamptz at time zone 'Asia/Shanghai')::date as day,
        date_trunc('month', ${moment}::timestamptz at time zone 'Asia/Shanghai')::date as month,
        date_trunc('day', ${moment}::timestamptz at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' as midnight
    )
    select stage, township, measure, sum(n)::int as n from (${parts} union all ${waiting}) parts
    group by 1, 2, 3 having sum(n) <> 0`.execute(db)
  return rows
}

/** Open entries over their date at a moment: those that still stand as they did, and states that have ended since. */
async function countLate(
  db: Database,
  { ledgerId, area, moment, axis }: Totals,
  now: Date,
): Promise<{ stage: string; township: string; n: number }[]> {
  const at = moment ?? now
  const since = sql.ref(axis === 'effective' ? 'since_effective' : 'since_recorded')
  const [from, to] = [sql.ref(`${axis}_from`), sql.ref(`${axis}_to`)]
  const ended = sql`
    union all
    select stage, township, count(*) as n from entry_span
    where ledger_id = ${ledgerId} and is_open and due_at < ${to}
      and ${to} > ${at} and ${from} <= ${at} and due_at < ${at} and ${within(area)} group by 1, 2`
  const place = area === null ? sql`true` : liesIn([...area.districts, ...area.townships])
  const { rows } = await sql<{ stage: string; township: string; n: number }>`
    select stage, township, sum(n)::int as n from (
      select stage, coalesce(township, district) as township, count(*) as n from entry e
      where ledger_id = ${ledgerId} and is_open and due_at < ${at} and ${place}
        ${moment === null ? sql`` : sql`and ${since} <= ${at}`} group by 1, 2
      ${moment === null ? sql`` : ended}
    ) late group by 1, 2`.execute(db)
  return rows
}

/** The area whose sums answer the request, or undefined where rows must be counted. */
function areaOf(request: ListRequest, column: string): Area | undefined {
  const { actor, ledgerId, codes, parameters, filters, sensitivityMax = 3 } = request
  const { asOf: _asOf, axis: _axis, page: _page, size: _size, sort: _sort, ...rest } = parameters
  const { township, ...narrowing } = rest
  const narrowed = filters.length > 0 || Object.values(narrowing).some((value) => value !== undefined)
  const summed = column === 'stage' || column === 'township'
  if (!summed || narrowed || actor.sensitivity < sensitivityMax) return undefined
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

/** A board: from the sums where they hold what is asked for, else by counting. */
export async function readBoard(db: Database, request: ListRequest, column: string): Promise<BoardGroup[]> {
  const area = areaOf(request, column)
  if (area === undefined) return countByGroup(db, request, column)
  const { asOf, axis } = request.parameters
  const totals: Totals = { ledgerId: request.ledgerId, area, moment: asOf ? momentOf(asOf) : null, axis }
  const source = listSource(request)
  // The first set is the scope, which the sums hold; what the actor takes part in elsewhere is counted.
  const [counts, late, elsewhere] = await Promise.all([
    countFromTotals(db, totals),
    countLate(db, totals, request.now),
    countByGroup(db, request, column, { ...source, sets: source.sets.slice(1) }),
  ])
  const groups = new Map<string | null, BoardGroup>()
  const add = (key: string | null, count: number, overdue: number) => {
    const group = groups.get(key) ?? { key, count: 0, overdue: 0 }
    groups.set(key, { key, count: group.count + count, overdue: group.overdue + overdue })
  }
  const keyOf = (row: { stage: string; township: string }) =>
    column === 'stage' ? row.stage : row.township.length === 9 ? row.township : null
  for (const row of counts) if (row.measure === 0) add(keyOf(row), row.n, 0)
  for (const row of late) add(keyOf(row), 0, row.n)
  for (const { key, count, overdue } of elsewhere) add(key, count, overdue)
  const order = (key: string | null) => key ?? '\uffff'
  return [...groups.values()]
    .filter((group) => group.count > 0)
    .sort((a, b) => (order(a.key) < order(b.key) ? -1 : 1))
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

/** Writes board events and adds them to the sums: called by the relay alone, so that no two writers meet on a sum. */
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
      select axis, span, ledger_id, date_trunc(case span when 'm' then 'month' else 'day' end,
        (case axis when 'e' then at else recorded_at end) at time zone 'Asia/Shanghai')::date as starts,
        township, stage, measure, sum(d)::int as n
      from events, (values ('e'), ('r')) as axes(axis), (values ('m'), ('d')) as spans(span)
      group by 1, 2, 3, 4, 5, 6, 7
    )
    insert into board_total (axis, span, ledger_id, starts, township, stage, measure, n)
    select axis, span, ledger_id, starts, township, stage, measure, n from sums where n <> 0
    on conflict (axis, span, ledger_id, starts, township, stage, measure) do update set n = board_total.n + excluded.n`.execute(
    db,
  )
}
