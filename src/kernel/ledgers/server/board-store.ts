import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { listSource, type ListRequest, momentOf } from './list-store.ts'

export type BoardGroup = { key: string | null; count: number; overdue: number }

/** How many entries stand in each group, now or as of a moment, of those the actor may see under the filters. */
export async function countByGroup(
  db: Database,
  request: ListRequest,
  column: string,
): Promise<BoardGroup[]> {
  const { source, sets, alias } = listSource(request)
  const key = sql.ref(column === 'township' ? 'e.township' : `${alias}.${column}`)
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

type Totals = {
  ledgerId: number
  townships: readonly string[] | null
  moment: Date
  axis: 'effective' | 'recorded'
}

/**
 * Entries by stage as of a moment, from the sums by month and day and the events of the day itself: what it costs
 * doesn't grow with the entries. For boards without further filters, of whole townships or the whole ledger.
 */
export async function countFromTotals(
  db: Database,
  { ledgerId, townships, moment, axis }: Totals,
): Promise<{ stage: string; township: string; measure: number; n: number }[]> {
  const letter = axis === 'effective' ? 'e' : 'r'
  const at = sql.ref(axis === 'effective' ? 'at' : 'recorded_at')
  const place = townships === null ? sql`true` : sql`township = any(${townships}::text[])`
  const { rows } = await sql<{ stage: string; township: string; measure: number; n: number }>`
    with bounds as (
      select (${moment}::timestamptz at time zone 'Asia/Shanghai')::date as day,
        date_trunc('month', ${moment}::timestamptz at time zone 'Asia/Shanghai')::date as month,
        date_trunc('day', ${moment}::timestamptz at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' as midnight
    )
    select stage, township, measure, sum(n)::int as n from (
      select stage, township, measure, n from board_total, bounds
        where axis = ${letter} and span = 'm' and ledger_id = ${ledgerId} and starts < month and ${place}
      union all
      select stage, township, measure, n from board_total, bounds
        where axis = ${letter} and span = 'd' and ledger_id = ${ledgerId} and starts >= month and starts < day and ${place}
      union all
      select stage, township, measure, d from board_event, bounds
        where ledger_id = ${ledgerId} and ${at} >= midnight and ${at} <= ${moment} and ${place}
    ) parts group by 1, 2, 3 having sum(n) <> 0`.execute(db)
  return rows
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
