/**
 * Four migrations that each do several things, one after the other, until it is killed; or, with `prove`, what of them
 * is there must be whole, is brought to its end, and is taken away again.
 */
import { sql } from 'kysely'
import { discoverMigrations, type Migration, migrate, openDatabase } from '#kernel/db/server'
import { dataFolder } from '../../src/main/data-folder.ts'
import type { Place } from './messages.ts'

const { dataDir, url, mode } = JSON.parse(process.argv[2] ?? '{}') as Place & { mode: 'run' | 'prove' }
const rows = 5000
const extra: Migration[] = [9901, 9902, 9903, 9904].map((number) => ({
  number,
  name: `${number}-breakage`,
  text: `create table breakage_${number} (n int primary key);
    insert into breakage_${number} select generate_series(1, ${rows});
    create index on breakage_${number} ((n % 7));
    create table breakage_${number}_end (n int);
    insert into breakage_${number}_end values (${number});`,
  hash: `breakage ${number}`,
}))

process.send?.({ state: 'starting' })
const handle = await openDatabase({ url, dataDir: dataFolder(dataDir).embedded, poolSize: 2 })

/** Each is there with all its rows and its line in the list, or not at all. */
async function proveWhole(must: boolean): Promise<void> {
  for (const { number } of extra) {
    const { rows: found } = await sql<{ listed: boolean; first: boolean; last: boolean }>`
      select exists (select from migration where number = ${number}) as listed,
        to_regclass(${`breakage_${number}`}) is not null as first,
        to_regclass(${`breakage_${number}_end`}) is not null as last`.execute(handle.db)
    const { listed, first, last } = found[0] ?? { listed: false, first: false, last: false }
    if (listed !== first || first !== last || (must && !listed))
      throw new Error(`migration ${number} is half there: ${JSON.stringify(found[0])}`)
    if (!listed) continue
    const { rows: counted } = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.table(`breakage_${number}`)}`.execute(handle.db)
    if (counted[0]?.n !== rows) throw new Error(`migration ${number} has ${counted[0]?.n} rows`)
  }
}

if (mode === 'prove') await proveWhole(false)
const applied = await migrate(handle, [...discoverMigrations(), ...extra])
if (mode === 'prove') {
  await proveWhole(true)
  for (const { number } of extra)
    await handle.script(
      `drop table if exists breakage_${number}, breakage_${number}_end; delete from migration where number = ${number}`,
    )
}
await handle.close()
process.send?.({ applied: applied.length })
process.disconnect?.()
