import { randomUUID } from 'node:crypto'
import { loadavg } from 'node:os'
import { sql } from 'kysely'
import type { WorldPhone } from '../../test/world/phone.ts'
import type { World } from '../../test/world/app.ts'
import { cpuSeconds } from '../run/measure.ts'
import { PostgresCpu } from '../run/postgres-cpu.ts'

export type SyncFigures = {
  phones: number
  changes: number
  /** Seconds until the last phone had sent all and taken what changed. */
  seconds: number
  changesPerSecond: number
  /** Of one phone: lease, its changes in one request, and what it carries anew. */
  phone: { p50: number; p99: number; max: number }
  /** Processor time for each change, in milliseconds: of this process (phones and server), and of PostgreSQL's connections. */
  processMs: number
  postgresMs: number | null
  /** Of the machine when all were done. */
  load: number
  /** The same registrations each as a request of its own, without phones: what the engine does at best here. */
  floorPerSecond: number
}

const phones = 300
const each = 50
const floorEach = 10
/** The larger part are reports; every fifth change is a comment on one of them. */
const commentEvery = 5

/** All phones of a district come back at once, after a day without a line. */
export async function measureSync(server: string, say: (text: string) => void): Promise<SyncFigures> {
  process.env['YIWANG_TEST_DATABASE'] = server
  const { openWorld, worldPlaces } = await import('../../test/world/app.ts')
  const { WorldPhone } = await import('../../test/world/phone.ts')
  const world = await openWorld({ checkResponses: false })
  try {
    say(`${phones} phones are made known`)
    const known: WorldPhone[] = []
    for (let no = 0; no < phones; no++) known.push(await WorldPhone.of(await workerOf(world, no)))
    const registration = { kind: 'register', ledger: 'toy', divisionCode: worldPlaces['riverside.first'] }
    const days = known.map((phone) => dayOf(phone, registration))
    await Promise.all(known.map((phone) => phone.snapshot()))
    say('all come back')
    const postgres = await PostgresCpu.open(await databaseUrl(world, server))
    const before = { cpu: cpuSeconds(), postgres: await postgres.seconds() }
    const started = performance.now()
    const took = await Promise.all(known.map((phone, index) => comeBack(phone, days[index] ?? [])))
    const seconds = (performance.now() - started) / 1000
    const cpu = cpuSeconds() - before.cpu
    const used = PostgresCpu.between(before.postgres, await postgres.seconds())
    const load = loadavg()[0] ?? 0
    await postgres.close()
    say('the floor')
    const floorPerSecond = await measureFloor(known, registration.divisionCode)
    const sorted = took.toSorted((a, b) => a - b)
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
    return {
      phones,
      changes: phones * each,
      seconds,
      changesPerSecond: (phones * each) / seconds,
      phone: { p50: at(0.5), p99: at(0.99), max: at(1) },
      processMs: (cpu * 1000) / (phones * each),
      postgresMs: used === null ? null : (used * 1000) / (phones * each),
      load,
      floorPerSecond,
    }
  } finally {
    await world.close()
  }
}

/** The database of its own that the district was made in. */
async function databaseUrl(world: World, server: string): Promise<string> {
  const url = new URL(server)
  url.pathname = `/${(await sql<{ name: string }>`select current_database() as name`.execute(world.house.handle.db)).rows[0]?.name}`
  return url.href
}

async function workerOf(world: World, no: number) {
  const { caller } = await world.newCaller({
    loginName: `phone.${no}`,
    code: `phone.${no}`,
    organisationId: world.organisations.get('990001001') as number,
    role: 'steward',
    divisions: ['990001001'],
    ledgers: null,
    sensitivity: 1,
  })
  return caller
}

/** What one phone did: signed beforehand, since that is its own work. */
function dayOf(phone: WorldPhone, registration: Record<string, unknown>) {
  const made: ReturnType<WorldPhone['make']>[] = []
  for (let no = 0; no < each; no++) {
    const before = made.at(-1)
    if (no % commentEvery === commentEvery - 1 && before) {
      const what = { kind: 'act', entryId: null, after: before.item.clientKey, action: 'comment' }
      made.push(phone.make({ ...what, expectedSeq: null }, { text: '补充说明' }))
    } else made.push(phone.make(registration, { subject: `回传 ${no}` }))
  }
  return made
}

/** Seconds that one phone took. */
async function comeBack(phone: WorldPhone, day: ReturnType<typeof dayOf>): Promise<number> {
  const started = performance.now()
  await phone.renew()
  const { status, body, bytes } = await phone.send(...day)
  const done = status === 200 && body.results.every(({ outcome }: { outcome: string }) => outcome === 'done')
  if (!done) throw new Error(bytes.toString().slice(0, 500))
  const snapshot = await phone.snapshot()
  if (snapshot.status !== 200) throw new Error(snapshot.bytes.toString().slice(0, 500))
  return (performance.now() - started) / 1000
}

async function measureFloor(known: readonly WorldPhone[], divisionCode: string): Promise<number> {
  const started = performance.now()
  await Promise.all(
    known.map(async ({ caller }) => {
      for (let no = 0; no < floorEach; no++)
        await caller.post(
          '/api/ledgers/toy/entries',
          { fields: { subject: `直报 ${no}` }, divisionCode },
          randomUUID(),
        )
    }),
  )
  return (known.length * floorEach) / ((performance.now() - started) / 1000)
}

export function syncTable(figures: SyncFigures): string {
  const { phones: count, changes, seconds, changesPerSecond, phone, floorPerSecond } = figures
  const { processMs, postgresMs, load } = figures
  const rows = [
    ['phones · changes', `${count} · ${changes}`],
    ['until the last had sent all and taken what changed', `${seconds.toFixed(1)} s`],
    ['changes a second', changesPerSecond.toFixed(0)],
    [
      'one phone: p50 / p99 / max',
      `${[phone.p50, phone.p99, phone.max].map((s) => s.toFixed(1)).join(' / ')} s`,
    ],
    [
      'processor ms for each change: phones and server · PostgreSQL',
      `${processMs.toFixed(2)} · ${postgresMs?.toFixed(2) ?? '?'}`,
    ],
    ['load average when all were done', load.toFixed(1)],
    ['floor: registrations a second, one request each', floorPerSecond.toFixed(0)],
  ]
  return [
    '| Phones that come back at once | |',
    '|---|---|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n')
}
