import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { LocalText } from '#kernel/i18n/model'
import { visibleTo } from '#kernel/registry/server'
import type { RosterImport, RosterLine, Standing, Wanted } from '../../../model/cells/importing/plan.ts'
import { servedLayer } from '../../../model/cells/people/people.ts'
import { villageWithin } from '../people/scope-store.ts'

/** Rows of the rosters that a run added and ended. */
export type Did = Record<'added' | 'ended', { id: string; duty: Standing['duty']; at: string; who: string }[]>

export type ImportRow = Pick<RosterImport, 'id' | 'fileName' | 'replaces' | 'state'> & {
  wanted: Wanted[]
  lines: RosterLine[]
  did: Did | null
  createdAt: Date
  ranAt: Date | null
  runKey: string | null
}

const columns = sql`id, file_name as "fileName", replaces, state, wanted, lines, did, created_at as "createdAt",
  ran_at as "ranAt", run_key as "runKey"`

type NewImport = Pick<ImportRow, 'id' | 'fileName' | 'replaces' | 'wanted' | 'lines'>

export async function insertImport(
  tx: Tx,
  { accountId }: Actor,
  { id, fileName, replaces, wanted, lines }: NewImport,
  at: Date,
): Promise<void> {
  await sql`
    insert into grid_roster_import (id, account_id, file_name, replaces, state, wanted, lines, created_at)
    values (${id}, ${accountId}, ${fileName}, ${replaces}, 'checked', ${JSON.stringify(wanted)}::jsonb,
      ${JSON.stringify(lines)}::jsonb, ${at})`.execute(tx)
}

const listedMax = 100

/** An account's own, the latest first. */
export async function listImports(db: Database, { accountId }: Actor): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`
    select ${columns} from grid_roster_import where account_id = ${accountId}
    order by created_at desc, id limit ${listedMax}`.execute(db)
  return rows
}

export async function findImport(
  db: Database,
  { accountId }: Actor,
  id: string,
): Promise<ImportRow | undefined> {
  const { rows } = await sql<ImportRow>`
    select ${columns} from grid_roster_import where id = ${id} and account_id = ${accountId}`.execute(db)
  return rows[0]
}

/** The import, held until the transaction ends: it is run and taken back once. */
export async function lockImport(tx: Tx, { accountId }: Actor, id: string): Promise<ImportRow | undefined> {
  const { rows } = await sql<ImportRow>`
    select ${columns} from grid_roster_import where id = ${id} and account_id = ${accountId} for update`.execute(
    tx,
  )
  return rows[0]
}

export async function keepLines(tx: Tx, id: string, lines: readonly RosterLine[]): Promise<void> {
  await sql`update grid_roster_import set lines = ${JSON.stringify(lines)}::jsonb where id = ${id}`.execute(
    tx,
  )
}

export async function noteRun(tx: Tx, id: string, run: { did: Did; at: Date; key: string }): Promise<void> {
  await sql`
    update grid_roster_import set state = 'done', did = ${JSON.stringify(run.did)}::jsonb, ran_at = ${run.at},
      run_key = ${run.key} where id = ${id}`.execute(tx)
}

export async function noteEnded(
  tx: Tx,
  id: string,
  { state, at }: { state: 'undone' | 'cancelled'; at: Date },
): Promise<void> {
  await sql`update grid_roster_import set state = ${state}, ended_at = ${at} where id = ${id}`.execute(tx)
}

/** Who stands at the cells and buildings; of heads the person as they are registered now. */
export async function standingAt(tx: Tx, at: readonly string[]): Promise<Standing[]> {
  const cells = at.filter((one) => !one.includes('-'))
  const places = at.filter((one) => one.includes('-'))
  const { rows } = await sql<Standing>`
    select served.id, served.duty, served.cell as at, served.account_id::text as who, served.from_date as "from"
    from grid_assignment as served
    where served.layer = ${servedLayer} and served.cell = any(${cells}::text[]) and served.to_date is null
    union all
    select head.id, 'head', head.place_id::text, registry_current(head.person_id)::text, head.from_date
    from grid_building_head as head
    where head.place_id = any(${places}::uuid[]) and head.to_date is null
    order by 3, 2, 1`.execute(tx)
  return rows
}

/** Takes back what began by mistake: it holds from no day to no day. Answers how many still stood. */
export async function takeBack(tx: Tx, ids: readonly string[]): Promise<number> {
  const served = await sql`
    update grid_assignment set to_date = from_date where id = any(${[...ids]}::uuid[]) and to_date is null`.execute(
    tx,
  )
  const heads = await sql`
    update grid_building_head set to_date = from_date
    where id = any(${[...ids]}::uuid[]) and to_date is null`.execute(tx)
  return Number(served.numAffectedRows ?? 0n) + Number(heads.numAffectedRows ?? 0n)
}

/** Lets what was ended by mistake go on. Answers how many could: where somebody else stands since, it can't. */
export async function letGoOn(tx: Tx, ids: readonly string[]): Promise<number> {
  const served = await sql`
    update grid_assignment as served set to_date = null
    where served.id = any(${[...ids]}::uuid[]) and served.to_date is not null and not exists (
      select from grid_assignment as other where other.layer = served.layer and other.cell = served.cell
        and other.duty = served.duty and other.account_id = served.account_id and other.to_date is null)`.execute(
    tx,
  )
  const heads = await sql`
    update grid_building_head as head set to_date = null
    where head.id = any(${[...ids]}::uuid[]) and head.to_date is not null and not exists (
      select from grid_building_head as other where other.place_id = head.place_id and other.to_date is null)`.execute(
    tx,
  )
  return Number(served.numAffectedRows ?? 0n) + Number(heads.numAffectedRows ?? 0n)
}

type Building = { id: string; name: string; divisionCode: string; cell: string | null }

/** Buildings of these names in reach, with the cell that each stands in. */
export async function buildingsNamed(
  tx: Tx,
  actor: Actor,
  names: readonly string[],
  on: string,
): Promise<Building[]> {
  const { rows } = await sql<Building>`
    select place.id, place.name, place.division_code as "divisionCode", cell.code as cell
    from place left join cell on cell.layer = ${servedLayer} and st_covers(cell.geom, place.point)
      and (cell.valid_to is null or cell.valid_to > ${on}::date)
    where place.kind = 'building' and place.name = any(${[...names]}::text[]) and ${visibleTo(actor, 'place')}
      and ${villageWithin(actor, sql`place.division_code`)}
    order by place.id`.execute(tx)
  return rows
}

type Resident = { placeId: string; personId: string; name: string }

/** Who of these names lives in the buildings, as far as the actor may see them. */
export async function residentsNamed(
  tx: Tx,
  actor: Actor,
  places: readonly string[],
  names: readonly string[],
): Promise<Resident[]> {
  const { rows } = await sql<Resident>`
    select distinct home.place_id as "placeId", person.id as "personId", person.name
    from grid_residence as home
    join household_member as member on member.household_id = registry_current(home.household_id)
      and member.to_date is null
    join person on person.id = member.person_id and person.erased_at is null and ${visibleTo(actor, 'person')}
    where home.to_date is null and home.place_id = any(${[...places]}::uuid[])
      and person.name = any(${[...names]}::text[])`.execute(tx)
  return rows
}

export type Named = {
  cells: Map<string, LocalText>
  places: Map<string, string>
  people: Map<string, string>
}

/** What cells, buildings, accounts and persons are called, as far as the actor may see them. */
export async function namesOf(db: Database, actor: Actor, lines: readonly RosterLine[]): Promise<Named> {
  const at = [...new Set(lines.flatMap((line) => line.at ?? []))]
  const who = [...new Set(lines.flatMap((line) => line.who ?? []))]
  const isId = (one: string) => one.includes('-')
  const cells = await sql<{ code: string; name: LocalText }>`
    select code, name from cell where layer = ${servedLayer} and code = any(${at.filter((one) => !isId(one))}::text[])
      and ${villageWithin(actor, sql`left(cell.code, 12)`)}`.execute(db)
  const places = await sql<{ id: string; name: string }>`
    select place.id, place.name from place
    where place.id = any(${at.filter(isId)}::uuid[]) and ${visibleTo(actor, 'place')}`.execute(db)
  const accounts = await sql<{ id: string; name: string }>`
    select id::text as id, name from account
    where id = any(${who.filter((one) => !isId(one)).map(Number)}::int[])`.execute(db)
  const persons = await sql<{ id: string; name: string }>`
    select given.id, person.name from unnest(${who.filter(isId)}::uuid[]) as given(id)
    join person on person.id = registry_current(given.id) and person.name <> '' and ${visibleTo(actor, 'person')}`.execute(
    db,
  )
  return {
    cells: new Map(cells.rows.map(({ code, name }) => [code, name])),
    places: new Map(places.rows.map(({ id, name }) => [id, name])),
    people: new Map([...accounts.rows, ...persons.rows].map(({ id, name }) => [id, name])),
  }
}
