import { type RawBuilder, sql } from 'kysely'
import { copyInto, copyLine, type CopyValue, type Database, type Tx } from '#kernel/db/server'
import { scopeByLevel } from '#kernel/divisions/model'
import { type Actor, hasRight } from '#kernel/http/model'
import type { ObjectKind } from '../model/fields.ts'

type ColumnType = 'uuid' | 'text' | 'date' | 'bytea' | 'smallint' | 'int' | 'timestamptz' | 'point'
type Columns = Record<string, ColumnType>

const recordColumns: Columns = {
  id: 'uuid',
  division_code: 'text',
  address: 'text',
  sensitivity: 'smallint',
  source: 'text',
  as_of: 'text',
  version: 'int',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
}
const named: Columns = { name: 'text', pinyin: 'text', initials: 'text' }
const reachable: Columns = { phone: 'bytea', phone_index: 'bytea' }

/** The written columns of the register's tables; what is generated is not among them. */
const columnsOf: Record<ObjectKind, Columns> = {
  person: {
    ...recordColumns,
    ...named,
    ...reachable,
    sex: 'text',
    birth_date: 'date',
    id_number: 'bytea',
    id_number_index: 'bytea',
    erased_at: 'timestamptz',
    certificate: 'text',
  },
  household: { ...recordColumns, number: 'text' },
  enterprise: {
    ...recordColumns,
    ...named,
    ...reachable,
    credit_code: 'text',
    industry: 'text',
    products: 'text',
    note: 'text',
    contact_name: 'text',
  },
  place: { ...recordColumns, ...named, kind: 'text', note: 'text', point: 'point' },
}

export type RecordRow = {
  id: string
  division_code: string
  address: string
  sensitivity: number
  source: string
  as_of: string | null
  version: number
  created_at: Date
  updated_at: Date
}
type NamedRow = RecordRow & { name: string; pinyin: string; initials: string }
type Reachable = { phone: Buffer | null; phone_index: Buffer | null }

export type PersonRow = NamedRow &
  Reachable & {
    sex: 'male' | 'female' | null
    birth_date: string | null
    id_number: Buffer | null
    id_number_index: Buffer | null
    /** Since when nothing personal is left of the row, and by which certificate. */
    erased_at: Date | null
    certificate: string | null
  }
export type HouseholdRecord = RecordRow & { number: string | null }
export type EnterpriseRow = NamedRow &
  Reachable & {
    credit_code: string | null
    industry: string
    products: string
    note: string
    contact_name: string
  }
export type PlaceRow = NamedRow & { kind: string; note: string; point: [number, number] | null }

export type Rows = {
  person: PersonRow
  household: HouseholdRecord
  enterprise: EnterpriseRow
  place: PlaceRow
}

/** The condition that an actor may see a row: the right to read the register, the row's division, its class. */
export function visibleTo(actor: Actor, table: string): RawBuilder<boolean> {
  if (!hasRight(actor, 'registry.read')) return sql<boolean>`false`
  const { districts, townships, villages } = scopeByLevel(actor.divisions)
  const column = (name: string) => sql.ref(`${table}.${name}`)
  const covered = [
    { name: 'district', codes: districts },
    { name: 'township', codes: townships },
    { name: 'village', codes: villages },
  ]
    .filter(({ codes }) => codes.length > 0)
    // One code alone as an equality: the index that it leads to is read in the order that lists are shown in.
    .map(({ name, codes }) =>
      codes.length === 1 ? sql`${column(name)} = ${codes[0]}` : sql`${column(name)} = any(${codes}::text[])`,
    )
  if (covered.length === 0) return sql<boolean>`false`
  return sql<boolean>`(${sql.join(covered, sql` or `)}) and ${column('sensitivity')} <= ${actor.sensitivity}`
}

/** The condition that a row lies in a division of any level. */
export function liesIn(table: string, division: string): RawBuilder<boolean> {
  const level = { 6: 'district', 9: 'township', 12: 'village' }[division.length] ?? 'village'
  return sql<boolean>`${sql.ref(`${table}.${level}`)} = ${division}`
}

/** A LIKE pattern for what begins like, or contains, the text. */
export function beginning(text: string): string {
  return `${text.replace(/[\\%_]/g, '\\$&')}%`
}

/**
 * What begins like the text, as a range of a column in byte order: a pattern could use no index behind the wall, since
 * LIKE may leak what it compares.
 */
export function beginsWith(column: RawBuilder<unknown>, text: string): RawBuilder<unknown> {
  return sql`(${column} >= ${text} and ${column} < ${`${text}\u{10ffff}`})`
}

/** `q`: that something is looked for, so that few of all are listed. */
export type Page = { page: number; size: number; q?: string | undefined }

/** A page of objects and how many there are, read as the role that the wall holds: pass what `behindWall` gives. */
export async function listRows<K extends ObjectKind>(
  tx: Tx,
  kind: K,
  conditions: readonly RawBuilder<unknown>[],
  order: string,
  { page, size, q }: Page,
): Promise<{ rows: Rows[K][]; total: number }> {
  const where = sql.join(conditions, sql` and `)
  const from = (page - 1) * size
  const sorted = sql.raw(order)
  if (q) {
    // Told to find first and to sort then: else the index of the order may be walked through for what few match.
    const { rows: found } = await sql<{ ids: string[]; total: number }>`
      with found as materialized (select ${sorted} from ${sql.table(kind)} where ${where})
      select array(select id from found order by ${sorted} limit ${size} offset ${from}) as ids,
        (select count(*)::int from found) as total`.execute(tx)
    const { ids = [], total = 0 } = found[0] ?? {}
    const { rows } = await sql<Rows[K]>`
      select ${selection(kind)} from ${sql.table(kind)} where id = any(${ids}::uuid[]) order by ${sorted}`.execute(
      tx,
    )
    return { rows, total }
  }
  const { rows } = await sql<Rows[K]>`
    select ${selection(kind)} from ${sql.table(kind)} where ${where}
    order by ${sorted} limit ${size} offset ${from}`.execute(tx)
  const counted = await sql<{ total: number }>`
    select count(*) as total from ${sql.table(kind)} where ${where}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** An object that was merged into another answers as that one; so `row.id` may differ from the id asked for. */
export async function findRow<K extends ObjectKind>(
  db: Database,
  actor: Actor,
  kind: K,
  id: string,
): Promise<Rows[K] | undefined> {
  const { rows } = await sql<Rows[K]>`
    select ${selection(kind)} from ${sql.table(kind)}
    where id = registry_current(${id}) and ${visibleTo(actor, kind)}`.execute(db)
  return rows[0]
}

/** The row, held against other writers until the transaction ends. */
export async function lockRow<K extends ObjectKind>(
  tx: Tx,
  actor: Actor,
  kind: K,
  id: string,
): Promise<Rows[K] | undefined> {
  const { rows } = await sql<Rows[K]>`
    select ${selection(kind)} from ${sql.table(kind)}
    where id = registry_current(${id}) and ${visibleTo(actor, kind)} for update`.execute(tx)
  return rows[0]
}

const rowsPerStatement = 5000

/** Inserts any number of rows in few statements. */
export async function insertRows<K extends ObjectKind>(
  db: Database,
  kind: K,
  rows: readonly Rows[K][],
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerStatement)
    await insertJson(db, kind, jsonOf(rows.slice(start, start + rowsPerStatement)))
}

/** A row as `copyRecords` takes it, of the kinds that lists bring. */
export function recordLine<K extends 'person' | 'household'>(kind: K, row: Rows[K]): string {
  const values = row as Record<string, CopyValue>
  return copyLine(Object.keys(columnsOf[kind]).map((name) => values[name] ?? null))
}

export async function copyRecords(
  tx: Tx,
  kind: 'person' | 'household',
  chunks: readonly Uint8Array[],
): Promise<void> {
  await copyInto(tx, kind, Object.keys(columnsOf[kind]), chunks)
}

async function insertJson(db: Database, kind: ObjectKind, json: string): Promise<void> {
  const columns = columnsOf[kind]
  const names = Object.keys(columns).map((name) => sql.ref(name))
  await sql`insert into ${sql.table(kind)} (${sql.join(names)})
    select ${given(columns)} from ${recordset(kind, json)}`.execute(db)
}

export async function updateRow<K extends ObjectKind>(tx: Tx, kind: K, row: Rows[K]): Promise<void> {
  const columns = columnsOf[kind]
  const sets = Object.keys(columns)
    .filter((name) => name !== 'id' && name !== 'created_at')
    .map((name) => sql`${sql.ref(name)} = ${value(name, columns[name] as ColumnType)}`)
  await sql`update ${sql.table(kind)} set ${sql.join(sets)} from ${recordset(kind, jsonOf([row]))}
    where ${sql.ref(`${kind}.id`)} = given.id`.execute(tx)
}

function selection(kind: ObjectKind): RawBuilder<unknown> {
  return sql.join(
    Object.entries(columnsOf[kind]).map(([name, type]) =>
      type === 'point'
        ? sql`case when point is not null then jsonb_build_array(st_x(point), st_y(point)) end as point`
        : sql.ref(`${kind}.${name}`),
    ),
  )
}

/** Rows as one JSON parameter: the one form that both databases read the same, whatever the columns hold. */
function recordset(kind: ObjectKind, json: string): RawBuilder<unknown> {
  const columns = Object.entries(columnsOf[kind])
  const shape = columns.map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(jsonType(type))}`)
  return sql`json_to_recordset(${json}::json) as given (${sql.join(shape)})`
}

function jsonOf(rows: readonly object[]): string {
  const all = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, item]) => [name, plain(item)])),
  )
  return JSON.stringify(all)
}

function given(columns: Columns): RawBuilder<unknown> {
  return sql.join(Object.entries(columns).map(([name, type]) => value(name, type)))
}

function value(name: string, type: ColumnType): RawBuilder<unknown> {
  const column = sql.ref(`given.${name}`)
  if (type === 'bytea') return sql`decode(${column}, 'hex')`
  if (type !== 'point') return column
  return sql`case when json_typeof(${column}) = 'array' then
    st_setsrid(st_makepoint((${column}->>0)::float8, (${column}->>1)::float8), 4490) end`
}

function jsonType(type: ColumnType): string {
  return type === 'bytea' ? 'text' : type === 'point' ? 'json' : type
}

/** A column's value in JSON: bytes in hex. */
export function plain(item: unknown): unknown {
  return Buffer.isBuffer(item) ? item.toString('hex') : item
}
