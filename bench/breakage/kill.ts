import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { commit } from '../report.ts'
import { kinds, nextKinds, strike, Tally, type Turn, watchOf } from './blows.ts'
import { Desk } from './desk.ts'
import { type Ground, until } from './ground.ts'
import { RunningHouse } from './house.ts'
import { Importer, listsStanding } from './importer.ts'
import { proveKept } from './kept.ts'
import { Legs } from './legs.ts'
import type { Place } from './messages.ts'
import { countMoves, Mover } from './mover.ts'
import { verifyIn, withHandle } from './proof.ts'
import { settle, Writer } from './writer.ts'

const clients = 6
const defaultRounds = { postgres: 1000, embedded: 200 }
/** So many kills over the same data, before it is proven whole and another begins. */
const legRounds = { postgres: 60, embedded: 20 }
/** So often what stands is looked at while nothing runs. */
const looksEvery = 30

/** What was cut off is at its end within this, however slow a machine is. */
const endsWithinSeconds = 300

type Which = 'postgres' | 'embedded'

/** Kill -9 at a moment that the seed chooses, again and again over the same data. */
export async function breakByKilling(ground: Ground, database: Which): Promise<void> {
  const { rounds = defaultRounds[database], into, seed, stopping } = ground.settings
  const legs = new Legs(into, database)
  const placeOf = placesFor(ground, database)
  for (let done = legs.kills; done < rounds; done = legs.kills) {
    const kills = Math.min(legRounds[database], rounds - done)
    ground.say(`${done} of ${rounds} kills are behind us; ${kills} more`)
    const began = performance.now()
    ground.restart()
    const tally = new Tally()
    const run = runLeg(ground, { place: await placeOf(), database, kills, tally })
    await run.catch((error: unknown) =>
      ground.check('it runs to its end', false, error instanceof Error ? error.stack : String(error)),
    )
    if (RunningHouse.isEnding) return
    const counted: Record<string, number> = { ...tally.counted }
    for (const [what, n] of Object.entries(ground.facts)) if (typeof n === 'number') counted[what] = n
    legs.add({
      database,
      seed,
      commit: commit(),
      at: new Date().toISOString(),
      kills: kinds.reduce((sum, kind) => sum + (tally.counted[`kills in ${kind}`] ?? 0), 0),
      seconds: (performance.now() - began) / 1000,
      counted,
      checks: [...ground.checks],
    })
    if (stopping.aborted || ground.checks.some(({ holds }) => !holds)) break
  }
  const { checks, facts, table, seconds } = legs.told()
  ground.restart()
  ground.checks.push(...checks)
  Object.assign(ground.facts, facts)
  ground.table = table
  ground.seconds = seconds
}

/** A place of its own for each leg; on the embedded database the first is filled by a house, and copied. */
function placesFor(ground: Ground, database: Which): () => Promise<Place> {
  let no = 0
  let filled: Promise<string> | undefined
  const fill = async () => {
    const dataDir = ground.folder('kill-embedded')
    const house = await ground.start({ dataDir, seed: true })
    await house.stop()
    return dataDir
  }
  return async () => {
    no += 1
    if (database === 'postgres') return ground.place(`kill_${no}`)
    filled ??= fill()
    const dataDir = join(ground.root, `kill-embedded-${no}`)
    cpSync(await filled, dataDir, { recursive: true })
    return { dataDir }
  }
}

type Leg = { place: Place; database: Which; kills: number; tally: Tally }

async function runLeg(ground: Ground, { place, database, kills, tally }: Leg): Promise<void> {
  const writers = Array.from({ length: clients }, () => new Writer(ground.choose))
  let waiting: RunningHouse | undefined
  const spare = () => {
    const house = waiting ?? ground.house()
    waiting = ground.house()
    return house
  }
  const first = spare().begin(place)
  await first.ready
  const people = ['steward', 'registrar', 'designer'].map((name) => Desk.of(first.origin, name))
  const [steward, registrar, designer] = await Promise.all(people)
  await first.stop()
  if (!steward || !registrar || !designer) throw new Error('nobody is there')
  const desks = { steward, registrar, designer }
  const watch = await watchOf(place)
  const works = { writers, importer: new Importer(), mover: new Mover() }
  const turn: Turn = { ground, place, database, ...works, desks, watch, tally, spare }
  try {
    let coming = nextKinds(ground.choose)
    for (let round = 1; round <= kills && !ground.settings.stopping.aborted; round += 1) {
      if (coming.length === 0) coming = nextKinds(ground.choose)
      await strike(turn, coming.pop() ?? 'writes')
      if (round % looksEvery === 0 && round < kills) await lookBetween(turn, round)
    }
    await atLast(turn)
  } finally {
    await watch?.end()
    await waiting?.kill()
  }
}

async function lookBetween(turn: Turn, round: number): Promise<void> {
  const actions = turn.writers.reduce((sum, one) => sum + one.acknowledged.length, 0)
  turn.ground.say(`${round} kills, ${actions} actions`)
  await look(turn)
}

async function look({ ground, place, importer }: Turn): Promise<void> {
  await withHandle(place, async (handle) => {
    const { findings } = await verifyIn(handle, place, 'sample')
    const told = JSON.stringify(findings.slice(0, 3))
    ground.check('between kills the chain verifies', findings.length === 0, told)
    const { half, whole } = await listsStanding(handle.db)
    ground.check('a killed import is absent or whole', half.length === 0, half.join())
    const lost = importer.done.filter((source) => !whole.includes(source))
    ground.check('no list that was told to be done is lost', lost.length === 0, lost.join())
    const moves = await countMoves(handle.db)
    ground.check('what a move says it moved is in the log, once', moves.uneven === 0, JSON.stringify(moves))
    ground.check('a move that ended left no entry behind', moves.leftBehind === 0, JSON.stringify(moves))
  })
}

async function atLast(turn: Turn): Promise<void> {
  const { ground, place, writers, importer, mover, tally } = turn
  const house = turn.spare().begin({ ...place, leasesEnded: true })
  await house.ready
  tally.learn(await house.cutOff)
  const steward = turn.desks.steward.at(house.origin)
  const registrar = turn.desks.registrar.at(house.origin)
  ground.check('every write was answered at last', await settle(writers, steward))
  const before = importer.done.length
  const end = performance.now() + endsWithinSeconds * 1000
  await importer.work(registrar, () => importer.done.length > before || performance.now() > end)
  const isImported = importer.done.length > before
  ground.check(
    'the import that was cut off came to its end',
    isImported,
    isImported ? '' : await jobsBeside(turn),
  )
  ground.check('no import failed', importer.faults.length === 0, importer.faults[0])
  ground.check('no move was refused', mover.faults.length === 0, mover.faults[0])
  const refused = writers.flatMap((writer) => writer.refused)
  ground.check('nobody was told of a fault', refused.length === 0, refused[0]?.text)
  const designer = turn.desks.designer.at(house.origin)
  const ends = await until(() => isMoved(designer), endsWithinSeconds, 500)
  ground.check('the move that was cut off came to its end', ends, ends ? '' : await jobsBeside(turn))
  await proveKept(ground, place, house, writers)
  await look(turn)
  ground.fact('lists taken over', importer.done.length)
  for (const desk of [steward, registrar, designer]) desk.close()
}

async function isMoved(designer: Desk): Promise<boolean> {
  const runs = await designer.get<{ endedAt: string | null }[]>('/api/ledgers/break_case/migrations')
  return runs.every(({ endedAt }) => endedAt !== null)
}

/** Where the background work stands, and what the database waits for. */
async function jobsBeside({ watch }: Turn): Promise<string> {
  if (watch === undefined) return 'of the embedded database nothing is seen from beside'
  const { rows: jobs } = await watch.query(
    'select name, locked_by is not null as leased, next_at, ran_at, failures, error from job order by ran_at desc nulls last',
  )
  const { rows: open } = await watch.query(
    'select state, wait_event, xact_start, left(query, 120) as query from pg_stat_activity where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()',
  )
  return JSON.stringify({ now: new Date(), open, jobs })
}
