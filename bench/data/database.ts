import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { discoverMigrations } from '#kernel/db/server'
import { organisationIdsByCode } from '#kernel/orgs/server'
import { type House, openHouse } from '../../src/main/house.ts'
import { dataFolder } from '../../src/main/data-folder.ts'
import { seedHouse } from '../../src/main/seed.ts'
import { benchDistrict, writeEntries } from './entries.ts'
import { makeFindable, withoutKeys } from './findable.ts'
import { performHistories } from './histories.ts'
import { benchLedger, benchLedgers } from './ledgers.ts'
import { columnsByTable, finish, loadByCopy, loadByInsert } from './load.ts'

/** Goes up whenever other data comes out: kept databases of an older kind are made anew. */
const dataKind = 4

export const databaseName = (size: number) => `yiwang_bench_${size.toExponential().replace('+', '')}`

/** Where a kept database's keys lie: the house makes keys for an empty database only. */
export const folderOf = (name: string) => join(tmpdir(), 'yiwang-bench', name)

function urlOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

/** What a kept database was made with. */
export function fingerprint(kind = `${dataKind}`): string {
  const hash = createHash('sha256').update(kind)
  for (const { name, hash: text } of discoverMigrations()) hash.update(name).update(text)
  return `yiwang bench ${hash.digest('hex').slice(0, 16)}`
}

async function withServer<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export async function dropDatabases(server: string): Promise<string[]> {
  return withServer(server, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      String.raw`select datname from pg_database where datname like 'yiwang\_bench\_%'`,
    )
    for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`)
    return rows.map(({ datname }) => datname)
  })
}

/** An empty database of this name while the work lasts; what an earlier run left under it goes first. */
export async function withDatabase<T>(
  server: string,
  name: string,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const drop = () =>
    withServer(server, (client) => client.query(`drop database if exists ${name} with (force)`))
  await drop()
  await withServer(server, (client) => client.query(`create database ${name}`))
  try {
    return await work(urlOf(server, name))
  } finally {
    await drop()
  }
}

const copyName = 'yiwang_bench_copy'

/** A copy to write into, so that the kept database stays what it is. */
export async function copyDatabase(server: string, name: string): Promise<string> {
  await dropCopy(server)
  await withServer(server, (client) => client.query(`create database ${copyName} template ${name}`))
  return urlOf(server, copyName)
}

export async function dropCopy(server: string): Promise<void> {
  await withServer(server, (client) => client.query(`drop database if exists ${copyName} with (force)`))
}

/** What is measured on the largest database stays in it; beyond this share its open boards and counts are not what was meant. */
const grownMax = 0.05

async function growthOf(url: string, size: number): Promise<number> {
  return withServer(url, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      "select count(*)::int as n from entry e join ledger l on l.id = e.ledger_id where l.code like 'bench%'",
    )
    return (rows[0]?.n ?? 0) / size - 1
  })
}

/** The database of a size on the server: the one kept from before where it fits, else made anew. */
export async function preparePostgres(
  server: string,
  size: number,
  say: (text: string) => void,
): Promise<string> {
  const name = databaseName(size)
  const url = urlOf(server, name)
  const wanted = fingerprint()
  const kept = await withServer(server, async (client) => {
    const { rows } = await client.query<{ comment: string | null }>(
      `select shobj_description(oid, 'pg_database') as comment from pg_database where datname = $1`,
      [name],
    )
    return rows[0]?.comment
  })
  if (kept === wanted && existsSync(dataFolder(folderOf(name)).keys)) {
    const grown = await growthOf(url, size)
    if (grown > grownMax)
      say(
        `${name} holds ${Math.round(grown * 100)} % more than was generated, most of it open: --drop makes it anew`,
      )
    return url
  }
  say(`making ${name}`)
  await withServer(server, async (client) => {
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name}`)
  })
  const dataDir = folderOf(name)
  rmSync(dataDir, { recursive: true, force: true })
  const house = await openHouse({ dataDir, databaseUrl: url })
  try {
    await fill(house, dataDir, size, url, say)
  } finally {
    await house.close()
  }
  await withServer(server, (client) => client.query(`comment on database ${name} is '${wanted}'`))
  return url
}

/** Fills an opened house with the demonstration's people and the measured entries. */
export async function fill(
  house: House,
  dataDir: string,
  size: number,
  url: string | undefined,
  say: (text: string) => void,
): Promise<void> {
  const { handle, engine } = house
  await seedHouse(house, {
    realOnly: false,
    accounts: true,
    records: true,
    settings: join(dataDir, 'installation.json'),
  })
  for (const { id, prefix } of benchLedgers)
    await engine.book.publish(benchLedger(id, prefix), 0, house.clock.now())
  const ledgers = benchLedgers.map(({ id, prefix }) => ({ id: engine.book.get(id).id, code: id, prefix }))
  say('histories')
  const histories = await performHistories()
  const district = benchDistrict(house.divisions, await organisationIdsByCode(handle.db))
  const write = (sink: Parameters<typeof writeEntries>[2], breathe: Parameters<typeof writeEntries>[3]) =>
    writeEntries(size, { ledgers, district, histories }, sink, breathe)
  const columns = columnsByTable(histories)
  if (url === undefined) {
    await loadByInsert(handle, columns, write)
    await makeFindable(handle.db)
    await finish(async (text) => {
      await handle.script(text)
      return []
    }, size)
    return
  }
  await withServer(url, async (client) => {
    await client.query("set work_mem = '128MB'; set maintenance_work_mem = '512MB'")
    const run = async (text: string) => (await client.query<Record<string, string>>(text)).rows
    await loadByCopy(run, url, columns, write, say)
    say('search')
    const withKeys = await withoutKeys(run)
    await makeFindable(handle.db)
    await withKeys()
    await finish(run, size)
  })
}

export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A house on an empty database of its own while the work lasts, migrated and without anything in it. */
export async function withHouse<T>(
  server: string,
  name: string,
  work: (house: House, url: string) => Promise<T>,
): Promise<T> {
  return withDatabase(server, name, (url) =>
    withFolder(async (dataDir) => {
      const house = await openHouse({ dataDir, databaseUrl: url })
      try {
        return await work(house, url)
      } finally {
        await house.close()
      }
    }),
  )
}
