import { type RawBuilder, sql } from 'kysely'
import { columnRef, type Database, plannedAnew } from '#kernel/db/server'
import { shanghaiInstant, addDays } from '#kernel/time/model'
import { numberInSums, totalsOf } from './board-total-store.ts'
import { type ListRequest, momentOf, notGiven, placeOf, type Sort } from './list-query.ts'
import type { SlotLayouts } from './slot-layouts.ts'
import { inOneTownship, liesIn, sightOf, withinClass } from './visibility-store.ts'
import { sayingText } from './word-store.ts'

export type ListRow = {
  id: string
  no: string
  title: string
  stage: string
  is_open: boolean
  division_code: string
  organisation_id: number
  opened_at: Date
  due_at: Date | null
  amber_at: Date | null
  seq: number
  data: Record<string, unknown>
}

type Condition = RawBuilder<unknown>

/** A column of the state; of a slot, the value of the field that the current version keeps there. */
export function stateColumn(layouts: SlotLayouts | undefined, alias: 'e' | 'st', name: string): Condition {
  const own = columnRef(`${alias}.${name}`)
  const others = layouts?.get(name) ?? []
  if (others.length === 0) return own
  const version = columnRef(`${alias}.def_version`)
  const cases = others.map(
    ({ slot, versions }) =>
      sql`when ${version} = any(${versions}::int[]) then ${slot === null ? sql`null` : columnRef(`${alias}.${slot}`)}`,
  )
  return sql`case ${sql.join(cases, sql` `)} else ${own} end`
}

/** A filter over the state's columns: those of the entry itself (`e`) or of the state as of a moment (`st`). */
function stateConditions({ parameters, filters, now, layouts }: ListRequest, alias: 'e' | 'st'): Condition[] {
  const current = (name: string) => stateColumn(layouts, alias, name)
  const conditions: Condition[] = []
  if (parameters.stage?.length === 1) conditions.push(sql`${current('stage')} = ${parameters.stage[0]}`)
  else if (parameters.stage) conditions.push(sql`${current('stage')} = any(${parameters.stage}::text[])`)
  if (parameters.open)
    conditions.push(parameters.open === 'true' ? sql`${current('is_open')}` : sql`not ${current('is_open')}`)
  if (parameters.organisation)
    conditions.push(sql`${current('organisation_id')} = ${parameters.organisation}`)
  const moment = parameters.asOf ? momentOf(parameters.asOf) : now
  if (parameters.light)
    conditions.push(sql`${current('is_open')}`, lightCondition(parameters.light, alias, moment))
  for (const { slot, values } of filters) conditions.push(filterCondition(current(slot), slot, values))
  return conditions
}

function lightCondition(light: 'green' | 'amber' | 'red', alias: 'e' | 'st', moment: Date): Condition {
  const due = columnRef(`${alias}.due_at`)
  const amber = alias === 'e' ? columnRef('e.amber_at') : due
  if (light === 'red') return sql`${due} < ${moment}`
  if (light === 'amber') return sql`${due} >= ${moment} and ${amber} <= ${moment}`
  return sql`${due} >= ${moment} and (${amber} is null or ${amber} > ${moment})`
}

export function filterCondition(
  column: RawBuilder<unknown>,
  slot: string,
  values: readonly string[],
): Condition {
  const [single = ''] = values
  const dots = single.lastIndexOf('..')
  if (values.length === 1 && dots >= 0 && !slot.startsWith('s')) {
    const [from, to] = [single.slice(0, dots), single.slice(dots + 2)]
    const bounds: Condition[] = [sql`${column} is not null`]
    if (from) bounds.push(sql`${column} >= ${typed(slot, from)}`)
    if (to) bounds.push(sql`${column} <= ${typed(slot, to)}`)
    return sql`(${sql.join(bounds, sql` and `)})`
  }
  if (values.length === 1)
    return single === '' || single === notGiven
      ? sql`${column} is null`
      : sql`${column} = ${typed(slot, single)}`
  return sql`${column} in (${sql.join(values.map((value) => typed(slot, value)))})`
}

function typed(slot: string, value: string): RawBuilder<unknown> {
  if (!slot.startsWith('n')) return sql`${value}`
  const number = Number(value)
  return Number.isFinite(number) ? sql`${number}::numeric` : sql`null::numeric`
}

/** Conditions on what an entry never changes, or that only make sense of the present. */
function placeConditions({ parameters, actor, sensitivityMax = 3 }: ListRequest): Condition[] {
  const conditions: Condition[] = []
  if (actor.sensitivity < sensitivityMax) conditions.push(withinClass(actor))
  if (parameters.township === notGiven) conditions.push(sql`e.township is null`)
  else if (parameters.township) conditions.push(liesIn([parameters.township]))
  if (parameters.village) conditions.push(liesIn([parameters.village]))
  if (parameters.q) conditions.push(sayingText(parameters.q))
  if (parameters.openedFrom) conditions.push(sql`e.opened_at >= ${shanghaiInstant(parameters.openedFrom)}`)
  if (parameters.openedTo)
    conditions.push(sql`e.opened_at < ${shanghaiInstant(addDays(parameters.openedTo, 1))}`)
  if (parameters.closedFrom) conditions.push(sql`e.closed_at >= ${shanghaiInstant(parameters.closedFrom)}`)
  if (parameters.closedTo)
    conditions.push(sql`e.closed_at < ${shanghaiInstant(addDays(parameters.closedTo, 1))}`)
  return conditions
}

const columns = sql`e.id, e.no, e.title, e.division_code, e.opened_at, e.amber_at, e.seq, e.data`
const stateColumns = {
  e: sql`e.stage, e.is_open, e.organisation_id, e.due_at`,
  st: sql`st.stage, st.is_open, st.organisation_id, st.due_at`,
}

/** The state of an entry as of a moment: its present one if it held by then, else the ended one that held. */
function stateAt(moment: Date, axis: 'effective' | 'recorded'): Condition {
  const present = axis === 'effective' ? sql`e.since_effective` : sql`e.since_recorded`
  const from = columnRef(`s.${axis}_from`)
  const to = columnRef(`s.${axis}_to`)
  const names = sql.raw(
    'stage, is_open, organisation_id, due_at, def_version, s1, s2, s3, s4, s5, s6, n1, n2, n3, d1, d2, d3',
  )
  return sql`lateral (
    select ${names} from (select e.*) as present where ${present} <= ${moment}
    union all
    (select ${sql.raw('s.stage, s.is_open, s.organisation_id, s.due_at, s.def_version, s.s1, s.s2, s.s3, s.s4, s.s5, s.s6, s.n1, s.n2, s.n3, s.d1, s.d2, s.d3')}
      from entry_span s where s.entry_id = e.id and ${present} > ${moment} and ${to} > ${moment} and ${from} <= ${moment} order by ${to} limit 1)
  ) st`
}

export type ListSource = {
  source: Condition
  /** What the rows of each set must be; the sets share no row. */
  sets: Condition[]
  alias: 'e' | 'st'
}

/** What a list, its count, a board and an export read: the same rows for the same filters. */
export function listSource(request: ListRequest): ListSource {
  const { actor, ledgerId, codes } = request
  const { asOf, axis } = request.parameters
  const alias = asOf ? 'st' : 'e'
  const same = [...placeConditions(request), ...stateConditions(request, alias)]
  // An entry opened later was not yet; saying so spares looking for its state.
  if (asOf && axis === 'effective') same.push(sql`e.opened_at <= ${momentOf(asOf)}`)
  return {
    alias,
    sets: sightOf(actor, ledgerId, codes, placeOf(request)).map(({ seen, byIds }) => {
      // As a sum the ledger leads into no index: not all that has a value in it is read for the few ids.
      const ofLedger = byIds ? sql`e.ledger_id + 0 = ${ledgerId}` : sql`e.ledger_id = ${ledgerId}`
      return sql.join([ofLedger, ...same, seen], sql` and `)
    }),
    source: asOf ? sql`entry e cross join ${stateAt(momentOf(asOf), axis)}` : sql`entry e`,
  }
}

/**
 * Whether to plan the list with its values each time. In one township an index has the order, and a wrong guess ends with
 * the township; over more, what is asked for may be one entry of a ledger or half of it, and each is found another way.
 */
function plansAnew(request: ListRequest): boolean {
  const { stage, open, organisation, light, asOf } = request.parameters
  const named =
    request.filters.length > 0 || [stage, open, organisation, light].some((one) => one !== undefined)
  return named && !asOf && !inOneTownship(request.actor, request.ledgerId, request.codes, placeOf(request))
}

/** Columns that are never empty: their order needs no word on nulls, which would keep it from using an index. */
const neverEmpty = new Set(['opened_at', 'no', 'title', 'stage'])

function orderBy({ column, descending }: Sort, by: Condition, id: Condition): Condition {
  const nulls = neverEmpty.has(column) ? sql`` : sql` nulls last`
  return descending ? sql`${by} desc${nulls}, ${id} desc` : sql`${by} asc${nulls}, ${id}`
}

/** How many rows there are of all sets. */
const counted = ({ source, sets }: Pick<ListSource, 'source' | 'sets'>): Condition =>
  sets.length === 0
    ? sql`0`
    : sql.join(
        sets.map((where) => sql`(select count(*) from ${source} where ${where})`),
        sql` + `,
      )

/**
 * How many rows a list has on all pages. From the sums where they hold what is asked for: counting reads each row that
 * was written since the last vacuum. An index counts what one township has now faster than that.
 */
function totalOf(request: ListRequest, found: ListSource): Condition {
  const { actor, ledgerId, codes, parameters } = request
  const few = !parameters.asOf && inOneTownship(actor, ledgerId, codes, placeOf(request))
  const totals = few ? undefined : totalsOf(request)
  if (totals === undefined) return counted(found)
  // The first set is the scope; what the actor takes part in elsewhere is in no sum.
  return sql`${numberInSums(totals)} + ${counted({ source: found.source, sets: found.sets.slice(1) })}`
}

/**
 * The statement that finds the rows of a list in its order; each set of what the actor may see is read by itself.
 * @param more what else they must be
 * @param withTotal whether each row bears how many there are on all pages
 */
export function orderedRows(
  request: ListRequest,
  { more, withTotal = false }: { more?: Condition; withTotal?: boolean } = {},
): Condition {
  const { sort } = request
  const { page, size } = request.parameters
  const found = listSource(request)
  const { source, alias } = found
  const sets = more ? found.sets.map((where) => sql`${where} and ${more}`) : found.sets
  const anew = plansAnew(request) ? plannedAnew : sql``
  const ofState = ['stage', 'due_at'].includes(sort.column) || /^[snd]\d$/.test(sort.column)
  const by = stateColumn(request.layouts, ofState ? alias : 'e', sort.column)
  const order = orderBy(sort, by, columnRef('e.id'))
  const skipped = (page - 1) * size
  const total = withTotal ? sql`, ${totalOf(request, found)} as total` : sql``
  const selected = (where: Condition, also: Condition) =>
    sql`select ${columns}, ${stateColumns[alias]}${also} from ${source} where ${where} order by ${order}`
  const [first = sql`false`, ...others] = sets
  const merged = () => sql`
    select merged.*${total} from (${sql.join(
      sets.map((where) => sql`(${selected(where, sql`, ${by} as sort_key`)} limit ${skipped + size})`),
      sql` union all `,
    )}) merged order by ${orderBy(sort, columnRef('merged.sort_key'), columnRef('merged.id'))}`
  return sql`${anew} ${others.length === 0 ? selected(first, total) : merged()} limit ${size} offset ${skipped}`
}

/** One page of entries that the actor may see, and how many there are in all. */
export async function listEntries(
  db: Database,
  request: ListRequest,
): Promise<{ rows: ListRow[]; total: number }> {
  // One statement for both: a second would be planned, sent and answered by itself.
  const { rows } = await sql<
    ListRow & { total: number }
  >`${orderedRows(request, { withTotal: true })}`.execute(db)
  const total = rows[0]?.total
  if (total !== undefined || request.parameters.page === 1) return { rows, total: total ?? 0 }
  // A page beyond the last.
  const { rows: counts } = await sql<{
    n: number
  }>`select ${totalOf(request, listSource(request))} as n`.execute(db)
  return { rows, total: counts[0]?.n ?? 0 }
}

/** The ids of the rows of one page, in its order. */
export async function listEntryIds(db: Database, request: ListRequest): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from (${orderedRows(request)}) listed`.execute(db)
  return rows.map(({ id }) => id)
}

/** Those of the entries that the actor may see and that are still in the list, in the order of the ids. */
export async function listEntriesOf(
  db: Database,
  request: ListRequest,
  ids: readonly string[],
): Promise<ListRow[]> {
  const among = { ...request, parameters: { ...request.parameters, page: 1, size: ids.length } }
  const more = sql`e.id = any(${ids}::uuid[])`
  const { rows } = await sql<ListRow>`${orderedRows(among, { more })}`.execute(db)
  const place = new Map(ids.map((id, index) => [id, index]))
  return rows.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
}
