import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Cluster } from '../../scripts/test/postgres-cluster.ts'
import { chooser } from '../data/random.ts'
import { RunningHouse } from './house.ts'
import type { Place } from './messages.ts'

export type Check = { what: string; holds: boolean; detail?: string }
export type Outcome = {
  name: string
  database: 'postgres' | 'embedded'
  state: 'held' | 'broken' | 'not_run'
  /** Why it could not be run. */
  reason?: string
  checks: Check[]
  facts: Record<string, string | number>
  /** In Markdown. */
  table?: string | undefined
  seconds: number
  load: number
}

/** It can't be run here, and why. */
export class NotHere extends Error {}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until it is so; false when it wasn't within the time. */
export async function until(
  so: () => Promise<boolean> | boolean,
  seconds: number,
  restMs = 50,
): Promise<boolean> {
  const end = performance.now() + seconds * 1000
  for (;;) {
    if (await so()) return true
    if (performance.now() > end) return false
    await pause(restMs)
  }
}

type Settings = {
  rounds: number | undefined
  /** A file that keeps the legs of a long run. */
  into: string | undefined
  /** Aborted when somebody wants an end. */
  stopping: AbortSignal
  minutes: number
  seed: number
  say: (text: string) => void
}

/** What a scenario stands on: places of its own, houses that end with it, and what it found. */
export class Ground {
  readonly settings: Settings
  readonly cluster: Cluster
  readonly root: string
  readonly checks: Check[] = []
  readonly facts: Outcome['facts'] = {}
  /** Where it took others than those of this start. */
  seconds: number | undefined
  table: string | undefined
  readonly choose: (below: number) => number
  readonly #houses: RunningHouse[] = []
  readonly #databases: string[] = []
  readonly #kept: Place

  /** @param under the folder of the whole run */
  constructor(settings: Settings, cluster: Cluster, kept: Place, under: string) {
    this.settings = settings
    this.cluster = cluster
    this.#kept = kept
    this.root = mkdtempSync(join(under, 'place-'))
    // A cluster that runs under another account may lie below.
    chmodSync(this.root, 0o711)
    this.choose = chooser(settings.seed)
  }

  say(text: string): void {
    this.settings.say(text)
  }

  check(what: string, holds: boolean, detail?: string): boolean {
    const told = detail === undefined || holds ? undefined : detail.slice(0, 6000)
    this.checks.push({ what, holds, ...(told === undefined ? {} : { detail: told }) })
    if (!holds) this.say(`BROKEN: ${what}${told === undefined ? '' : `: ${told}`}`)
    return holds
  }

  fact(what: string, value: string | number): void {
    this.facts[what] = typeof value === 'number' ? Math.round(value * 100) / 100 : value
  }

  /** Forgets what was found: what comes is told by itself. */
  restart(): void {
    this.checks.length = 0
    for (const what of Object.keys(this.facts)) delete this.facts[what]
  }

  /** A database of its own with places and accounts, and a data folder to it. */
  async place(name: string): Promise<Place> {
    const database = `yiwang_breakage_${name}`
    const dataDir = join(this.root, name)
    await admin(this.cluster.url, `create database ${database} template ${databaseOf(this.#kept)}`)
    this.#databases.push(database)
    cpSync(this.#kept.dataDir, dataDir, { recursive: true })
    return { dataDir, url: urlOf(this.cluster.url, database) }
  }

  /** A new database without anything. */
  async emptyPlace(name: string): Promise<Place> {
    const database = `yiwang_breakage_${name}`
    await admin(this.cluster.url, `create database ${database}`)
    this.#databases.push(database)
    return { dataDir: join(this.root, name), url: urlOf(this.cluster.url, database) }
  }

  folder(name: string): string {
    const folder = join(this.root, name)
    mkdirSync(folder, { recursive: true })
    return folder
  }

  /** Without a place, one that waits for it. */
  house(place?: Place): RunningHouse {
    const house = new RunningHouse(place)
    this.#houses.push(house)
    return house
  }

  async start(place: Place): Promise<RunningHouse> {
    const house = this.house(place)
    await house.ready
    return house
  }

  async close(): Promise<void> {
    for (const house of this.#houses) if (house.isUp) await house.kill()
    for (const name of this.#databases)
      await admin(this.cluster.url, `drop database if exists ${name} with (force)`).catch(() => undefined)
    rmSync(this.root, { recursive: true, force: true })
  }
}

export function urlOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

const databaseOf = ({ url = '' }: Place) => new URL(url).pathname.slice(1)

async function admin(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

/** The district's places and accounts, once for all scenarios. */
export async function seedKept(cluster: Cluster, root: string): Promise<Place> {
  await admin(cluster.url, 'create database yiwang_breakage_kept')
  const place = { dataDir: join(root, 'kept'), url: urlOf(cluster.url, 'yiwang_breakage_kept') }
  const house = await RunningHouse.start({ ...place, seed: true })
  await house.stop()
  return place
}

export const loadNow = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10
