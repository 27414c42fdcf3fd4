/** What `npm run bench -- map` does: fills a database once, serves it, and measures list, tiles and screen. */
import { existsSync, rmSync } from 'node:fs'
import pg from 'pg'
import { createApp } from '../../src/main/server.ts'
import { openHouse } from '../../src/main/house.ts'
import { seedHouse } from '../../src/main/seed.ts'
import { dataFolder } from '../../src/main/data-folder.ts'
import { signIn } from '../cases/inside.ts'
import {
  fillIncidents,
  type MapFigure,
  measureChanges,
  measureFirstLook,
  measureLists,
  measureTiles,
} from '../cases/map.ts'
import { measureScreen, type ScreenFigure } from '../cases/map-screen.ts'
import { fingerprint, folderOf } from '../data/database.ts'
import { incidentLedger } from '../data/map-ledger.ts'
import { serveDatabase } from './served.ts'

export type MapResults = {
  first: { firstMs: number; stallMs: number }
  figures: MapFigure[]
  screen: ScreenFigure[]
}

const database = 'yiwang_bench_map'

/** The database with its incidents: the one kept from before where it fits, else made anew. */
async function prepare(
  server: string,
  say: (text: string) => void,
): Promise<{ url: string; dataDir: string }> {
  const url = new URL(server)
  url.pathname = `/${database}`
  const dataDir = folderOf(database)
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    const wanted = fingerprint('map 1')
    const { rows } = await client.query<{ comment: string | null }>(
      `select shobj_description(oid, 'pg_database') as comment from pg_database where datname = $1`,
      [database],
    )
    if (rows[0]?.comment === wanted && existsSync(dataFolder(dataDir).keys)) return { url: url.href, dataDir }
    say(`making ${database}`)
    await client.query(`drop database if exists ${database} with (force)`)
    await client.query(`create database ${database}`)
    rmSync(dataDir, { recursive: true, force: true })
    await fill(dataDir, url.href, say)
    await client.query(`comment on database ${database} is '${wanted}'`)
  } finally {
    await client.end()
  }
  return { url: url.href, dataDir }
}

async function fill(dataDir: string, url: string, say: (text: string) => void): Promise<void> {
  const house = await openHouse({ dataDir, databaseUrl: url })
  try {
    const settings = dataFolder(dataDir).settings
    await seedHouse(house, { realOnly: false, accounts: true, records: false, settings })
    await house.engine.book.publish(incidentLedger, 0, house.clock.now())
    const app = await createApp(house, { demonstration: true })
    try {
      const actor = await signIn({ house, app, now: () => house.clock.now() }, 'steward')
      await fillIncidents(house, actor, say)
      say('telling of them')
      await app.relay.drain()
    } finally {
      await app.close()
    }
  } finally {
    await house.close()
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}

export async function measureMap(
  server: string,
  seconds: number,
  say: (text: string) => void,
  screen: boolean,
): Promise<MapResults> {
  const { url, dataDir } = await prepare(server, say)
  const served = await serveDatabase(dataDir, url, 'steward')
  try {
    say('the first look')
    const first = await measureFirstLook(served)
    say('lists')
    const figures = await measureLists(served, seconds)
    say('tiles')
    figures.push(...(await measureTiles(served)))
    say('changes')
    figures.push(...(await measureChanges(served)))
    return { first, figures, screen: screen ? await measureScreen(served, say) : [] }
  } finally {
    await served.stop()
  }
}

const ms = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0))

export function mapTable({ first, figures, screen }: MapResults): string {
  const lines = figures.map(
    ({ what, figures: { count, p50, p95, p99 }, bytes = '' }) =>
      `| ${what} | ${count} | ${ms(p50)} | ${ms(p95)} | ${ms(p99)} | ${bytes} |`,
  )
  const screens = screen.map(
    ({ what, tasks, over50, longestMs, ofItCpuMs, over50Cpu, longestCpuMs, seconds, frames, load, busy }) =>
      `| ${what} | ${seconds.toFixed(0)} | ${frames} | ${tasks} | ${over50} | ${ms(longestMs)} | ${ms(ofItCpuMs)} | ${over50Cpu} | ${ms(longestCpuMs)} | ${load.toFixed(1)} | ${busy === null ? '' : `${(busy * 100).toFixed(0)} %`} |`,
  )
  return [
    `First look at the map after a start: ${ms(first.firstMs)} ms; the longest that another request waited meanwhile: ${ms(first.stallMs)} ms.`,
    '',
    '| Figure | n | p50 ms | p95 ms | p99 ms | bytes |',
    '|---|--:|--:|--:|--:|--:|',
    ...lines,
    '',
    '| Screen | s | frames | long tasks | over 50 ms | longest ms | of it on the processor | over 50 ms of processor | longest, processor ms | load average | processors taken |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...screens,
  ].join('\n')
}
