import { loadavg } from 'node:os'
import pg from 'pg'
import { newId } from '#kernel/db/server'
import { readDivisionDataset, seedDivisions } from '#kernel/divisions/server'
import type { Actor } from '#kernel/http/model'
import { pointAt } from '#kernel/ledgers/model'
import { Relay, systemActor } from '#kernel/ledgers/server'
import { seedOrganisations } from '#kernel/orgs/server'
import { join } from 'node:path'
import { type House, openHouse } from '../../src/main/house.ts'
import { withDatabase, withFolder } from '../data/database.ts'
import type { Figures, Load } from '../run/measure.ts'
import type { Ready } from '../run/messages.ts'
import { Worker } from '../run/orders.ts'
import { PostgresCpu } from '../run/postgres-cpu.ts'
import { measureGet } from './outside.ts'

const incidents = 28_000
const batch = 500
const database = 'yiwang_bench_open311'

export type Open311Figure = {
  what: string
  bytes: number
  figures: Figures
  /** Processor time for each answer, in milliseconds: of the server, and of its connections in PostgreSQL. */
  serverMs: number
  postgresMs: number | null
  /** Of the machine when it was over. */
  load: number
}

/** What is asked, by turns: the first is what must hold. The portal's lists are of the same incidents. */
const questions: { what: string; path: (turn: number) => string }[] = [
  { what: 'list of 20, JSON', path: () => '/open311/v2/requests.json?page_size=20' },
  { what: 'list of 20, XML', path: () => '/open311/v2/requests.xml?page_size=20' },
  {
    what: 'list of 20 of a service, extended, JSON',
    path: (turn) =>
      `/open311/v2/requests.json?page_size=20&extensions=true&service_code=${services[turn % services.length]}`,
  },
  {
    what: 'list of 20, a page of 500, JSON',
    path: (turn) => `/open311/v2/requests.json?page_size=20&page=${(turn % 500) + 1}`,
  },
  {
    what: 'list of 20, a page of 500, XML',
    path: (turn) => `/open311/v2/requests.xml?page_size=20&page=${(turn % 500) + 1}`,
  },
  {
    what: 'portal: nearest 20 within 2 km',
    path: (turn) =>
      `/api/portal/incidents?lng=${120.4 + (turn % 300) / 1000}&lat=${41.5 + (turn % 200) / 1000}&metres=2000`,
  },
  {
    what: 'portal: nearest 20',
    path: (turn) =>
      `/api/portal/incidents?lng=${120.4 + (turn % 300) / 1000}&lat=${41.5 + (turn % 200) / 1000}`,
  },
  { what: 'portal: latest 20', path: () => '/api/portal/incidents' },
  { what: 'list of 1000, JSON', path: () => '/open311/v2/requests.json' },
]

const services = ['manhole_sewer', 'manhole_rain', 'manhole_power', 'manhole_telecom'] as const

/** Registers 28,000 public incidents by the engine, lets the relay tell of them, and asks the server for lists. */
export async function measureOpen311(
  server: string,
  load: Load,
  say: (text: string) => void,
): Promise<Open311Figure[]> {
  return withDatabase(server, database, (url) =>
    withFolder(async (dataDir) => {
      const house = await openHouse({ dataDir, databaseUrl: url })
      try {
        await fill(house, say)
      } finally {
        await house.close()
      }
      await vacuum(url)
      return askAll(dataDir, url, load, say)
    }),
  )
}

async function vacuum(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}

async function fill(house: House, say: (text: string) => void): Promise<void> {
  const { handle, engine, clock } = house
  const dataset = readDivisionDataset(['211302', '211303'])
  await seedDivisions(handle.db, { ...dataset, shapes: [], cells: [], layers: [] })
  await seedOrganisations(handle.db, dataset.divisions, join(import.meta.dirname, '../../data/organisations'))
  await house.reloadDivisions()
  await house.orgDirectory.refresh()
  const villages = dataset.divisions.filter(
    ({ level, code }) => level === 'village' && code.startsWith('211302'),
  )
  const organisationId = house.organisationOfRole('dispatcher', '211302')
  if (organisationId === undefined) throw new Error('nobody dispatches in the demonstration')
  const actor: Actor = {
    ...systemActor,
    role: 'dispatcher',
    organisationId,
    divisions: ['211302'],
    rights: [...systemActor.rights, 'ledgers.backdate'],
  }
  say(`${incidents} incidents`)
  const now = clock.now().getTime()
  for (let done = 0; done < incidents; done += batch) {
    const requests = Array.from({ length: batch }, (_, index) => {
      const at = done + index
      const village = villages[at % villages.length]?.code ?? '211302'
      return {
        ledger: 'incident',
        action: 'register',
        divisionCode: village,
        // Spread over the eighty days before: the ninety that are asked for by default hold all of them.
        effectiveAt: new Date(now - ((incidents - at) / incidents) * 80 * 86_400_000).toISOString(),
        input: {
          title: `示例路${at}号井盖破损`,
          category: services[at % services.length] ?? services[0],
          description: `示例路${at}号门前的井盖破损，车辆经过时有响声，夜间行人不易看见。`.repeat(2),
          address: `示例路${at}号`,
          spot: pointAt(120.4 + (at % 300) / 1000, 41.5 + (at % 200) / 1000),
          channel: 'resident',
          isPublic: true,
        },
      }
    })
    await engine.perform(actor, requests, newId())
  }
  say('telling of them')
  const consumers = house.platforms.flatMap((platform) => platform.consumers?.(house) ?? [])
  const relay = new Relay({
    engine,
    consumers,
    onError: (error) => {
      throw error
    },
  })
  await relay.drain()
}

async function askAll(
  dataDir: string,
  url: string,
  load: Load,
  say: (text: string) => void,
): Promise<Open311Figure[]> {
  const [worker, { origin }] = await Worker.start<Ready>('open311-process.ts', 0, [
    JSON.stringify({ dataDir, url }),
  ])
  const postgres = await PostgresCpu.open(url)
  try {
    const found: Open311Figure[] = []
    for (const { what, path } of [{ what: 'bare route', path: () => '/bare' }, ...questions]) {
      say(what)
      const answer = await fetch(`${origin}${path(0)}`)
      const bytes = (await answer.arrayBuffer()).byteLength
      if (answer.status !== 200) throw new Error(`${path(0)} answers ${answer.status}`)
      await measureGet(origin, path, null, { ...load, seconds: load.warmUpSeconds, warmUpSeconds: 0 })
      const before = await worker.ask<{ cpu: number }>({ at: 'server', what: 'cpu' })
      const connections = await postgres.seconds()
      const figures = await measureGet(origin, path, null, { ...load, warmUpSeconds: 0 })
      const after = await worker.ask<{ cpu: number }>({ at: 'server', what: 'cpu' })
      const used = PostgresCpu.between(connections, await postgres.seconds())
      found.push({
        what,
        bytes,
        figures,
        serverMs: ((after.cpu - before.cpu) * 1000) / figures.count,
        postgresMs: used === null ? null : (used * 1000) / figures.count,
        load: loadavg()[0] ?? 0,
      })
    }
    await postgres.close()
    await worker.stop('server')
    return found
  } catch (error) {
    worker.kill()
    await postgres.close()
    throw error
  }
}

export function open311Table(found: readonly Open311Figure[]): string {
  return [
    `| of ${incidents} requests | bytes | per second | p50 ms | p95 ms | p99 ms | server's CPU ms each | PostgreSQL's | load average |`,
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...found.map(
      ({ what, bytes, figures: { perSecond, p50, p95, p99 }, serverMs, postgresMs, load }) =>
        `| ${what} | ${bytes} | ${perSecond.toFixed(0)} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${p99.toFixed(1)} | ${serverMs.toFixed(2)} | ${postgresMs?.toFixed(2) ?? ''} | ${load.toFixed(1)} |`,
    ),
  ].join('\n')
}
