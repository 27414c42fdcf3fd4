import { sql } from 'kysely'
import { copyInto, copyLine, type Database, type Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { Relation } from '../model/household.ts'
import { visibleTo } from './record-store.ts'

export type MemberRow = {
  householdId: string
  personId: string
  relation: Relation
  from: string
  to: string | null
}

/** The stays of a day, head first; a person whom the actor may not see comes without id and name. */
export async function listMembers(
  db: Database,
  actor: Actor,
  householdId: string,
  on: string,
): Promise<
  {
    personId: string | null
    name: string | null
    erased: boolean
    relation: Relation
    from: string
    to: string | null
  }[]
> {
  const { rows } = await sql<{
    personId: string | null
    name: string | null
    erased: boolean
    relation: Relation
    from: string
    to: string | null
  }>`
    select person.id as "personId", nullif(person.name, '') as name,
      coalesce(person.erased_at is not null, false) as erased, member.relation, member.from_date as "from", member.to_date as "to"
    from household_member as member
    left join person on person.id = member.person_id and ${visibleTo(actor, 'person')}
    where member.household_id = ${householdId} and member.from_date <= ${on}::date
      and (member.to_date is null or member.to_date > ${on}::date)
    order by member.relation <> 'head', member.from_date, person.birth_date nulls last, member.person_id`.execute(
    db,
  )
  return rows
}

/** Head's name (where the actor may see it) and number of members of each household on a day. */
export async function summariseHouseholds(
  db: Database,
  actor: Actor,
  ids: readonly string[],
  on: string,
): Promise<Map<string, { headName: string | null; size: number }>> {
  const { rows } = await sql<{ id: string; headName: string | null; size: number }>`
    select member.household_id as id, count(*)::int as size,
      max(nullif(person.name, '')) filter (where member.relation = 'head') as "headName"
    from household_member as member
    left join person on person.id = member.person_id and ${visibleTo(actor, 'person')}
    where member.household_id = any(${[...ids]}::uuid[]) and member.from_date <= ${on}::date
      and (member.to_date is null or member.to_date > ${on}::date)
    group by member.household_id`.execute(db)
  return new Map(rows.map(({ id, ...summary }) => [id, summary]))
}

/** All stays ever, of a household. */
export async function membersEver(tx: Tx, householdId: string): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select household_id as "householdId", person_id as "personId", relation, from_date as "from", to_date as "to"
    from household_member where household_id = ${householdId} order by from_date, person_id`.execute(tx)
  return rows
}

/** Locks those of the persons whom the actor may see, and answers their names by id. */
export async function lockPersons(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from person where id = any(${[...ids]}::uuid[]) and ${visibleTo(actor, 'person')}
    order by id for no key update`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Who of the persons belongs to another household on the day or later. */
export async function membersElsewhere(
  tx: Tx,
  householdId: string,
  personIds: readonly string[],
  from: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct person_id as id from household_member
    where person_id = any(${[...personIds]}::uuid[]) and household_id <> ${householdId}
      and (to_date is null or to_date > ${from}::date)`.execute(tx)
  return rows.map(({ id }) => id)
}

export async function insertMembers(db: Database, members: readonly MemberRow[]): Promise<void> {
  for (let start = 0; start < members.length; start += 10_000)
    await sql`
      insert into household_member (household_id, person_id, relation, from_date, to_date)
      select given."householdId", given."personId", given.relation, given."from", given."to"
      from json_to_recordset(${JSON.stringify(members.slice(start, start + 10_000))}::json)
        as given ("householdId" uuid, "personId" uuid, relation text, "from" date, "to" date)`.execute(db)
}

/** A stay as `copyMembers` takes it. */
export function memberLine({ householdId, personId, relation, from, to }: MemberRow): string {
  return copyLine([householdId, personId, relation, from, to])
}

export async function copyMembers(tx: Tx, chunks: readonly Uint8Array[]): Promise<void> {
  const columns = ['household_id', 'person_id', 'relation', 'from_date', 'to_date']
  await copyInto(tx, 'household_member', columns, chunks)
}

/** Those of the persons whom the actor may see, by id; an erased one has no name. */
export async function visiblePersons(
  db: Database,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, { name: string; erased: boolean; birthDate: string | null }>> {
  const { rows } = await sql<{ id: string; name: string; erased: boolean; birthDate: string | null }>`
    select id, name, erased_at is not null as erased, birth_date as "birthDate" from person
    where id = any(${[...ids]}::uuid[]) and ${visibleTo(actor, 'person')}`.execute(db)
  return new Map(rows.map(({ id, ...person }) => [id, person]))
}

/** Who belongs to each household on a day, head first; without those whom the actor may not see. */
export async function readMembers(
  db: Database,
  actor: Actor,
  ids: readonly string[],
  on: string,
): Promise<Map<string, { personId: string; relation: Relation }[]>> {
  const { rows } = await sql<{ id: string; members: { personId: string; relation: Relation }[] }>`
    select member.household_id as id, jsonb_agg(
      jsonb_build_object('personId', member.person_id, 'relation', member.relation)
      order by member.relation <> 'head', member.from_date, member.person_id) as members
    from household_member as member
    join person on person.id = member.person_id and ${visibleTo(actor, 'person')} and person.erased_at is null
    where member.household_id = any(${[...ids]}::uuid[]) and member.from_date <= ${on}::date
      and (member.to_date is null or member.to_date > ${on}::date)
    group by member.household_id`.execute(db)
  return new Map(rows.map(({ id, members }) => [id, members]))
}
