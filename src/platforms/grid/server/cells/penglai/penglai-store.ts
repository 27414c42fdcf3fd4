import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import { servedLayer } from '../../../model/cells/people/people.ts'

export type Spot = { cell: string; x: number; y: number }

/** Spots of a lattice inside each cell of the community, by rows. */
export async function spotsInCells(db: Database, village: string): Promise<Spot[]> {
  const { rows } = await sql<Spot>`
    with standing as (
      select code, geom, st_xmin(geom) as west, st_xmax(geom) as east, st_ymin(geom) as south, st_ymax(geom) as north
      from cell where layer = ${servedLayer} and left(code, 12) = ${village} and valid_to is null and geom is not null),
    spot as (
      select code, geom, st_setsrid(st_makepoint(west + (i + 0.5) * (east - west) / 9, south + (j + 0.5) * (north - south) / 9),
        4490) as point, i, j
      from standing, generate_series(0, 8) as i, generate_series(0, 8) as j)
    select code as cell, round(st_x(point)::numeric, 6)::float8 as x, round(st_y(point)::numeric, 6)::float8 as y
    from spot where st_contains(geom, point) order by code, j, i`.execute(db)
  return rows
}

export type Home = { id: string; headId: string | null }

/** Households of the community that are tied to no building, in the order of their numbers. */
export async function homesWithoutBuilding(tx: Tx, village: string): Promise<Home[]> {
  const { rows } = await sql<Home>`
    select household.id, member.person_id as "headId" from household
    left join household_member as member on member.household_id = household.id and member.relation = 'head'
      and member.to_date is null
    where household.village = ${village} and household.number is not null
      and not exists (select from grid_residence as home where home.household_id = household.id and home.to_date is null)
    order by household.number, household.id`.execute(tx)
  return rows
}

export async function countPeople(
  db: Database,
  village: string,
): Promise<{ households: number; persons: number }> {
  const { rows } = await sql<{ households: number; persons: number }>`
    select (select count(*)::int from household where village = ${village}) as households,
      (select count(*)::int from person where village = ${village} and erased_at is null) as persons`.execute(
    db,
  )
  return rows[0] ?? { households: 0, persons: 0 }
}

/** How many households are tied to each of the buildings. */
export async function tiesOf(db: Database, buildings: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; homes: number }>`
    select place_id as id, count(*)::int as homes from grid_residence
    where place_id = any(${[...buildings]}::uuid[]) and to_date is null group by place_id`.execute(db)
  return new Map(rows.map(({ id, homes }) => [id, homes]))
}

export async function placesThere(db: Database, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from place where id = any(${[...ids]}::uuid[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

export async function headlessBuildings(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select place.id from place where place.id = any(${[...ids]}::uuid[])
      and not exists (select from grid_building_head as head where head.place_id = place.id)`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

export type Population = {
  village: string
  households: number
  persons: number
  loadedHouseholds: number
  loadedPersons: number
  endedAt: Date | null
}

const populationColumns = sql`village, households, persons, loaded_households as "loadedHouseholds",
  loaded_persons as "loadedPersons", ended_at as "endedAt"`

/** The communities whose people are being loaded, or were. */
export async function listPopulations(db: Database | Tx): Promise<Population[]> {
  const { rows } = await sql<Population>`
    select ${populationColumns} from grid_population order by village`.execute(db)
  return rows
}

export async function orderPopulation(
  db: Database,
  { village, households, persons }: Pick<Population, 'village' | 'households' | 'persons'>,
): Promise<void> {
  await sql`insert into grid_population (village, households, persons)
    values (${village}, ${households}, ${persons}) on conflict (village) do nothing`.execute(db)
}

/** The order, held while a part of it is loaded: two processes never load the same part. */
export async function lockPopulation(tx: Tx, village: string): Promise<Population | undefined> {
  const { rows } = await sql<Population>`
    select ${populationColumns} from grid_population where village = ${village} and ended_at is null for update`.execute(
    tx,
  )
  return rows[0]
}

export async function notePopulation(
  tx: Tx,
  { village, loadedHouseholds, loadedPersons, endedAt }: Omit<Population, 'households' | 'persons'>,
): Promise<void> {
  await sql`update grid_population set loaded_households = ${loadedHouseholds}, loaded_persons = ${loadedPersons},
    ended_at = ${endedAt}::timestamptz where village = ${village}`.execute(tx)
}

/** Of each building, the head of the household that has its first door. */
export async function firstResidents(tx: Tx, village: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ placeId: string; personId: string }>`
    select distinct on (home.place_id) home.place_id as "placeId", member.person_id as "personId"
    from grid_residence as home join household on household.id = home.household_id and household.village = ${village}
    join household_member as member on member.household_id = home.household_id and member.relation = 'head'
      and member.to_date is null
    where home.to_date is null
    order by home.place_id, home.unit, length(home.room), home.room, member.person_id`.execute(tx)
  return new Map(rows.map(({ placeId, personId }) => [placeId, personId]))
}

/** The first households of the community by their numbers. */
export async function firstHomes(tx: Tx, village: string, count: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from household where village = ${village} and number is not null order by number limit ${count}`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}
