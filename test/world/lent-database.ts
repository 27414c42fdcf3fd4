import { after } from 'node:test'
import { type KyselyPlugin, sql } from 'kysely'
import { type Database, type DatabaseHandle, migrate, openDatabase } from '#kernel/db/server'

/** What a new database holds, to bring a used one back to: rows as JSON by table, and each sequence's position. */
type Beginning = {
  shape: string
  rows: ReadonlyMap<string, string>
  sequences: ReadonlyMap<string, string | null>
}
type Kept = { handle: DatabaseHandle; beginning: Beginning; lent: number }

/** How often one is lent before it makes room: its memory only grows. */
const lendings = 40
const idle: Kept[] = []
after(async () => {
  for (const { handle } of idle.splice(0)) await handle.close()
})

/**
 * An embedded database with all tables and nothing in them. Opening one takes seconds, so that one that was closed is
 * emptied and lent again, as long as its tables, functions, triggers and roles are those that the migrations made.
 */
export async function lendEmbedded(): Promise<DatabaseHandle> {
  const kept = idle.pop() ?? (await openNew())
  const { handle } = kept
  const stops = new Set<() => Promise<void>>()
  let closed = false
  const refuseWhenClosed: KyselyPlugin = {
    transformQuery: ({ node }) => {
      if (closed) throw new Error('this database was closed')
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return {
    kind: handle.kind,
    db: handle.db.withPlugin(refuseWhenClosed),
    script: async (text) => {
      if (closed) throw new Error('this database was closed')
      return handle.script(text)
    },
    load: () => handle.load(),
    listen: async (channel, callback) => {
      const stop = await handle.listen(channel, callback)
      stops.add(stop)
      return async () => {
        stops.delete(stop)
        await stop()
      }
    },
    close: async () => {
      closed = true
      for (const stop of stops) await stop()
      kept.lent += 1
      if (kept.lent < lendings && (await empty(kept))) idle.push(kept)
      else await handle.close()
    },
  }
}

async function openNew(): Promise<Kept> {
  const handle = await openDatabase()
  try {
    await migrate(handle)
    const { db } = handle
    const rows = new Map<string, string>()
    for (const table of await filledTables(db)) rows.set(table, await rowsOf(db, table))
    return {
      handle,
      beginning: { shape: await shapeOf(db), rows, sequences: await sequencesOf(db) },
      lent: 0,
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** Whether it is again as it began; what a test did to the tables themselves isn't taken back. */
async function empty({ handle, beginning }: Kept): Promise<boolean> {
  const { db } = handle
  await handle.script('reset all; reset role; reset session authorization;')
  if ((await shapeOf(db)) !== beginning.shape) return false
  const filled = await filledTables(db)
  const begun = [...beginning.rows.keys()]
  const restore = begun.map((table) => {
    const columns = `(select * from json_populate_recordset(null::${table}, $json$${beginning.rows.get(table)}$json$))`
    return `insert into ${table} overriding system value ${columns};`
  })
  // Triggers that guard the log, and references between tables, are not asked.
  const emptied = [...new Set([...filled, ...begun])]
  await handle.script(`begin; set local session_replication_role = replica;
    ${emptied.length > 0 ? `truncate ${emptied.join(', ')} cascade;` : ''}
    ${restore.join('\n')} commit;`)
  for (const [name, value] of await sequencesOf(db)) {
    const begin = beginning.sequences.get(name) ?? null
    if (value === begin) continue
    await handle.script(
      begin === null ? `alter sequence ${name} restart;` : `select setval('${name}', ${begin});`,
    )
  }
  return true
}

/** Tables of the migrations that have a row, without those of extensions. */
async function filledTables(db: Database): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select c.oid::regclass::text as name from pg_class c
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by 1`.execute(db)
  if (tables.length === 0) return []
  const asked = tables.map(
    ({ name }) => sql`select ${sql.lit(name)} as name where exists (select from ${sql.raw(name)})`,
  )
  const { rows } = await sql<{ name: string }>`${sql.join(asked, sql` union all `)}`.execute(db)
  return rows.map(({ name }) => name)
}

async function rowsOf(db: Database, table: string): Promise<string> {
  const { rows } = await sql<{ rows: string }>`
    select json_agg(t)::text as rows from ${sql.raw(table)} t`.execute(db)
  return rows[0]?.rows ?? '[]'
}

async function sequencesOf(db: Database): Promise<Map<string, string | null>> {
  const { rows } = await sql<{ name: string; value: string | null }>`
    select format('%I', sequencename) as name, last_value::text as value
    from pg_sequences where schemaname = 'public'`.execute(db)
  return new Map(rows.map(({ name, value }) => [name, value]))
}

/** Everything that migrations make but rows, in one line. */
async function shapeOf(db: Database): Promise<string> {
  const { rows } = await sql<{ shape: string }>`
    select md5(string_agg(line, chr(10) order by line)) as shape from (
      select concat_ws(' ', 'class', oid, relname, relkind, relrowsecurity, relforcerowsecurity, relacl, reloptions) as line
        from pg_class where relkind in ('r', 'v', 'm', 'i', 'S', 'p') and oid >= 16384
        and relnamespace <> 'pg_toast'::regnamespace
      union all select concat_ws(' ', 'column', attrelid, attname, atttypid, attnotnull, attisdropped)
        from pg_attribute where attnum > 0 and attrelid >= 16384
      union all select concat_ws(' ', 'default', adrelid, adnum, pg_get_expr(adbin, adrelid)) from pg_attrdef
      union all select concat_ws(' ', 'constraint', oid, conname, convalidated) from pg_constraint
      union all select concat_ws(' ', 'trigger', oid, tgname, tgenabled) from pg_trigger where tgrelid >= 16384
      union all select concat_ws(' ', 'function', oid, md5(prosrc)) from pg_proc where oid >= 16384
      union all select concat_ws(' ', 'policy', oid, polname, pg_get_expr(polqual, polrelid)) from pg_policy
      union all select concat_ws(' ', 'role', oid, rolname, rolbypassrls) from pg_roles
      union all select concat_ws(' ', 'member', roleid, member) from pg_auth_members
      union all select concat_ws(' ', 'schema', nspname) from pg_namespace where nspname not like 'pg_t%'
      union all select concat_ws(' ', 'setting', setdatabase, setrole, setconfig) from pg_db_role_setting
    ) lines`.execute(db)
  return rows[0]?.shape ?? ''
}
