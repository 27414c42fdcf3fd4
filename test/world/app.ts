import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadOrCreateKeys } from '#kernel/crypto/server'
import type { Database } from '#kernel/db/server'
import { seedDivisions } from '#kernel/divisions/server'
import { argon2Passwords, insertAccount, setAppointments } from '#kernel/identity/server'
import type { ServerPlatform } from '#kernel/ledgers/server'
import type { NewPosition } from '#kernel/orgs/model'
import {
  insertPosition,
  organisationIdsByCode,
  positionIdsByCode,
  seedOrganisations,
} from '#kernel/orgs/server'
import { type SettableClock, settableClock, shanghaiDate } from '#kernel/time/model'
import { type House, listedPlatforms, openHouse } from '../../src/main/house.ts'
import { type App, createApp } from '../../src/main/server.ts'
import { type Answer, Caller } from './caller.ts'
import { openTestDatabase } from './database.ts'
import { worldDivisions } from './divisions.ts'
import { worldPlatform } from './ledgers.ts'

/** Where things are in the invented district, by the names that tests use. */
export const worldPlaces = {
  district: '990001',
  riverside: '990001001',
  'riverside.first': '990001001001',
  'riverside.second': '990001001002',
  hillside: '990001002',
  'hillside.community': '990001002001',
  stonebridge: '990001100',
  'stonebridge.village': '990001100201',
  neighbour: '990002',
  farside: '990002001',
} as const
export type WorldPlace = keyof typeof worldPlaces

/** What the invented district's own file doesn't have: somebody for every part that ledgers name. */
const morePositions: readonly { code: string; organisation: string; role: string; root: WorldPlace }[] = [
  { code: 'plans.office', organisation: '990001-plans', role: 'project_office', root: 'district' },
  { code: 'plans.designer', organisation: '990001-plans', role: 'ledger_designer', root: 'district' },
  { code: 'plans.dispatcher', organisation: '990001-plans', role: 'dispatcher', root: 'district' },
  { code: 'plans.registrar', organisation: '990001-plans', role: 'registrar', root: 'district' },
  { code: 'riverside.steward', organisation: '990001001', role: 'steward', root: 'riverside' },
  { code: 'hillside.steward', organisation: '990001002', role: 'steward', root: 'hillside' },
  { code: 'hillside.office', organisation: '990001002', role: 'project_office', root: 'hillside' },
  { code: 'farside.office', organisation: '990002', role: 'project_office', root: 'neighbour' },
  { code: 'farside.handler', organisation: '990002-plans', role: 'bureau_handler', root: 'neighbour' },
]

export type NewCaller = Omit<NewPosition, 'title'> & { loginName: string }
export type WorldEntry = {
  in: WorldPlace
  ledger: string
  /** Whose registration it is, by the code of a position. */
  by?: string
  fields?: Record<string, unknown>
  more?: Record<string, unknown>
}

type Opened = { caller: Caller; accountId: number; positionId: number }

type Options = {
  start?: string
  /** Relay, ladder and checkpoints run by themselves; else the test drives them. */
  background?: boolean
  platforms?: readonly ServerPlatform[]
  /** Serves the built pages too. */
  pages?: boolean
  /** Every answer is held to what its route declares; a bench goes without, as the program does. */
  checkResponses?: boolean
}

/** Every account of the invented district has it. */
export const password = 'Kx7-river-stone'

/** The house, opened over the invented district with its organisations and positions. */
async function openWorldHouse(dataDir: string, clock: SettableClock, platforms: readonly ServerPlatform[]) {
  await loadOrCreateKeys(join(dataDir, 'keys.json'), { create: true })
  const handle = await openTestDatabase()
  const { db } = handle
  const nothing = { shapes: [], layers: [], cells: [] }
  const edition = { asOf: '2026-01-01', source: 'invented', divisions: worldDivisions }
  await seedDivisions(db, { ...edition, ...nothing })
  await seedOrganisations(db, worldDivisions, join(import.meta.dirname, 'organisations'))
  const organisations = await organisationIdsByCode(db)
  for (const { code, organisation, role, root } of morePositions) {
    const organisationId = organisations.get(organisation) as number
    const scope = { divisions: [worldPlaces[root]], ledgers: null, sensitivity: 2 }
    await addPosition(db, { code, organisationId, role, ...scope }, clock.now())
  }
  const all = [...(await listedPlatforms()), worldPlatform, ...platforms]
  return { house: await openHouse({ dataDir, handle, clock, platforms: all }), organisations }
}

function addPosition(db: Database, position: Omit<NewPosition, 'title'>, now: Date): Promise<number> {
  const title = { 'zh-CN': '试验岗位', en: 'Trial position' }
  return insertPosition(db, { ...position, title }, shanghaiDate(now))
}

type Parts = Pick<World, 'house' | 'app' | 'clock' | 'organisations' | 'positions'> & {
  passwordHash: string
  dataDir: string
}

/** The whole house over the invented district: the server that is delivered, and no other. */
export class World {
  readonly house: House
  readonly app: App
  readonly clock: SettableClock
  readonly organisations: ReadonlyMap<string, number>
  readonly positions: ReadonlyMap<string, number>
  readonly #passwordHash: string
  readonly #dataDir: string
  readonly #callers = new Map<string, Caller>()
  #addresses = 0

  constructor(parts: Parts) {
    this.house = parts.house
    this.app = parts.app
    this.clock = parts.clock
    this.organisations = parts.organisations
    this.positions = parts.positions
    this.#passwordHash = parts.passwordHash
    this.#dataDir = parts.dataDir
  }

  /** The holder of a position of the invented district, signed in: `as('hillside.gridWorker')`. */
  as(position: string): Caller {
    const code = position.toLowerCase()
    const known = this.#callers.get(code)
    if (known) return known
    const positionId = this.positions.get(code)
    if (positionId === undefined) throw new Error(`the invented district has no position ${code}`)
    const made = this.#browser(async (caller) => {
      const { directory } = this.house
      const organisationId = (await directory.positions([positionId])).get(positionId)?.organisationId
      await this.#account(code, organisationId as number, positionId)
      await enter(caller, code)
    })
    this.#callers.set(code, made)
    return made
  }

  /** An account of its own in a new position. */
  async newCaller({ loginName, ...position }: NewCaller): Promise<Opened> {
    const positionId = await addPosition(this.house.handle.db, position, this.clock.now())
    const accountId = await this.#account(loginName, position.organisationId, positionId)
    return { caller: this.#browser((caller) => enter(caller, loginName)), accountId, positionId }
  }

  /** A browser that nobody is signed in at. */
  stranger(): Caller {
    return this.#browser(async () => undefined)
  }

  /** Registers an entry over HTTP and answers it. */
  async entry(entry: WorldEntry): Promise<Answer['body']> {
    const { ledger, by = 'plans.office', fields = {}, more = {} } = entry
    const needed = await neededFields(this, entry)
    const answer = await this.as(by).post(`/api/ledgers/${ledger}/entries`, {
      fields: { ...needed, ...fields },
      divisionCode: worldPlaces[entry.in],
      ...more,
    })
    if (answer.status !== 201) throw new Error(`${ledger} in ${entry.in}: ${answer.bytes.toString()}`)
    return answer.body
  }

  /** `http://127.0.0.1:port`, listening from the first call on. */
  async address(): Promise<string> {
    const { server } = this.app
    if (!server.server.listening) await server.listen({ port: 0, host: '127.0.0.1' })
    return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    await this.app.close()
    await this.house.close()
    await rm(this.#dataDir, { recursive: true })
  }

  /** Each browser has an address of its own, so that signing in many accounts is no attack. */
  #browser(arrive: (caller: Caller) => Promise<void>): Caller {
    this.#addresses += 1
    const address = `198.51.${this.#addresses >> 8}.${this.#addresses & 255}`
    return new Caller(this.app.server, address, arrive)
  }

  async #account(loginName: string, organisationId: number, positionId: number): Promise<number> {
    const { db } = this.house.handle
    const now = this.clock.now()
    const name = `测试 ${this.#addresses}`
    const passwordHash = this.#passwordHash
    const account = { loginName, name, organisationId, passwordHash, mustChangePassword: false, now }
    const accountId = await insertAccount(db, account)
    await db.transaction().execute((tx) => setAppointments(tx, accountId, [positionId], now))
    return accountId
  }
}

async function enter(caller: Caller, loginName: string): Promise<void> {
  const answer = await caller.call('POST', '/api/session', { body: { account: loginName, password } })
  if (answer.status !== 201) throw new Error(`${loginName} cannot sign in: ${answer.bytes.toString()}`)
}

/** Opens the world on the tests' database. */
export async function openWorld(options: Options = {}): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'yiwang-world-'))
  const clock = settableClock(new Date(options.start ?? '2026-03-02T01:00:00Z'))
  const { house, organisations } = await openWorldHouse(dataDir, clock, options.platforms ?? [])
  const background = options.background ?? false
  const webDir = options.pages ? join(import.meta.dirname, '../../dist/web') : undefined
  const checkResponses = options.checkResponses ?? true
  const app = await createApp(house, { demonstration: false, background, checkResponses, webDir })
  const positions = await positionIdsByCode(house.handle.db)
  const passwordHash = await argon2Passwords.hash(password)
  return new World({ house, app, clock, organisations, positions, passwordHash, dataDir })
}

/** The fields that a ledger can't do without; a problem gets a project of its own where none is named. */
async function neededFields(world: World, { ledger, in: place, by, fields }: WorldEntry) {
  const name = `${ledger} in ${place}`
  if (ledger === 'toy') return { subject: name }
  if (ledger === 'guarded') return { matter: name }
  if (ledger === 'project') return { name, category: 'industry', stage: 'construction' }
  if (ledger !== 'problem') return {}
  const project =
    fields?.['project'] ??
    (await world.entry({ in: place, ledger: 'project', ...(by === undefined ? {} : { by }) })).id
  return { title: name, project, kind: 'land' }
}
