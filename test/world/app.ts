import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadOrCreateKeys } from '#kernel/crypto/server'
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

export type World = {
  house: House
  app: App
  clock: SettableClock
  organisations: ReadonlyMap<string, number>
  positions: ReadonlyMap<string, number>
  /** The holder of a position of the invented district, signed in: `as('hillside.gridWorker')`. */
  as(position: string): Caller
  /** An account of its own in a new position. */
  newCaller(caller: NewCaller): Promise<{ caller: Caller; accountId: number; positionId: number }>
  /** A browser that nobody is signed in at. */
  stranger(): Caller
  /** Registers an entry over HTTP and answers it. */
  entry(entry: WorldEntry): Promise<Answer['body']>
  /** `http://127.0.0.1:port`, listening from the first call on. */
  address(): Promise<string>
  close(): Promise<void>
}

type Options = {
  start?: string
  /** Relay, ladder and checkpoints run by themselves; else the test drives them. */
  background?: boolean
  platforms?: readonly ServerPlatform[]
}

const password = 'Kx7-river-stone'

/** The whole house over the invented district, on the tests' database: the server that is delivered, and no other. */
export async function openWorld(options: Options = {}): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'yiwang-world-'))
  const clock = settableClock(new Date(options.start ?? '2026-03-02T01:00:00Z'))
  await loadOrCreateKeys(join(dataDir, 'keys.json'), { create: true })
  const handle = await openTestDatabase()
  const { db } = handle
  await seedDivisions(db, {
    asOf: '2026-01-01',
    source: 'invented',
    divisions: worldDivisions,
    shapes: [],
    layers: [],
    cells: [],
  })
  await seedOrganisations(db, worldDivisions, join(import.meta.dirname, 'organisations'))
  const organisations = await organisationIdsByCode(db)
  const addPosition = (position: Omit<NewPosition, 'title'>) =>
    insertPosition(
      db,
      { ...position, title: { 'zh-CN': `试验·${position.code}`, en: position.code } },
      shanghaiDate(clock.now()),
    )
  for (const { code, organisation, role, root } of morePositions) {
    const organisationId = organisations.get(organisation) as number
    await addPosition({
      code,
      organisationId,
      role,
      divisions: [worldPlaces[root]],
      ledgers: null,
      sensitivity: 2,
    })
  }
  const platforms = [...(await listedPlatforms()), worldPlatform, ...(options.platforms ?? [])]
  const house = await openHouse({ dataDir, handle, clock, platforms })
  const app = await createApp(house, {
    demonstration: false,
    background: options.background ?? false,
    checkResponses: true,
  })
  const positions = await positionIdsByCode(db)
  const passwordHash = await argon2Passwords.hash(password)
  const callers = new Map<string, Caller>()
  let addresses = 0

  const browser = (arrive: (caller: Caller) => Promise<void>) => {
    addresses += 1
    return new Caller(app.server, `198.51.${addresses >> 8}.${addresses & 255}`, arrive)
  }
  const signedIn = async (loginName: string, organisationId: number, positionId: number) => {
    const account = { loginName, name: `测试 ${addresses}`, organisationId, passwordHash }
    const accountId = await insertAccount(db, { ...account, mustChangePassword: false, now: clock.now() })
    await db.transaction().execute((tx) => setAppointments(tx, accountId, [positionId], clock.now()))
    return accountId
  }
  const enter = (loginName: string) => async (caller: Caller) => {
    const answer = await caller.call('POST', '/api/session', { body: { account: loginName, password } })
    if (answer.status !== 201) throw new Error(`${loginName} cannot sign in: ${answer.bytes.toString()}`)
  }
  const as = (position: string): Caller => {
    const code = position.toLowerCase()
    const known = callers.get(code)
    if (known) return known
    const positionId = positions.get(code)
    if (positionId === undefined) throw new Error(`the invented district has no position ${code}`)
    const made = browser(async (caller) => {
      const { organisation_id } = await db
        .withTables<{ position: { id: number; organisation_id: number } }>()
        .selectFrom('position')
        .select('organisation_id')
        .where('id', '=', positionId)
        .executeTakeFirstOrThrow()
      await signedIn(code, organisation_id, positionId)
      await enter(code)(caller)
    })
    callers.set(code, made)
    return made
  }

  const world: World = {
    house,
    app,
    clock,
    organisations,
    positions,
    as,
    stranger: () => browser(async () => undefined),
    newCaller: async ({ loginName, ...position }) => {
      const positionId = await addPosition(position)
      const accountId = await signedIn(loginName, position.organisationId, positionId)
      return { caller: browser(enter(loginName)), accountId, positionId }
    },
    entry: async (entry) => {
      const { ledger, by = 'plans.office', fields = {}, more = {} } = entry
      const needed = await neededFields(world, entry)
      const answer = await as(by).post(`/api/ledgers/${ledger}/entries`, {
        fields: { ...needed, ...fields },
        divisionCode: worldPlaces[entry.in],
        ...more,
      })
      if (answer.status !== 201) throw new Error(`${ledger} in ${entry.in}: ${answer.bytes.toString()}`)
      return answer.body
    },
    address: async () => {
      if (!app.server.server.listening) await app.server.listen({ port: 0, host: '127.0.0.1' })
      return `http://127.0.0.1:${(app.server.server.address() as AddressInfo).port}`
    },
    close: async () => {
      await app.close()
      await house.close()
      await rm(dataDir, { recursive: true })
    },
  }
  return world
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
