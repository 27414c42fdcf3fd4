/** `npm run bench`: what is measured, each figure beside a floor of the same run. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importTable, measureImport } from './cases/import.ts'
import { liveTable, measureLive } from './cases/live.ts'
import { measureOpen311, open311Table } from './cases/open311.ts'
import { measurePoints, pointTable } from './cases/points.ts'
import { measureRegister, registerTable } from './cases/register.ts'
import { measureSchedule, scheduleTable } from './cases/schedule.ts'
import { measureSpike, spikeTable } from './cases/spike.ts'
import { measureMemory, measureStarts, memoryTable, startTable } from './cases/start.ts'
import { measureSync, syncTable } from './cases/sync.ts'
import { measureWebSize, webSizeTable } from './cases/web-size.ts'
import { openPostgres } from '../scripts/test/postgres-cluster.ts'
import {
  copyDatabase,
  databaseName,
  dropCopy,
  dropDatabases,
  folderOf,
  preparePostgres,
  withFolder,
} from './data/database.ts'
import { readIn } from './data/read-in.ts'
import { type Options, readOptions, usage } from './options.ts'
import { machine, report, table } from './report.ts'
import { mapTable, measureMap } from './run/map.ts'
import { measureTarget, type Result } from './run/session.ts'

/** A database larger than this isn't copied before what writes is measured: it grows by three percent or more instead. */
const copiedSizeMax = 200_000
const embeddedSize = 10_000
/** Of a throw-away cluster: writes are durable, as they are in earnest; checkpoints as OPERATIONS.md asks for. */
const clusterSettings = ['fsync=on', 'shared_buffers=1GB', 'max_wal_size=16GB', 'checkpoint_timeout=15min']

const started = performance.now()
const say = (text: string) =>
  void process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(7)} s  ${text}\n`)

async function measurePostgres(server: string, size: number, options: Options): Promise<Result[]> {
  const url = await preparePostgres(server, size, say)
  const dataDir = folderOf(databaseName(size))
  if (size > copiedSizeMax) {
    // Copies lie in memory since they were made.
    if (!options.cold) await readIn(url, say)
    return measureTarget({ database: 'postgres', size, start: { dataDir, url } }, options, say)
  }
  const copy = await copyDatabase(server, databaseName(size))
  try {
    return await measureTarget({ database: 'postgres', size, start: { dataDir, url: copy } }, options, say)
  } finally {
    await dropCopy(server)
  }
}

async function run(options: Options, server: string): Promise<Result[]> {
  const results: Result[] = []
  if (options.embedded && options.sizes.includes(embeddedSize)) {
    say(`embedded, ${embeddedSize} entries`)
    results.push(
      ...(await withFolder((dataDir) =>
        measureTarget(
          { database: 'embedded', size: embeddedSize, start: { dataDir, embeddedSize } },
          options,
          say,
        ),
      )),
    )
  }
  for (const size of options.sizes) {
    say(`PostgreSQL, ${size} entries`)
    results.push(...(await measurePostgres(server, size, options)))
  }
  return results
}

type Alone = { name: string; measure: (server: string, options: Options) => Promise<string> }

function alone<Figures>(
  name: string,
  measure: (server: string, options: Options) => Promise<Figures>,
  table: (figures: Figures) => string,
): Alone {
  return {
    name,
    measure: async (server, options) => {
      const figures = await measure(server, options)
      return options.json ? JSON.stringify(figures) : table(figures)
    },
  }
}

/** What needs a database that is like no other's. */
const measuredAlone: readonly Alone[] = [
  alone('import', (server) => measureImport(server, say), importTable),
  alone('register', (server) => measureRegister(server, say), registerTable),
  alone(
    'open311',
    (server, { clients, seconds }) =>
      measureOpen311(server, { clients, seconds, warmUpSeconds: seconds / 5 }, say),
    open311Table,
  ),
  alone('live', (server) => measureLive(server, say), liveTable),
  alone('sync', (server) => measureSync(server, say), syncTable),
  alone(
    'map',
    (server, { seconds }) => measureMap(server, seconds, say, process.env['YIWANG_BENCH_SCREEN'] !== 'no'),
    mapTable,
  ),
  alone('points', (server, { seconds }) => measurePoints(server, seconds, say), pointTable),
  alone('spike', (server) => measureSpike(server, say), spikeTable),
  alone('cold-start', (server) => measureStarts(server, say), startTable),
  alone('web', (server) => measureWebSize(server, say), webSizeTable),
  alone(
    'memory',
    (server, { clients, seconds }) => measureMemory(server, { clients, seconds }, say),
    memoryTable,
  ),
]

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2))
  if (options.help) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  if (options.names.includes('schedule')) {
    const figures = measureSchedule(options.seconds)
    process.stdout.write(`${options.json ? JSON.stringify(figures) : scheduleTable(figures)}\n`)
    return 0
  }
  const postgres = await openPostgres(clusterSettings)
  if ('reason' in postgres) throw new Error(postgres.reason)
  try {
    if (options.drop) {
      for (const name of await dropDatabases(postgres.url)) say(`dropped ${name}`)
      return 0
    }
    const alone = measuredAlone.find(({ name }) => options.names.includes(name))
    if (alone) {
      process.stdout.write(`${await alone.measure(postgres.url, options)}\n`)
      return 0
    }
    const about = await machine(postgres.url)
    const results = await run(options, postgres.url)
    const json = JSON.stringify({ ...about, results }, null, 2)
    process.stdout.write(options.json ? `${json}\n` : `${table(results)}\n`)
    if (options.names.length === 0) {
      const file = join(import.meta.dirname, 'RESULTS.md')
      writeFileSync(file, report(about, results, readFileSync(file, 'utf8')))
    }
    return results.some((result) => result.figures.errors > 0) ? 1 : 0
  } finally {
    await postgres.stop()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
