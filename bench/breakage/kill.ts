import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Desk } from './desk.ts'
import { type Ground, pause } from './ground.ts'
import { Importer, listsStanding } from './importer.ts'
import { proveKept } from './kept.ts'
import type { Place } from './messages.ts'
import { verify, withData } from './proof.ts'
import { settle, Writer } from './writer.ts'

const clients = 6
const defaultRounds = { postgres: 1000, embedded: 200 }
/** So often what stands is looked at while nothing runs. */
const looksEvery = 50

type Kind = 'start' | 'writes' | 'jobs' | 'import' | 'migration'
const kinds: readonly Kind[] = [
  'writes',
  'writes',
  'writes',
  'writes',
  'writes',
  'jobs',
  'jobs',
  'import',
  'import',
  'migration',
  'start',
]

/** Kill -9 at a moment that the seed chooses, again and again over the same data. */
export async function breakByKilling(ground: Ground, database: 'postgres' | 'embedded'): Promise<void> {
  const place = database === 'postgres' ? await ground.place('kill') : await embeddedPlace(ground)
  const rounds = ground.settings.rounds ?? defaultRounds[database]
  const writers = Array.from({ length: clients }, () => new Writer(ground.choose))
  const importer = new Importer()
  const killed: Record<Kind, number> = { start: 0, writes: 0, jobs: 0, import: 0, migration: 0 }
  const turns: Turn = { ground, place, writers, importer }
  for (let round = 1; round <= rounds; round += 1) {
    const kind = kinds[ground.choose(kinds.length)] ?? 'writes'
    if (kind === 'migration') await killMigration(turns)
    else await killHouse(turns, kind)
    killed[kind] += 1
    if (round % looksEvery === 0 || round === rounds) {
      ground.say(`${round} kills, ${writers.reduce((sum, one) => sum + one.acknowledged.length, 0)} actions`)
      await look(turns)
    }
  }
  await atLast(turns)
  ground.fact('kills', rounds)
  for (const [kind, times] of Object.entries(killed)) ground.fact(`kills in ${kind}`, times)
  ground.fact(
    'writes cut off',
    writers.reduce((sum, { cut }) => sum + cut, 0),
  )
  ground.fact('lists taken over', importer.done.length)
}

type Turn = { ground: Ground; place: Place; writers: Writer[]; importer: Importer }

/** On the embedded database the data folder is filled once by a house of its own. */
async function embeddedPlace(ground: Ground): Promise<Place> {
  const place = { dataDir: ground.folder('kill-embedded') }
  const house = await ground.start({ ...place, seed: true })
  await house.stop()
  return place
}

async function killHouse({ ground, place, writers, importer }: Turn, kind: Kind): Promise<void> {
  const { choose } = ground
  const house = ground.house({ ...place, leasesEnded: kind === 'jobs' || kind === 'import' })
  if (kind === 'start') {
    await house.starting
    await pause(choose(1500))
    return house.kill()
  }
  if (!(await house.ready)) return
  const desks = await signInAll(house.origin)
  // Jobs begin a second after the start; the rest at once.
  const lifeMs = kind === 'writes' ? choose(500) : kind === 'jobs' ? 900 + choose(1800) : 900 + choose(1500)
  const restMs = kind === 'writes' ? 0 : 60
  const work = writers.map((writer) => writer.write(desks.steward, () => false, restMs))
  if (kind === 'import') work.push(importer.work(desks.registrar, () => false))
  await pause(lifeMs)
  await house.kill()
  await Promise.all(work)
  for (const desk of Object.values(desks)) desk.close()
}

async function signInAll(origin: string) {
  const [steward, registrar] = await Promise.all([Desk.of(origin, 'steward'), Desk.of(origin, 'registrar')])
  return { steward, registrar }
}

function startMigration(place: Place, mode: 'run' | 'prove'): { child: ChildProcess; said: () => string } {
  const child = fork(join(import.meta.dirname, 'migrate-process.ts'), [JSON.stringify({ ...place, mode })], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  return { child, said: () => said }
}

async function killMigration({ ground, place }: Turn): Promise<void> {
  const { child } = startMigration(place, 'run')
  const gone = once(child, 'exit')
  await Promise.race([once(child, 'message'), gone])
  await pause(ground.choose(place.url === undefined ? 3000 : 300))
  child.kill('SIGKILL')
  await gone
  const proof = startMigration(place, 'prove')
  const [code] = (await once(proof.child, 'exit')) as [number | null]
  ground.check('a killed migration is absent or whole, and goes on', code === 0, proof.said())
}

async function look({ ground, place, importer }: Turn): Promise<void> {
  const { findings } = await verify(place, 'sample')
  ground.check(
    'between kills the chain verifies',
    findings.length === 0,
    JSON.stringify(findings.slice(0, 3)),
  )
  const { half, whole } = await withData(place, listsStanding)
  ground.check('a killed import is absent or whole', half.length === 0, half.join())
  const lost = importer.done.filter((source) => !whole.includes(source))
  ground.check('no list that was told to be done is lost', lost.length === 0, lost.join())
}

async function atLast(turn: Turn): Promise<void> {
  const { ground, place, writers, importer } = turn
  const house = await ground.start({ ...place, leasesEnded: true })
  const desks = await signInAll(house.origin)
  ground.check('every write was answered at last', await settle(writers, desks.steward))
  const before = importer.done.length
  const end = performance.now() + 60_000
  await importer.work(desks.registrar, () => importer.done.length > before || performance.now() > end)
  ground.check('the import that was cut off came to its end', importer.done.length > before)
  ground.check('no import failed', importer.faults.length === 0, importer.faults[0])
  const refused = writers.flatMap((writer) => writer.refused)
  ground.check('nobody was told of a fault', refused.length === 0, refused[0]?.text)
  await proveKept(ground, place, house, writers)
  await look(turn)
  for (const desk of Object.values(desks)) desk.close()
}
