import { sql } from 'kysely'
import { type DatabaseHandle, discoverMigrations, type Migration, migrate } from '#kernel/db/server'

const rows = 5000
const numbers = [9901, 9902, 9903, 9904]

/** Four that each do several things, as if a later program had brought them. */
export const furtherMigrations: readonly Migration[] = numbers.map((number) => ({
  number,
  name: `${number}-breakage`,
  text: `create table breakage_${number} (n int primary key);
    insert into breakage_${number} select generate_series(1, ${rows});
    create index on breakage_${number} ((n % 7));
    create table breakage_${number}_end (n int);
    insert into breakage_${number}_end values (${number});`,
  hash: `breakage ${number}`,
}))

/** Each is there with all its rows and its line in the list, or not at all; answers what speaks against it. */
async function halfDone({ db }: DatabaseHandle, must: boolean): Promise<string | null> {
  for (const number of numbers) {
    const { rows: found } = await sql<{ listed: boolean; first: boolean; last: boolean }>`
      select exists (select from migration where number = ${number}) as listed,
        to_regclass(${`breakage_${number}`}) is not null as first,
        to_regclass(${`breakage_${number}_end`}) is not null as last`.execute(db)
    const { listed, first, last } = found[0] ?? { listed: false, first: false, last: false }
    if (listed !== first || first !== last || (must && !listed))
      return `migration ${number} is half there: ${JSON.stringify(found[0])}`
    if (!listed) continue
    const { rows: counted } = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.table(`breakage_${number}`)}`.execute(db)
    if (counted[0]?.n !== rows) return `migration ${number} has ${counted[0]?.n} rows`
  }
  return null
}

/** What a killed migration left must be whole, is brought to its end, and is taken away again; answers what is not so. */
export async function proveMigrated(handle: DatabaseHandle): Promise<string | null> {
  const half = await halfDone(handle, false)
  if (half !== null) return half
  await migrate(handle, [...discoverMigrations(), ...furtherMigrations])
  const missing = await halfDone(handle, true)
  for (const number of numbers)
    await handle.script(
      `drop table if exists breakage_${number}, breakage_${number}_end; delete from migration where number = ${number}`,
    )
  return missing
}
