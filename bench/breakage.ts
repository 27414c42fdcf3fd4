/** `npm run breakage`: what is done to a house on purpose, and whether it bears it. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCluster } from '../scripts/test/postgres-cluster.ts'
import { breakBackup } from './breakage/backup-under-load.ts'
import { breakClock } from './breakage/clock.ts'
import { breakDatabase } from './breakage/database-away.ts'
import { breakDisk, unmountBelow } from './breakage/disk-full.ts'
import { breakMigration } from './breakage/failed-migration.ts'
import { Ground, loadNow, NotHere, type Outcome, seedKept } from './breakage/ground.ts'
import { RunningHouse } from './breakage/house.ts'
import { breakByKilling } from './breakage/kill.ts'
import { haulLong } from './breakage/long-haul.ts'
import { type Options, readOptions, type ScenarioName, usage } from './breakage/options.ts'
import { outcomeText, withOutcomes } from './breakage/report.ts'
import { breakInTwo } from './breakage/two-servers.ts'
import { machine } from './report.ts'

type Scenario = { name: ScenarioName; database: Outcome['database']; run: (ground: Ground) => Promise<void> }

const scenarios: readonly Scenario[] = [
  { name: 'kill', database: 'postgres', run: (ground) => breakByKilling(ground, 'postgres') },
  { name: 'kill', database: 'embedded', run: (ground) => breakByKilling(ground, 'embedded') },
  { name: 'database-away', database: 'postgres', run: breakDatabase },
  { name: 'disk-full', database: 'postgres', run: breakDisk },
  { name: 'clock', database: 'postgres', run: breakClock },
  { name: 'two-servers', database: 'postgres', run: breakInTwo },
  { name: 'backup-under-load', database: 'postgres', run: breakBackup },
  { name: 'failed-migration', database: 'postgres', run: (ground) => breakMigration(ground, 'postgres') },
  { name: 'failed-migration', database: 'embedded', run: (ground) => breakMigration(ground, 'embedded') },
  { name: 'long-haul', database: 'postgres', run: haulLong },
]

/** Writes are durable, as they are in earnest: a power cut is one of the scenarios. */
const clusterSettings = ['fsync=on', 'shared_buffers=128MB']

const started = performance.now()
const say = (text: string) =>
  void process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(7)} s  ${text}\n`)

async function runOne({ name, database, run }: Scenario, ground: Ground): Promise<Outcome> {
  const began = performance.now()
  let reason: string | undefined
  try {
    await run(ground)
  } catch (error) {
    if (error instanceof NotHere) reason = error.message
    else ground.check('it runs to its end', false, error instanceof Error ? error.stack : String(error))
  } finally {
    await ground.close()
  }
  const { checks, facts, table } = ground
  const state = reason !== undefined ? 'not_run' : checks.every(({ holds }) => holds) ? 'held' : 'broken'
  const seconds = ground.seconds ?? Math.round((performance.now() - began) / 100) / 10
  return {
    name,
    database,
    state,
    ...(reason === undefined ? {} : { reason }),
    checks,
    facts,
    table,
    seconds,
    load: loadNow(),
  }
}

function chosen({ names, embedded, postgres }: Options): Scenario[] {
  return scenarios.filter(
    ({ name, database }) =>
      (names.length === 0 || names.some((beginning) => name.startsWith(beginning))) &&
      (database === 'postgres' ? postgres : embedded),
  )
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2))
  if (options.help) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const { rounds, minutes, seed, into } = options
  say(`seed ${seed}`)
  const cluster = await openCluster(clusterSettings)
  if ('reason' in cluster) throw new Error(cluster.reason)
  const root = mkdtempSync(join(tmpdir(), 'yiwang-breakage-'))
  // A cluster that runs under another account may lie below.
  chmodSync(root, 0o711)
  const end = async () => {
    await RunningHouse.killAll()
    await cluster.stop()
    unmountBelow(root)
    rmSync(root, { recursive: true, force: true })
  }
  const stopping = new AbortController()
  // The cluster doesn't end with this process. Rounds that are kept are proven first, unless it is said twice.
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => {
      if (into === undefined || stopping.signal.aborted) void end().finally(() => process.exit(130))
      else say('what is done is proven and kept, then it ends; once more ends it at once')
      stopping.abort()
    })
  try {
    const about = await machine(cluster.url)
    say('places and accounts')
    const kept = await seedKept(cluster, root)
    const outcomes: Outcome[] = []
    for (const scenario of chosen(options)) {
      if (stopping.signal.aborted) break
      say(`${scenario.name}, ${scenario.database}`)
      const ground = new Ground(
        { rounds, minutes, seed, into, stopping: stopping.signal, say },
        cluster,
        kept,
        root,
      )
      outcomes.push(await runOne(scenario, ground))
    }
    const json = JSON.stringify({ ...about, seed, outcomes }, null, 2)
    process.stdout.write(options.json ? `${json}\n` : `${outcomes.map(outcomeText).join('\n\n')}\n`)
    if (options.write) {
      const file = join(import.meta.dirname, 'BREAKAGE.md')
      writeFileSync(file, withOutcomes(readFileSync(file, 'utf8'), outcomes, { ...about, seed }))
    }
    return outcomes.some(({ state }) => state === 'broken') ? 1 : 0
  } finally {
    await end()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
