import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { LocalText } from '#kernel/i18n/model'
import { visibleTo } from '#kernel/registry/server'
import { type BuildingHome, type BuildingRow, servedLayer } from '../../../model/cells/people/people.ts'
import { villageWithin } from './scope-store.ts'

export type BuildingQuery = {
  division?: string | undefined
  cell?: string | undefined
  headless?: boolean | undefined
  q?: string | undefined
  id?: string
  on: string
  page: number
  size: number
}

type Found = Omit<BuildingRow, 'head' | 'cellName'> & {
  cellName: LocalText | null
  headId: string | null
  headName: string | null
  headFrom: string | null
}

/** Buildings in reach, each with the cell that its point lies in, who lives there, and its head. */
export async function listBuildings(
  db: Database,
  actor: Actor,
  { division, cell, headless, q, id, on, page, size }: BuildingQuery,
): Promise<{ rows: BuildingRow[]; total: number }> {
  const wanted = [
    sql`place.kind = 'building' and ${visibleTo(actor, 'place')}`,
    ...(division === undefined ? [] : [villageWithin({ divisions: [division] }, sql`place.division_code`)]),
    ...(cell === undefined ? [] : [sql`cell.code = ${cell}`]),
    ...(headless === true ? [sql`head.id is null`] : []),
    ...(q === undefined ? [] : [sql`strpos(place.name, ${q}) > 0`]),
    ...(id === undefined ? [] : [sql`place.id = ${id}`]),
  ]
  const found = sql`place
      left join cell on cell.layer = ${servedLayer} and st_covers(cell.geom, place.point)
        and (cell.valid_to is null or cell.valid_to > ${on}::date)
      left join grid_building_head as head on head.place_id = place.id and head.from_date <= ${on}::date
        and (head.to_date is null or head.to_date > ${on}::date)
      where ${sql.join(wanted, sql` and `)}`
  const counted = await sql<{ total: number }>`select count(*)::int as total from ${found}`.execute(db)
  const { rows } = await sql<Found>`
    with found as (
      select place.id, place.name, place.village, cell.code as cell, cell.name as "cellName",
        head.person_id, head.from_date
      from ${found}
      order by cell.code nulls last, length(place.name), place.name, place.id
      limit ${size} offset ${(page - 1) * size})
    select found.id, found.name, found.village, found.cell, found."cellName",
      found.person_id is not null as "hasHead", person.id as "headId", nullif(person.name, '') as "headName",
      case when person.id is not null then found.from_date end as "headFrom",
      (select count(*)::int from grid_residence as home where home.place_id = found.id and home.to_date is null)
        as households,
      (select count(*)::int from grid_residence as home
        join household_member as member on member.household_id = home.household_id and member.to_date is null
        where home.place_id = found.id and home.to_date is null) as residents
    from found left join person on person.id = registry_current(found.person_id)
      and person.erased_at is null and ${visibleTo(actor, 'person')}
    order by found.cell nulls last, length(found.name), found.name, found.id`.execute(db)
  return {
    total: counted.rows[0]?.total ?? 0,
    rows: rows.map(({ headId, headName, headFrom, ...row }) => ({
      ...row,
      head:
        headId === null || headName === null || headFrom === null
          ? null
          : { personId: headId, name: headName, from: headFrom },
    })),
  }
}

/** Who lives in a building: the households tied to it, with those residents that the actor may see. */
export async function listHomes(db: Database, actor: Actor, placeId: string): Promise<BuildingHome[]> {
  const { rows } = await sql<BuildingHome>`
    select household.id as "householdId", household.number, home.unit, home.room,
      max(nullif(person.name, '')) filter (where member.relation = 'head') as "headName",
      count(member.person_id)::int as members,
      coalesce(json_agg(json_build_object('personId', person.id, 'name', person.name) order by member.relation <> 'head',
        person.id) filter (where person.id is not null and person.name <> ''), '[]') as residents
    from grid_residence as home
    join household on household.id = registry_current(home.household_id) and ${visibleTo(actor, 'household')}
    left join household_member as member on member.household_id = household.id and member.to_date is null
    left join person on person.id = member.person_id and ${visibleTo(actor, 'person')}
    where home.place_id = ${placeId} and home.to_date is null
    group by household.id, household.number, home.unit, home.room
    order by home.unit, length(home.room), home.room, household.id`.execute(db)
  return rows
}

/** The building, held against other changes; undefined where it is not in reach. */
export async function lockBuilding(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ id: string; divisionCode: string } | undefined> {
  const { rows } = await sql<{ id: string; divisionCode: string }>`
    select id, division_code as "divisionCode" from place
    where id = ${id} and kind = 'building' and ${visibleTo(actor, 'place')} for no key update`.execute(tx)
  return rows[0]
}

export type HeadRow = { id: string; personId: string; from: string }

export async function presentHead(tx: Tx, placeId: string): Promise<HeadRow | undefined> {
  const { rows } = await sql<HeadRow>`
    select id, person_id as "personId", from_date as "from" from grid_building_head
    where place_id = ${placeId} and to_date is null`.execute(tx)
  return rows[0]
}

/** The day on which the last one ended who no longer speaks for the building. */
export async function lastHeadUntil(tx: Tx, placeId: string): Promise<string | null> {
  const { rows } = await sql<{ to: string | null }>`
    select max(to_date) as "to" from grid_building_head where place_id = ${placeId}`.execute(tx)
  return rows[0]?.to ?? null
}

export async function endHead(tx: Tx, id: string, to: string): Promise<void> {
  await sql`update grid_building_head set to_date = ${to}::date where id = ${id}`.execute(tx)
}

type NewHead = { id: string; placeId: string; personId: string; from: string }
export async function insertHeads(tx: Tx, heads: readonly NewHead[]): Promise<void> {
  await sql`
    insert into grid_building_head (id, place_id, person_id, from_date)
    select given.id, given."placeId", given."personId", given."from"
    from json_to_recordset(${JSON.stringify(heads)}::json)
      as given (id uuid, "placeId" uuid, "personId" uuid, "from" date)`.execute(tx)
}

/** Whether the person, whom the actor may see, lives in a household of the building; undefined: nobody they see. */
export async function livesIn(
  tx: Tx,
  actor: Actor,
  personId: string,
  placeId: string,
): Promise<boolean | undefined> {
  const { rows } = await sql<{ lives: boolean }>`
    select exists (select from household_member as member
      join grid_residence as home on home.household_id = member.household_id and home.to_date is null
      where member.person_id = person.id and member.to_date is null and home.place_id = ${placeId}) as lives
    from person where person.id = registry_current(${personId}) and person.erased_at is null
      and ${visibleTo(actor, 'person')} for share`.execute(tx)
  return rows[0]?.lives
}

export async function lockHousehold(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ id: string; divisionCode: string } | undefined> {
  const { rows } = await sql<{ id: string; divisionCode: string }>`
    select id, division_code as "divisionCode" from household
    where id = registry_current(${id}) and ${visibleTo(actor, 'household')} for no key update`.execute(tx)
  return rows[0]
}

export type Residence = { householdId: string; placeId: string; unit: string; room: string; from: string }

export async function presentResidence(tx: Tx, householdId: string): Promise<Residence | undefined> {
  const { rows } = await sql<Residence>`
    select household_id as "householdId", place_id as "placeId", unit, room, from_date as "from"
    from grid_residence where household_id = ${householdId} and to_date is null`.execute(tx)
  return rows[0]
}

type Home = { divisionCode: string } & { [K in keyof Residence]: Residence[K] | null }

/** Where a household lives, for who may see it; whether the building may be seen is another question. */
export async function residenceOf(db: Database, actor: Actor, id: string): Promise<Home | undefined> {
  const { rows } = await sql<Home>`
    select household.id as "householdId", household.division_code as "divisionCode", home.place_id as "placeId",
      home.unit, home.room, home.from_date as "from"
    from household left join grid_residence as home on home.household_id = household.id and home.to_date is null
    where household.id = registry_current(${id}) and ${visibleTo(actor, 'household')}`.execute(db)
  return rows[0]
}

/** The day on which the household left the last building that it no longer lives in. */
export async function lastResidenceUntil(tx: Tx, householdId: string): Promise<string | null> {
  const { rows } = await sql<{ to: string | null }>`
    select max(to_date) as "to" from grid_residence where household_id = ${householdId}`.execute(tx)
  return rows[0]?.to ?? null
}

/** Ends the tie that stands; one that began on the day itself never was. */
export async function endResidence(tx: Tx, householdId: string, to: string): Promise<void> {
  await sql`delete from grid_residence
    where household_id = ${householdId} and to_date is null and from_date >= ${to}::date`.execute(tx)
  await sql`update grid_residence set to_date = ${to}::date
    where household_id = ${householdId} and to_date is null`.execute(tx)
}

export async function insertResidences(tx: Tx, homes: readonly Residence[]): Promise<void> {
  await sql`
    insert into grid_residence (household_id, place_id, unit, room, from_date)
    select given."householdId", given."placeId", given.unit, given.room, given."from"
    from json_to_recordset(${JSON.stringify(homes)}::json)
      as given ("householdId" uuid, "placeId" uuid, unit text, room text, "from" date)
    on conflict (household_id) where to_date is null do nothing`.execute(tx)
}
