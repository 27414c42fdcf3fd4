import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { LocalText } from '#kernel/i18n/model'
import { visibleTo } from '#kernel/registry/server'
import type { Assignment, CellDuty, Staff } from '../../../model/cells/people/people.ts'
import { servedLayer } from '../../../model/cells/people/people.ts'
import { villageWithin } from './scope-store.ts'

type CellFound = {
  code: string
  name: LocalText
  village: string
  ended: boolean
  buildings: number
  households: number
}

/**
 * The cells in reach on a day with how many buildings stand in each and how many households are tied to these. A cell
 * that was ended is listed only while somebody still serves it.
 */
export async function listCells(
  db: Database,
  actor: Actor,
  { division, on, cell }: { division?: string | undefined; on: string; cell?: string | undefined },
): Promise<CellFound[]> {
  const within = villageWithin(actor, sql`left(cell.code, 12)`, division)
  const { rows } = await sql<CellFound>`
    with building as (
      select cell.code, count(distinct place.id)::int as buildings, count(home.household_id)::int as households
      from place join cell on cell.layer = ${servedLayer} and st_covers(cell.geom, place.point)
        and (cell.valid_to is null or cell.valid_to > ${on}::date)
      left join grid_residence as home on home.place_id = place.id and home.to_date is null
      where place.kind = 'building' and ${visibleTo(actor, 'place')}
      group by cell.code)
    select cell.code, cell.name, left(cell.code, 12) as village,
      coalesce(cell.valid_to <= ${on}::date, false) as ended,
      coalesce(building.buildings, 0) as buildings, coalesce(building.households, 0) as households
    from cell left join building on building.code = cell.code
    where cell.layer = ${servedLayer} and ${within} and ${cell === undefined ? sql`true` : sql`cell.code = ${cell}`}
      and (cell.valid_from is null or cell.valid_from <= ${on}::date)
      and (cell.valid_to is null or cell.valid_to > ${on}::date or exists (
        select from grid_assignment as served where served.layer = cell.layer and served.cell = cell.code
          and served.from_date <= ${on}::date and (served.to_date is null or served.to_date > ${on}::date)))
    order by cell.code`.execute(db)
  return rows
}

const assignmentColumns = sql`served.id, served.cell, served.duty, served.account_id as "accountId",
  account.name, served.from_date as "from", served.to_date as "to"`

/** Who serves the cells in reach; on a day, or ever. */
export async function listAssignments(
  db: Database | Tx,
  actor: Actor,
  { on, cell, division }: { on?: string; cell?: string; division?: string | undefined },
): Promise<Assignment[]> {
  const { rows } = await sql<Assignment>`
    select ${assignmentColumns} from grid_assignment as served join account on account.id = served.account_id
    where served.layer = ${servedLayer} and ${villageWithin(actor, sql`served.village`, division)}
      and ${on === undefined ? sql`true` : sql`served.from_date <= ${on}::date and (served.to_date is null or served.to_date > ${on}::date)`}
      and ${cell === undefined ? sql`true` : sql`served.cell = ${cell}`}
    order by served.cell, served.duty, served.from_date, account.name`.execute(db)
  return rows
}

export async function findAssignment(tx: Tx, actor: Actor, id: string): Promise<Assignment | undefined> {
  const { rows } = await sql<Assignment>`
    select ${assignmentColumns} from grid_assignment as served join account on account.id = served.account_id
    where served.id = ${id} and served.layer = ${servedLayer}
      and ${villageWithin(actor, sql`served.village`)} for update of served`.execute(tx)
  return rows[0]
}

/** Of the codes, those of cells that stand on the day within reach. */
export async function standingCells(
  tx: Tx,
  actor: Actor,
  codes: readonly string[],
  on: string,
): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`
    select code from cell where layer = ${servedLayer} and code = any(${[...codes]}::text[])
      and ${villageWithin(actor, sql`left(cell.code, 12)`)}
      and (valid_to is null or valid_to > ${on}::date) order by code for share`.execute(tx)
  return new Set(rows.map(({ code }) => code))
}

export type NewAssignment = { id: string; cell: string; duty: CellDuty; accountId: number; from: string }

/** Adds those that don't stand already; answers which cells got one. */
export async function insertAssignments(tx: Tx, rows: readonly NewAssignment[]): Promise<Set<string>> {
  const { rows: added } = await sql<{ cell: string }>`
    insert into grid_assignment (id, layer, cell, duty, account_id, from_date)
    select given.id, ${servedLayer}, given.cell, given.duty, given."accountId", given."from"
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as given (id uuid, cell text, duty text, "accountId" int, "from" date)
    on conflict (layer, cell, duty, account_id) where to_date is null do nothing returning cell`.execute(tx)
  return new Set(added.map(({ cell }) => cell))
}

export async function endAssignments(tx: Tx, ids: readonly string[], to: string): Promise<void> {
  await sql`update grid_assignment set to_date = ${to}::date where id = any(${[...ids]}::uuid[])`.execute(tx)
}

const dutyOfRole = sql`case position.role when 'grid_leader' then 'leader' else 'worker' end`
const heldBy = (on: string, now: Date) => sql`account join appointment on appointment.account_id = account.id
      and coalesce(appointment.valid_from <= ${now}::timestamptz, true)
      and coalesce(appointment.valid_to > ${now}::timestamptz, true)
    join position on position.id = appointment.position_id and position.role in ('grid_worker', 'grid_leader')
      and coalesce(position.valid_from <= ${on}::date, true) and coalesce(position.valid_to > ${on}::date, true)
    join organisation on organisation.id = position.organisation_id`

/** Grid workers and leaders whose positions meet the actor's reach, with how many cells each serves there. */
export async function listStaff(
  db: Database,
  actor: Actor,
  { on, now }: { on: string; now: Date },
): Promise<Staff[]> {
  const { rows } = await sql<Staff>`
    with staff as (
      select account.id, account.name, ${dutyOfRole} as duty,
        min(organisation.name_zh) as zh, min(organisation.name_en) as en
      from ${heldBy(on, now)}
      where not account.disabled
        and exists (select from unnest(position.divisions) as held(root), unnest(${[...actor.divisions]}::text[]) as own(root)
          where starts_with(held.root, own.root) or starts_with(own.root, held.root))
      group by account.id, account.name, position.role)
    select staff.id as "accountId", staff.name, staff.duty,
      json_build_object('zh-CN', staff.zh, 'en', staff.en) as organisation,
      (select count(*)::int from grid_assignment as served
        where served.account_id = staff.id and served.duty = staff.duty and served.layer = ${servedLayer}
          and ${villageWithin(actor, sql`served.village`)} and served.from_date <= ${on}::date
          and (served.to_date is null or served.to_date > ${on}::date)) as cells
    from staff order by staff.duty, staff.name, staff.id`.execute(db)
  return rows
}

/** The divisions that the account works over in positions of the duty's role; none: it holds no such position. */
export async function rootsOfStaff(
  tx: Tx,
  accountId: number,
  duty: CellDuty,
  { on, now }: { on: string; now: Date },
): Promise<string[]> {
  const { rows } = await sql<{ root: string }>`
    select distinct unnest(position.divisions) as root from ${heldBy(on, now)}
    where account.id = ${accountId} and not account.disabled and ${dutyOfRole} = ${duty}`.execute(tx)
  return rows.map(({ root }) => root)
}

/** Accounts by the names that they sign in by. */
export async function accountsByLogin(db: Database, logins: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ login: string; id: number }>`
    select login_name as login, id from account where login_name = any(${[...logins]}::text[])`.execute(db)
  return new Map(rows.map(({ login, id }) => [login, id]))
}

export async function loginsOf(db: Database, ids: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await sql<{ login: string; id: number }>`
    select login_name as login, id from account where id = any(${[...ids]}::int[])`.execute(db)
  return new Map(rows.map(({ login, id }) => [id, login]))
}
