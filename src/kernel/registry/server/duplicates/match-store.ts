import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { ObjectKind } from '../../model/fields.ts'
import { visibleTo } from '../record-store.ts'

/** What is compared of a registered object, and what shows it. Numbers come as hex of their blind indexes. */
export type MatchRow = {
  id: string
  name: string
  pinyin: string
  divisionCode: string
  address: string
  updatedAt: Date
  idNumber: string | null
  phone: string | null
  birthDate: string | null
  sex: 'male' | 'female' | null
  number: string | null
  contact: string
  kind: string | null
  point: [number, number] | null
}

const shown: Record<ObjectKind, RawBuilder<unknown>> = {
  person: sql`id, name, pinyin, division_code as "divisionCode", address, updated_at as "updatedAt",
    encode(id_number_index, 'hex') as "idNumber", encode(phone_index, 'hex') as phone, birth_date as "birthDate", sex,
    null as number, '' as contact, null as kind, null as point from person`,
  household: sql`household.id, coalesce(head.name, '') as name, coalesce(head.pinyin, '') as pinyin,
    household.division_code as "divisionCode", household.address, household.updated_at as "updatedAt",
    null as "idNumber", null as phone, head.birth_date as "birthDate", null as sex, household.number, '' as contact,
    null as kind, null as point
    from household left join household_member as member on member.household_id = household.id
      and member.relation = 'head' and member.to_date is null
    left join person as head on head.id = member.person_id and head.erased_at is null`,
  enterprise: sql`id, name, pinyin, division_code as "divisionCode", address, updated_at as "updatedAt",
    null as "idNumber", encode(phone_index, 'hex') as phone, null as "birthDate", null as sex,
    credit_code as number, contact_name as contact, null as kind, null as point from enterprise`,
  place: sql`id, name, pinyin, division_code as "divisionCode", address, updated_at as "updatedAt",
    null as "idNumber", null as phone, null as "birthDate", null as sex, null as number, '' as contact, kind,
    case when point is not null then jsonb_build_array(st_x(point), st_y(point)) end as point
    from place`,
}

/** Objects by id; what was erased by law is compared with nobody. */
export async function readMatchRows(
  db: Database,
  kind: ObjectKind,
  ids: readonly string[],
): Promise<Map<string, MatchRow>> {
  const erased = kind === 'person' ? sql`and erased_at is null` : sql``
  const { rows } = await sql<MatchRow>`
    select ${shown[kind]} where ${sql.ref(`${kind}.id`)} = any(${[...ids]}::uuid[]) ${erased}`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** What the objects that others are looked for to are known by; `ref` tells them apart. */
export type Wanted = {
  ref: string
  name: string
  pinyin: string
  idIndex: string | null
  phoneIndex: string | null
  birthDate: string | null
  divisionCode: string | null
  address: string
  number: string | null
  point: readonly [number, number] | null
}

/** The wanted as rows of a table: those that a form or a file names. */
export function wantedOf(wanted: readonly Wanted[]): RawBuilder<unknown> {
  return sql`select ref, name, pinyin, decode("idIndex", 'hex') as id_index, decode("phoneIndex", 'hex') as phone_index,
    "birthDate" as birth_date, case when length("divisionCode") >= 9 then left("divisionCode", 9) end as township,
    case when length("divisionCode") = 12 then "divisionCode" end as village, address, number,
    case when json_typeof(point) = 'array' then st_setsrid(st_makepoint((point->>0)::float8, (point->>1)::float8), 4490)
      end as point
    from json_to_recordset(${JSON.stringify(wanted)}::json) as given (ref text, name text, pinyin text, "idIndex" text,
      "phoneIndex" text, "birthDate" date, "divisionCode" text, address text, number text, point json)`
}

/** The same of objects that are registered. */
export function wantedIn(kind: ObjectKind, ids: readonly string[]): RawBuilder<unknown> {
  const among = sql`= any(${[...ids]}::uuid[])`
  const place = (table: string) => sql`${sql.ref(`${table}.township`)}, ${sql.ref(`${table}.village`)},
    ${sql.ref(`${table}.address`)}`
  switch (kind) {
    case 'person':
      return sql`select id::text as ref, name, pinyin, null::bytea as id_index, phone_index, birth_date,
        ${place('person')}, null as number, null::geometry as point from person where id ${among} and erased_at is null`
    case 'household':
      return sql`select household.id::text as ref, coalesce(head.name, '') as name, coalesce(head.pinyin, '') as pinyin,
        null::bytea as id_index, null::bytea as phone_index, head.birth_date, ${place('household')},
        household.number, null::geometry as point
        from household left join household_member as member on member.household_id = household.id
          and member.relation = 'head' and member.to_date is null
        left join person as head on head.id = member.person_id and head.erased_at is null
        where household.id ${among}`
    case 'enterprise':
      return sql`select id::text as ref, name, pinyin, null::bytea as id_index, phone_index, null::date as birth_date,
        ${place('enterprise')}, credit_code as number, null::geometry as point from enterprise where id ${among}`
    case 'place':
      return sql`select id::text as ref, name, pinyin, null::bytea as id_index, null::bytea as phone_index,
        null::date as birth_date, ${place('place')}, null as number, point from place where id ${among}`
  }
}

const one = (on: RawBuilder<unknown>, kind: ObjectKind) =>
  sql`select wanted.ref, other.id from wanted join ${sql.table(kind)} as other on ${on}`

const sameHome = sql`other.village = wanted.village and other.address = wanted.address and other.address <> ''
  and left(other.name, 1) = left(wanted.name, 1)`

/** The blocking keys: what two objects must share before they are compared at all, each by an index. */
const blocks: Record<ObjectKind, RawBuilder<unknown>[]> = {
  person: [
    one(sql`other.id_number_index = wanted.id_index`, 'person'),
    one(sql`other.phone_index = wanted.phone_index`, 'person'),
    one(sql`other.birth_date = wanted.birth_date and other.village = wanted.village`, 'person'),
    one(sql`other.birth_date = wanted.birth_date and other.pinyin = wanted.pinyin`, 'person'),
    one(sql`other.village = wanted.village and other.pinyin = wanted.pinyin`, 'person'),
    // A family shares address and surname: only where the days of birth don't tell its members apart.
    one(sql`wanted.birth_date is null and ${sameHome}`, 'person'),
    one(sql`other.birth_date is null and ${sameHome}`, 'person'),
  ],
  household: [
    one(
      sql`other.village = wanted.village and other.address = wanted.address and other.address <> ''`,
      'household',
    ),
    one(sql`other.village = wanted.village and other.number = wanted.number`, 'household'),
    sql`select wanted.ref, member.household_id from wanted
      join person on person.village = wanted.village and person.pinyin = wanted.pinyin and wanted.pinyin <> ''
      join household_member as member on member.person_id = person.id and member.relation = 'head'
        and member.to_date is null`,
  ],
  enterprise: [
    one(sql`other.credit_code = wanted.number`, 'enterprise'),
    one(sql`other.phone_index = wanted.phone_index`, 'enterprise'),
    one(sql`other.township = wanted.township`, 'enterprise'),
    one(sql`other.pinyin = wanted.pinyin`, 'enterprise'),
  ],
  place: [
    one(sql`other.village = wanted.village`, 'place'),
    one(sql`other.township = wanted.township and other.pinyin = wanted.pinyin`, 'place'),
    one(sql`st_dwithin(other.point, wanted.point, 0.003)`, 'place'),
  ],
}

/**
 * Who shares a blocking key with any of the wanted; within what the actor may see where there is one. A wanted one
 * doesn't find itself.
 */
export async function findCandidates(
  db: Database,
  kind: ObjectKind,
  wanted: RawBuilder<unknown>,
  actor: Actor | null,
): Promise<{ ref: string; id: string }[]> {
  const seen =
    actor === null
      ? sql``
      : sql`join ${sql.table(kind)} as seen on seen.id = found.id and ${visibleTo(actor, 'seen')}`
  const { rows } = await sql<{ ref: string; id: string }>`
    with wanted as (${wanted}), found as (${sql.join(blocks[kind], sql` union `)})
    select found.ref, found.id from found ${seen} where found.id::text <> found.ref`.execute(db)
  return rows
}

/** Whether somebody whom the actor may not see holds the number. */
export async function isHeldUnseen(
  db: Database,
  actor: Actor,
  held: { idIndex: Buffer } | { creditCode: string },
): Promise<boolean> {
  const { rows } = await ('idIndex' in held
    ? sql`select from person where id_number_index = ${held.idIndex} and not (${visibleTo(actor, 'person')})`
    : sql`select from enterprise where credit_code = ${held.creditCode} and not (${visibleTo(actor, 'enterprise')})`
  ).execute(db)
  return rows.length > 0
}

/** Of households, those whose head the actor may see or that have none. */
export function headsVisible(actor: Actor, householdId: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`not exists (select from household_member as member
    join person as head on head.id = member.person_id
    where member.household_id = ${householdId} and member.relation = 'head' and member.to_date is null
      and not (${visibleTo(actor, 'head')}))`
}
