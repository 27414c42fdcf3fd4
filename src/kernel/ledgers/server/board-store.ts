import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { amongStages, countFromTotals, type Totals, totalsOf, within } from './board-total-store.ts'
import { type ListRequest, momentOf, placeOf } from './list-query.ts'
import { listSource, stateColumn } from './list-store.ts'
import { inOneTownship, liesIn } from './visibility-store.ts'

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

/** Open entries over their date at a moment: those that still stand as they did, and states that have ended since. */
async function countLate(
  db: Database,
  totals: Totals,
  now: Date,
): Promise<{ stage: string; township: string; n: number }[]> {
  const { ledgerId, area, moment, axis } = totals
  const at = moment ?? now
  const since = sql.ref(axis === 'effective' ? 'since_effective' : 'since_recorded')
  const [from, to] = [sql.ref(`${axis}_from`), sql.ref(`${axis}_to`)]
  const ended = sql`
    union all
    select stage, township, count(*) as n from entry_span
    where ledger_id = ${ledgerId} and is_open and due_at < ${to}
      and ${to} > ${at} and ${from} <= ${at} and due_at < ${at} and ${within(totals)} group by 1, 2`
  const place = area === null ? sql`true` : liesIn([...area.districts, ...area.townships])
  const { rows } = await sql<{ stage: string; township: string; n: number }>`
    select stage, township, sum(n)::int as n from (
      select stage, coalesce(township, district) as township, count(*) as n from entry e
      where ledger_id = ${ledgerId} and is_open and due_at < ${at} and ${place} and ${amongStages(totals)}
        ${moment === null ? sql`` : sql`and ${since} <= ${at}`} group by 1, 2
      ${moment === null ? sql`` : ended}
    ) late group by 1, 2`.execute(db)
  return rows
}

/** A board: from the sums where they hold what is asked for, else by counting. */
export async function readBoard(db: Database, request: ListRequest, column: string): Promise<BoardGroup[]> {
  const { actor, ledgerId, codes, parameters } = request
  // What is open in one township is little, and counted with what is over its date in one walk through an index.
  const isFew =
    parameters.open === 'true' &&
    parameters.asOf === undefined &&
    inOneTownship(actor, ledgerId, codes, placeOf(request))
  const isSummed = (column === 'stage' || column === 'township') && !isFew
  const totals = isSummed ? totalsOf(request) : undefined
  if (totals === undefined) return countByGroup(db, request, column)
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
