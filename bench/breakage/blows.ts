import pg from 'pg'
import type { Desk } from './desk.ts'
import { type Ground, type Outcome, pause, until } from './ground.ts'
import type { RunningHouse } from './house.ts'
import type { Importer } from './importer.ts'
import type { Place } from './messages.ts'
import { proveMigrated } from './migrations.ts'
import type { Mover } from './mover.ts'
import { withHandle } from './proof.ts'
import type { Writer } from './writer.ts'

/** In each twenty, so many of each kind, in an order that the seed chooses. */
const shares = { writes: 5, jobs: 4, import: 4, moves: 3, migration: 2, start: 2 }
export type Kind = keyof typeof shares
type Which = Outcome['database']
export const kinds = Object.keys(shares) as Kind[]

/** What is run without a rest while it is waited for the kill. */
const hurried: Partial<Record<Kind, readonly string[]>> = {
  jobs: ['reactions', 'ladder', 'search', 'statistics', 'checkpoint', 'deliveries'],
  import: ['imports'],
  moves: ['migrations'],
}
/** Of what the next house finds cut off, what shows that the kill met what it was meant to meet. */
const meantToMeet: Partial<Record<Kind, RegExp>> = {
  jobs: /^(reactions|ladder|search|statistics|checkpoint|deliveries|the relay)$/,
  import: /^imports$/,
  moves: /^migrations$/,
}
/** The kill falls at a moment of this span, from when the work began. */
const spanMs: Record<Which, Record<Kind, number>> = {
  postgres: { writes: 300, jobs: 400, import: 60, moves: 200, migration: 120, start: 600 },
  embedded: { writes: 500, jobs: 700, import: 500, moves: 500, migration: 400, start: 3000 },
}
/** A list or a move should be under way within this. */
const workSeconds = 10

export type Turn = {
  ground: Ground
  place: Place
  database: Which
  writers: readonly Writer[]
  importer: Importer
  mover: Mover
  desks: { steward: Desk; registrar: Desk; designer: Desk }
  /** Looks at the database's transactions from beside; there is no beside to the embedded one. */
  watch: pg.Client | undefined
  tally: Tally
  /** The next process, which has read its program and waits. */
  spare: () => RunningHouse
}

/** How often a kill met with what. */
export class Tally {
  readonly counted: Record<string, number> = {}
  /** Of which kill it is still to be learned what it cut off. */
  unlearned: Kind | undefined

  add(what: string, n = 1): void {
    this.counted[what] = (this.counted[what] ?? 0) + n
  }

  /** The house after a killed one finds what that one was at. */
  learn(cutOff: readonly string[] | null): void {
    if (cutOff === null || this.unlearned === undefined) return
    const kind = this.unlearned
    this.unlearned = undefined
    if (cutOff.some((name) => meantToMeet[kind]?.test(name))) this.add(`met in ${kind}`)
    for (const name of cutOff) this.add(`cut off: ${name}`)
  }
}

/** Twenty kinds, shuffled. */
export function nextKinds(choose: (below: number) => number): Kind[] {
  const order = kinds.flatMap((kind) => Array.from({ length: shares[kind] }, () => kind))
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = choose(last + 1)
    const [a, b] = [order[last], order[other]]
    if (a !== undefined && b !== undefined) [order[last], order[other]] = [b, a]
  }
  return order
}

export async function strike(turn: Turn, kind: Kind): Promise<void> {
  turn.tally.add(`kills in ${kind}`)
  if (kind === 'migration') await strikeMigration(turn)
  else if (kind === 'start') await strikeStart(turn)
  else await strikeWork(turn, kind)
}

async function strikeStart({ ground, place, database, tally, spare }: Turn): Promise<void> {
  const house = spare().begin({ ...place, leasesEnded: true })
  await house.starting
  await pause(ground.choose(spanMs[database].start))
  if (!house.isReady) tally.add('met in start')
  await house.kill()
  tally.learn(await house.cutOff)
}

async function strikeMigration({ ground, place, database, tally, spare }: Turn): Promise<void> {
  const house = spare().begin({ ...place, migrates: true })
  await house.migrating
  await pause(ground.choose(spanMs[database].migration))
  if (house.migration === 'migrating') tally.add('met in migration')
  await house.kill()
  const wrong = await withHandle(place, proveMigrated)
  ground.check('a killed migration is absent or whole, and goes on', wrong === null, wrong ?? '')
}

async function strikeWork(turn: Turn, kind: Kind): Promise<void> {
  const { ground, place, database, writers, tally, importer, mover } = turn
  const house = turn.spare().begin({ ...place, leasesEnded: true })
  if (!(await house.ready)) throw new Error(`the house was killed by somebody else:\n${house.output}`)
  tally.learn(await house.cutOff)
  const desks = {
    steward: turn.desks.steward.at(house.origin),
    registrar: turn.desks.registrar.at(house.origin),
    designer: turn.desks.designer.at(house.origin),
  }
  const work = writers.map((writer) => writer.write(desks.steward, () => false, kind === 'writes' ? 0 : 40))
  if (kind === 'import') work.push(importer.work(desks.registrar, () => false))
  if (kind === 'moves') work.push(mover.work(desks.designer, () => false))
  const names = hurried[kind]
  if (names) house.ask({ what: 'hurry', names }).catch(() => undefined)
  if (kind === 'import') await aimAtImport(turn)
  if (kind === 'moves') await until(() => mover.isAwaiting, workSeconds)
  await pause(ground.choose(spanMs[database][kind]))
  await lookBeside(turn, kind)
  const unanswered = writers.filter(({ isAsking }) => isAsking).length
  const killed = house.kill()
  if (unanswered > 0) tally.add('kills with writes unanswered')
  if (kind === 'writes' && unanswered > 0) tally.add('met in writes')
  tally.add('writes cut off', unanswered)
  tally.unlearned = kind
  await killed
  await Promise.all(work)
  for (const desk of Object.values(desks)) desk.close()
}

/** A third of the imports is met while they are checked, a third while they are taken over, a third in that transaction. */
async function aimAtImport({ ground, importer, watch }: Turn): Promise<void> {
  const aim = (['check', 'run', 'transaction'] as const)[ground.choose(3)]
  const isMet = async () => {
    if (aim === 'transaction' && watch) return (await openBeside(watch)).imports
    return importer.awaited === (aim === 'check' ? 'check' : 'run')
  }
  await until(isMet, workSeconds, 5)
}

/** What transactions the database has open, a moment before the kill. */
async function lookBeside({ watch, tally }: Turn, kind: Kind): Promise<void> {
  if (watch === undefined) return
  const { n, imports } = await openBeside(watch)
  if (n === 0) return
  tally.add('kills with transactions open')
  tally.add('transactions open', n)
  if (kind === 'import' && imports) tally.add('kills inside the transaction of an import')
}

async function openBeside(watch: pg.Client): Promise<{ n: number; imports: boolean }> {
  const { rows } = await watch.query<{ n: number; imports: boolean }>(`
    select count(*)::int as n, coalesce(bool_or(query ~* '^\\s*(copy|insert into) "?(person|household|membership)'), false)
      as imports
    from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
      and state <> 'idle'`)
  return rows[0] ?? { n: 0, imports: false }
}

/** Looks from beside at a place's database. */
export async function watchOf({ url }: Place): Promise<pg.Client | undefined> {
  if (url === undefined) return undefined
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
