import { sql } from 'kysely'
import { executeTogether, type Tx } from '#kernel/db/server'
import type { ObjectKind } from '#kernel/registry/model'
import type { Reach } from '#kernel/registry/server'
import type { PersonPlan, Plan } from '../model/query-plan.ts'

export type Ranked = { id: string; rank: number }

/** What is looked for, of which kinds: persons and households by the first plan, the others by the second. */
export type Asked = { kinds: readonly ObjectKind[]; persons: PersonPlan; names: Plan }

/** The ids of what is found of each kind, best first, as the one function of the database answers them that applies scope itself. */
export async function searchRegistry(
  tx: Tx,
  { kinds, persons, names }: Asked,
  reach: Reach,
  countMax: number,
): Promise<Map<ObjectKind, Ranked[]>> {
  const { rows } = await sql<Ranked & { kind: ObjectKind }>`
    select kind, id, rank from search_registry(${kinds}::text[], ${JSON.stringify(persons)}::jsonb,
      ${JSON.stringify(names)}::jsonb, ${reach.roots}::text[], ${reach.class}::int, ${countMax}::int)`.execute(
    tx,
  )
  return Map.groupBy(rows, ({ kind }) => kind)
}

export type PersonHit = {
  id: string
  name: string
  divisionCode: string
  sex: 'male' | 'female' | null
  birthYear: number | null
}
export type HouseholdHit = {
  id: string
  number: string | null
  address: string
  divisionCode: string
  headName: string | null
  size: number
}
export type EnterpriseHit = { id: string; name: string; divisionCode: string; industry: string }
export type PlaceHit = { id: string; name: string; divisionCode: string; kind: string }

export type RegistryRows = {
  person: PersonHit
  household: HouseholdHit
  enterprise: EnterpriseHit
  place: PlaceHit
}

const columns = {
  person: sql`id, name, division_code as "divisionCode", sex, extract(year from birth_date)::int as "birthYear" from person`,
  household: sql`id, number, address, division_code as "divisionCode",
    (select name from household_member m join person on person.id = m.person_id
      where m.household_id = household.id and m.relation = 'head' and m.to_date is null limit 1) as "headName",
    (select count(*)::int from household_member m where m.household_id = household.id and m.to_date is null) as size from household`,
  enterprise: sql`id, name, division_code as "divisionCode", industry from enterprise`,
  place: sql`id, name, division_code as "divisionCode", kind from place`,
}

type Row = RegistryRows[ObjectKind]

/** What is shown of those found, by id. */
export async function readFound(
  tx: Tx,
  found: readonly { kind: ObjectKind; ids: readonly string[] }[],
): Promise<Map<string, Row>> {
  const asked = found.filter(({ ids }) => ids.length > 0)
  if (asked.length === 0) return new Map()
  const rows = await executeTogether<Row[]>(
    tx,
    asked.map(({ kind, ids }) => sql<Row>`select ${columns[kind]} where id = any(${ids}::uuid[])`),
  )
  return new Map(rows.flat().map((row) => [row.id, row]))
}

/** Makes findable what an import left for later; answers how many there were. */
export async function catchUpPersons(tx: Tx, countMax: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select search_catch_up(${countMax}::int) as n`.execute(tx)
  return rows[0]?.n ?? 0
}
