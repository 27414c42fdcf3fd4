import { sql } from 'kysely'
import { discoverMigrations, type Migration, migrate, openDatabase } from '#kernel/db/server'
import { isAppError } from '#kernel/errors/model'
import { translate } from '#kernel/i18n/model'
import { dataFolder } from '../../src/main/data-folder.ts'
import { Desk } from './desk.ts'
import type { Ground } from './ground.ts'
import { proveKept } from './kept.ts'
import type { Place } from './messages.ts'
import { settle, Writer } from './writer.ts'

const writes = 40
const later: Migration[] = [
  {
    number: 9801,
    name: '9801-well',
    text: 'alter table entry add column breakage_well int default 1;',
    hash: '1',
  },
  {
    number: 9802,
    name: '9802-fails',
    text: `create table breakage_half (n int); insert into breakage_half select generate_series(1, 1000);
      alter table entry add column breakage_half int; update entry set breakage_half = 1 / (seq - seq);`,
    hash: '2',
  },
]

/** An upgrade of two migrations of which the second fails in the middle, on either database. */
export async function breakMigration(ground: Ground, database: 'postgres' | 'embedded'): Promise<void> {
  const place =
    database === 'postgres'
      ? await ground.place('migration')
      : { dataDir: ground.folder('migration-embedded') }
  const house = await ground.start({ ...place, seed: database === 'embedded' })
  const writer = new Writer(ground.choose)
  const desk = await Desk.of(house.origin, 'steward')
  for (let no = 0; no < writes; no += 1) await writer.one(desk)
  await house.stop()
  await upgrade(ground, place)
  const again = await ground.start(place)
  ground.check('the server of before starts', again.isUp)
  const next = await Desk.of(again.origin, 'steward')
  for (let no = 0; no < writes; no += 1) await writer.one(next)
  ground.check('and works', await settle([writer], next))
  await proveKept(ground, place, again, [writer])
  desk.close()
  next.close()
}

async function upgrade(ground: Ground, { dataDir, url }: Place): Promise<void> {
  const handle = await openDatabase({ url, dataDir: dataFolder(dataDir).embedded, poolSize: 2 })
  try {
    const failed: unknown = await migrate(handle, [...discoverMigrations(), ...later]).catch(
      (error: unknown) => error,
    )
    const named = isAppError(failed) && failed.code === 'db.migration_failed'
    ground.check(
      'the upgrade fails with its reason',
      named && failed.params['name'] === '9802-fails',
      String(failed),
    )
    if (named)
      for (const [locale, what] of [
        ['zh-CN', /升级前的版本/],
        ['en', /version of before/],
      ] as const) {
        const text = translate(locale, `error.${failed.code}`, failed.params)
        ground.check(`it says what to do in ${locale}`, what.test(text), text)
      }
    const { rows } = await sql<{ left: number }>`
      select (select count(*) from migration where number > 9800)::int
        + (select count(*) from information_schema.columns where column_name like 'breakage%')::int
        + (to_regclass('breakage_half') is not null)::int as left`.execute(handle.db)
    ground.check('nothing of it is left', rows[0]?.left === 0, JSON.stringify(rows))
  } finally {
    await handle.close()
  }
}
