import type pg from 'pg'
import { watchOf } from './blows.ts'
import { Desk, type Reply } from './desk.ts'
import { type Answered, judgeFlat, minuteTable, quantile, type Sample } from './flat.ts'
import { type Ground, loadNow, pause } from './ground.ts'
import type { RunningHouse } from './house.ts'
import { Importer } from './importer.ts'
import { proveKept } from './kept.ts'
import type { Gauge } from './messages.ts'
import { settle, Writer } from './writer.ts'

const writerCount = 3
const readerCount = 3
const listeners = 20
const sampleSeconds = 15
/** Between two of those that are rare: a file, somebody who signs in, a list that is imported. */
const restMs = { upload: 2000, signIn: 5000, list: 20_000 }

const reads = [
  ['to-do', '/api/tasks'],
  ['list', '/api/ledgers/break_case/entries?size=20'],
  ['board', '/api/ledgers/break_case/board?groupBy=stage'],
  ['notices', '/api/notices'],
  ['search', '/api/search?q=case'],
] as const

/** Mixed load for a while: memory and latency stay flat. */
export async function haulLong(ground: Ground): Promise<void> {
  const place = await ground.place('haul')
  const house = await ground.start(place)
  const desk = await Desk.of(house.origin, 'steward')
  const writers = Array.from({ length: writerCount }, () => new Writer(ground.choose))
  const importer = new Importer()
  const stopping = new AbortController()
  const load = new Load(desk, () => stopping.signal.aborted)
  const stops = Array.from({ length: listeners }, () => desk.listen(() => undefined))
  const loads = [
    ...writers.map((writer) => writer.write(desk, load.shallStop, 60)),
    ...Array.from({ length: readerCount }, (_, turn) => load.read(turn)),
    load.upload(),
    load.signIn(house.origin),
    load.importLists(importer, await Desk.of(house.origin, 'registrar')),
  ]
  const watch = await watchOf(place)
  const samples = await sampleAll(ground, { house, watch, load, writers })
  stopping.abort()
  await Promise.all(loads)
  for (const stop of stops) stop()
  await watch?.end()
  ground.table = minuteTable(samples)
  judgeFlat(ground, samples, ground.settings.minutes)
  ground.fact('minutes', ground.settings.minutes)
  ground.fact(
    'requests',
    samples.reduce((sum, { answered }) => sum + answered.length, 0),
  )
  const refused = writers.flatMap((writer) => writer.refused)
  const isClean = load.faults.length === 0 && refused.length === 0
  ground.check('no request failed', isClean, refused[0]?.text ?? load.faults[0])
  ground.check('no import failed', importer.faults.length === 0, importer.faults[0])
  ground.fact('lists taken over', importer.done.length)
  ground.check('every write was answered at last', await settle(writers, desk))
  await proveKept(ground, place, house, writers)
  desk.close()
}

/** What others than the writers do, and what came of it since it was last asked. */
class Load {
  readonly #desk: Desk
  readonly shallStop: () => boolean
  readonly faults: string[] = []
  #answered: Answered[] = []

  constructor(desk: Desk, shallStop: () => boolean) {
    this.#desk = desk
    this.shallStop = shallStop
  }

  async read(turn: number): Promise<void> {
    for (let no = turn; !this.shallStop(); no += 1) {
      const [kind, path] = reads[no % reads.length] ?? reads[0]
      this.#take(kind, await this.#desk.send('GET', path))
      await pause(40)
    }
  }

  async upload(): Promise<void> {
    for (let no = 0; !this.shallStop(); no += 1) {
      const raw = { type: 'text/plain', bytes: Buffer.from(`note ${no} `.repeat(500)) }
      const asked = { key: crypto.randomUUID(), raw }
      this.#take('upload', await this.#desk.send('POST', `/api/files?name=note-${no}.txt`, asked))
      await pause(restMs.upload)
    }
  }

  async signIn(origin: string): Promise<void> {
    while (!this.shallStop()) {
      const desk = new Desk(origin)
      const body = { loginName: 'office' }
      this.#take('sign in', await desk.send('POST', '/api/demonstration/session', { body }))
      desk.close()
      await pause(restMs.signIn)
    }
  }

  async importLists(importer: Importer, desk: Desk): Promise<void> {
    while (!this.shallStop()) {
      const before = importer.done.length
      await importer.work(desk, () => this.shallStop() || importer.done.length > before)
      await pause(restMs.list)
    }
    desk.close()
  }

  /** What was answered since the last time. */
  latest(): Answered[] {
    const latest = this.#answered
    this.#answered = []
    return latest
  }

  #take(kind: string, reply: Reply | 'lost'): void {
    if (reply === 'lost') this.faults.push(`${kind}: the line ended`)
    else if (reply.status >= 400) this.faults.push(`${kind}: ${reply.status} ${reply.text}`)
    else this.#answered.push({ kind, ms: reply.ms })
  }
}

type Looked = { house: RunningHouse; watch: pg.Client | undefined; load: Load; writers: readonly Writer[] }

async function sampleAll(ground: Ground, { house, watch, load, writers }: Looked): Promise<Sample[]> {
  const { minutes } = ground.settings
  const samples: Sample[] = []
  const seen = new Map<Writer, number>()
  const written = (): Answered[] =>
    writers.flatMap((writer) => {
      const fresh = writer.acknowledged.slice(seen.get(writer) ?? 0)
      seen.set(writer, writer.acknowledged.length)
      return fresh.map(({ seq, ms }) => ({ kind: seq === 1 ? 'register' : 'act', ms }))
    })
  const failed = () => load.faults.length + writers.reduce((sum, { refused }) => sum + refused.length, 0)
  const began = performance.now()
  let [at, cpu, errors] = [began, (await house.ask<Gauge>({ what: 'gauge' })).cpuSeconds, 0]
  while (performance.now() - began < minutes * 60_000) {
    await pause(sampleSeconds * 1000)
    const { cpuSeconds, heapMb, rssMb, leftMb } = await house.ask<Gauge>({ what: 'gauge' })
    const now = performance.now()
    const sample: Sample = {
      minutes: (now - began) / 60_000,
      answered: [...load.latest(), ...written()],
      errors: failed() - errors,
      heapMb,
      rssMb,
      leftMb,
      connections: await connectionsOf(watch),
      cpuSeconds: cpuSeconds - cpu,
      seconds: (now - at) / 1000,
      load: loadNow(),
    }
    ;[at, cpu, errors] = [now, cpuSeconds, failed()]
    samples.push(sample)
    sayOf(ground, sample)
  }
  return samples
}

async function connectionsOf(watch: pg.Client | undefined): Promise<number> {
  const { rows } = (await watch?.query<{ n: number }>(
    'select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )) ?? { rows: [] }
  return rows[0]?.n ?? 0
}

function sayOf(ground: Ground, sample: Sample): void {
  const { minutes, answered, errors, heapMb, rssMb, leftMb, connections } = sample
  const all = answered.map(({ ms }) => ms)
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(all, share).toFixed(0))
  ground.say(
    `${minutes.toFixed(2)} min: ${answered.length} requests, p50/p95/p99 ${p50}/${p95}/${p99} ms, ${errors} errors, heap ${heapMb.toFixed(0)} MB, RSS ${rssMb.toFixed(0)} and ${leftMb.toFixed(0)} MB, ${connections} connections`,
  )
}
