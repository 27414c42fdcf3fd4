import pg from 'pg'

/**
 * Brings a kept database to how it is after some days of service: what earlier runs wrote is vacuumed, as autovacuum would
 * have in time, and all but the log of actions is read into memory, since the first minutes would else be measured on the
 * disk. `pg_prewarm` comes with PostgreSQL; only who may make extensions can use it.
 */
export async function readIn(url: string, say: (text: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('vacuum (analyze)')
    await client.query('create extension if not exists pg_prewarm')
    const { rows } = await client.query<{ pages: string }>(
      `select sum(pg_prewarm(oid::regclass, 'read')) as pages from pg_class
       where relkind in ('r', 'i') and relnamespace = 'public'::regnamespace and relname !~ '^action'`,
    )
    say(`${(Number(rows[0]?.pages ?? 0) / 2 ** 17).toFixed(1)} GB read into memory`)
  } catch (error) {
    say(`not read into memory: ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    await client.end()
  }
}
