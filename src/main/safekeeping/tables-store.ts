import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'

export type Table = { name: string; columns: { name: string; type: string }[] }

/** Our own tables (not an extension's, not the list of migrations) with the columns that hold facts of their own. */
export async function listTables(db: Database | Tx): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select c.relname as name, jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
      order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> 'migration' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    group by c.relname order by c.relname`.execute(db)
  return rows
}

export type Applied = { number: number; name: string; hash: string }

export async function listApplied(db: Database | Tx): Promise<Applied[]> {
  const { rows } = await sql<Applied>`select number, name, hash from migration order by number`.execute(db)
  return rows
}

export async function listSequences(db: Tx): Promise<{ name: string; value: number }[]> {
  const { rows } = await sql<{ name: string; value: number }>`
    select sequencename as name, last_value as value from pg_sequences
    where schemaname = 'public' and last_value is not null order by sequencename`.execute(db)
  return rows
}

/** Texts that read back exactly, whatever the server is set to; and all the time that it takes. */
export async function prepareSession(tx: Tx): Promise<void> {
  for (const setting of [
    `statement_timeout = 0`,
    `timezone = 'UTC'`,
    `datestyle = 'ISO'`,
    `intervalstyle = 'postgres'`,
    `bytea_output = 'hex'`,
    `extra_float_digits = 1`,
  ])
    await sql.raw(`set local ${setting}`).execute(tx)
}

const fetchBytes = 2_000_000

/** All rows of a table as lines of JSON, some megabytes at a time. */
export async function* readLines(tx: Tx, { name, columns }: Table): AsyncGenerator<string[]> {
  const texts = columns.map((column) => sql`${sql.ref(column.name)}::text`)
  await sql`declare backup_rows no scroll cursor for
    select to_json(array[${sql.join(texts)}]::text[])::text as line from ${sql.table(name)}`.execute(tx)
  // A row of one table has fifty bytes, of another five million.
  for (let count = 1; ; ) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.raw(String(count))} from backup_rows`.execute(tx)
    if (rows.length === 0) break
    const lines = rows.map((row) => row.line)
    yield lines
    const mean = lines.reduce((sum, line) => sum + line.length, 0) / lines.length
    count = Math.max(1, Math.min(count * 4, 5000, Math.floor(fetchBytes / mean)))
  }
  await sql`close backup_rows`.execute(tx)
}

/** The first of our tables that has a row; undefined where the database is empty. */
export async function findFilled(db: Database): Promise<string | undefined> {
  for (const { name } of await listTables(db)) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db)
    if (rows.length > 0) return name
  }
  return undefined
}

type Key = { owner: string; name: string; definition: string }

/**
 * Empties the tables and takes their foreign keys and triggers off; the returned function puts them back, which
 * checks every key. So rows may come in any order, also where tables point at each other.
 */
export async function openTables(tx: Tx, tables: readonly Table[]): Promise<() => Promise<void>> {
  const { rows: keys } = await sql<Key>`
    select conrelid::regclass::text as owner, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0
    order by 1, 2`.execute(tx)
  const each = async (statement: (table: string) => string) => {
    for (const { name } of tables) await sql.raw(statement(`"${name}"`)).execute(tx)
  }
  for (const { owner, name } of keys)
    await sql.raw(`alter table ${owner} drop constraint ${name}`).execute(tx)
  await each((table) => `alter table ${table} disable trigger user`)
  if (tables.length > 0)
    await sql.raw(`truncate ${tables.map(({ name }) => `"${name}"`).join(', ')}`).execute(tx)
  return async () => {
    await each((table) => `alter table ${table} enable trigger user`)
    for (const { owner, name, definition } of keys)
      await sql.raw(`alter table ${owner} add constraint ${name} ${definition}`).execute(tx)
  }
}

/** Rows as they were read; identities keep their numbers. */
export async function insertLines(tx: Tx, { name, columns }: Table, lines: readonly string[]): Promise<void> {
  const values = columns.map(({ type }, index) => sql`(r.line->>${sql.lit(index)})::${sql.raw(type)}`)
  await sql`
    insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column.name)))}) overriding system value
    select ${sql.join(values)} from json_array_elements(${`[${lines.join(',')}]`}::json) as r(line)`.execute(
    tx,
  )
}

export async function setSequence(tx: Tx, name: string, value: number): Promise<void> {
  await sql`select setval(${`public.${name}`}::regclass, ${value}, true)`.execute(tx)
}
