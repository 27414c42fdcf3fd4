import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { newId } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { listStaff } from '#kernel/identity/server'
import { type PlatformDeps, readStates, type SeedLine, type SeedOptions } from '#kernel/ledgers/server'
import { organisationIdsByCode } from '#kernel/orgs/server'
import { addDays, shanghaiDate, shanghaiInstant } from '#kernel/time/model'
import { daysOfMonth, planRange } from '../../../model/cells/duty/duty.ts'
import { insertShifts, listShifts } from '../duty/duty-store.ts'
import { readCells } from '../people/people-routes.ts'
import { assign } from '../people/roster.ts'
import { penglai, PenglaiWords, seedBuildings, settleHomes } from './buildings.ts'
import { firstHomes, firstResidents } from './penglai-store.ts'
import { nameHeads, orderPeople } from './population.ts'

type Person = { accountId: number; positionId: number; role: string; name: string }

/** In how many buildings the few invented households of the community live while not all are loaded. */
const sliceShare = 15

/**
 * 蓬莱社区 with its buildings, people of its cells and a few visits; the whole of its residents is ordered and loaded
 * in the background, or not at all.
 */
export async function seedPenglai(
  deps: PlatformDeps,
  { dataFolder, realOnly, population = 'slice' }: SeedOptions,
): Promise<SeedLine[]> {
  if (realOnly) return []
  const { db } = deps.handle
  const now = deps.clock.now()
  const today = shanghaiDate(now)
  const community = await staffOf(deps, penglai.village)
  const leader = community.find(({ role }) => role === 'grid_leader')
  if (!leader) return []
  const words = PenglaiWords.parse(
    JSON.parse(readFileSync(join(dataFolder, 'demonstration/penglai.json'), 'utf8')),
  )
  const buildings = await seedBuildings(db, words, now)
  const homes = await db.transaction().execute(async (tx) => {
    const tied = await settleHomes(tx, today, sliceShare)
    await nameHeads(tx, now)
    return tied
  })
  const planner = actorOf(leader, await organisationOf(deps, penglai.village), [
    deps.divisions.districts[0]?.code ?? '',
  ])
  const given =
    (await seedAssignments(deps, planner, words, community)) + (await seedStreets(deps, planner, words))
  await seedDuty(deps, community)
  await seedCare(deps, words, {
    leader,
    workers: community
      .filter(({ role }) => role === 'grid_worker')
      .toSorted((a, b) => a.accountId - b.accountId),
  })
  const lines: SeedLine[] = [{ key: 'cells.seeded.people', params: { buildings, homes, assignments: given } }]
  if (population === 'slice') return lines
  const order = await orderPeople(deps)
  return order && order.endedAt === null
    ? [
        ...lines,
        { key: 'cells.seeded.population', params: { households: order.households, persons: order.persons } },
      ]
    : lines
}

async function organisationOf({ handle }: PlatformDeps, code: string): Promise<number> {
  return (await organisationIdsByCode(handle.db)).get(code) ?? 0
}

async function staffOf(deps: PlatformDeps, code: string): Promise<Person[]> {
  return listStaff(deps.handle.db, await organisationOf(deps, code), 'zh-CN', deps.clock.now())
}

const actorOf = (person: Person, organisationId: number, divisions: readonly string[]): Actor => ({
  ...person,
  organisationId,
  divisions,
  ledgers: 'all',
  sensitivity: 2,
  rights: ['ledgers.backdate', 'registry.read', 'rosters.manage'],
  locale: 'zh-CN',
})

/** The leader serves all cells, the workers parts of them; the last cell waits for somebody, as the board shows. */
async function seedAssignments(
  deps: PlatformDeps,
  planner: Actor,
  { reason }: PenglaiWords,
  community: readonly Person[],
): Promise<number> {
  const { cells } = await readCells(deps, planner, { division: penglai.village })
  const free = cells.filter(({ leaders }) => leaders.length === 0).map(({ code }) => code)
  const from = addDays(shanghaiDate(deps.clock.now()), -90)
  let given = 0
  const give = async (person: Person | undefined, duty: 'worker' | 'leader', codes: readonly string[]) => {
    if (!person || codes.length === 0) return
    const body = { cells: [...codes], duty, accountId: person.accountId, from, reason }
    given += (await assign(deps, planner, body)).changed
  }
  if (free.length < cells.length) return 0
  const [first, second] = community
    .filter(({ role }) => role === 'grid_worker')
    .toSorted((a, b) => a.accountId - b.accountId)
  await give(
    community.find(({ role }) => role === 'grid_leader'),
    'leader',
    free,
  )
  await give(first, 'worker', free.slice(0, 4))
  await give(second, 'worker', free.slice(4, -1))
  return given
}

/** One grid worker of each other street serves the cells of its first community. */
async function seedStreets(deps: PlatformDeps, planner: Actor, { reason }: PenglaiWords): Promise<number> {
  const { db } = deps.handle
  const organisations = await organisationIdsByCode(db)
  const from = addDays(shanghaiDate(deps.clock.now()), -90)
  let given = 0
  for (const { code } of deps.divisions.children(penglai.village.slice(0, 6))) {
    const staff = await listStaff(db, organisations.get(code) ?? 0, 'zh-CN', deps.clock.now())
    const worker = staff.find(({ role }) => role === 'grid_worker')
    const [village] = deps.divisions.children(code)
    if (!worker || !village) continue
    const { cells } = await readCells(deps, planner, { division: village.code })
    const codes = cells.map((cell) => cell.code)
    if (codes.length === 0) continue
    const body = { cells: codes, duty: 'worker' as const, accountId: worker.accountId, from, reason }
    given += (await assign(deps, planner, body)).changed
  }
  return given
}

/** The nights of this month are planned in turn; days of rest wait for somebody, as the board shows. */
async function seedDuty(deps: PlatformDeps, community: readonly Person[]): Promise<void> {
  const { db } = deps.handle
  const { village } = penglai
  if ((await listShifts(db, { divisions: [village] }, { division: village })).length > 0) return
  const now = deps.clock.now()
  const night = { part: 'night' as const, from: '17:30', to: '08:30', days: 'all' as const }
  const template = { parts: [night], people: community.map(({ accountId }) => accountId) }
  const days = daysOfMonth(deps.engine.calendar, shanghaiDate(now).slice(0, 7))
  const month = { from: days[0]?.date ?? '', to: days.at(-1)?.date ?? '' }
  const planned = planRange(deps.engine.calendar, month, template)
  const shifts = planned.map((shift) => ({ ...shift, id: newId(now), divisionCode: village }))
  await db.transaction().execute((tx) => insertShifts(tx, shifts))
}

type Cast = { leader: Person; workers: readonly Person[] }

/** A few visits and two persons under care, each at a time of its own; none where some are already. */
async function seedCare(deps: PlatformDeps, words: PenglaiWords, { leader, workers }: Cast): Promise<void> {
  const { engine, handle, clock } = deps
  const [worker] = workers
  if (!worker) return
  const organisationId = await organisationOf(deps, penglai.village)
  const by = (person: Person) => actorOf(person, organisationId, [penglai.village])
  if ((await readStates(engine, by(leader), 'household_visit')).length > 0) return
  const residents = await handle.db.transaction().execute((tx) => firstResidents(tx, penglai.village))
  const people = [...residents.values()]
  const today = shanghaiDate(clock.now())
  const at = (daysAgo: number) =>
    new Date(shanghaiInstant(addDays(today, -daysAgo)).getTime() + 36_000_000).toISOString()
  const register = (
    person: Person,
    ledger: string,
    daysAgo: number,
    input: Record<string, string | number | boolean>,
  ) =>
    engine.perform(
      by(person),
      [{ ledger, action: 'register', divisionCode: penglai.village, effectiveAt: at(daysAgo), input }],
      newId(),
    )
  const care = (person: string, need: string) => ({
    person,
    need,
    basis: 'statutory_duty',
    basisText: words.basis,
    visitEvery: 14,
    visitUnit: 'calendar_days',
    organisationId,
    accountId: worker.accountId,
    demonstration: true,
  })
  if (people[0]) await register(leader, 'key_person', 10, care(people[0], 'living_alone'))
  if (people[1]) await register(leader, 'key_person', 20, care(people[1], 'disabled'))
  const visited = await handle.db.transaction().execute((tx) => firstHomes(tx, penglai.village, 3))
  for (const [index, household] of visited.entries())
    await register(worker, 'household_visit', 3 + index * 30, {
      household,
      visitor: worker.accountId,
      visitedOn: addDays(today, -3 - index * 30),
      purpose: 'routine',
      contact: 'met',
      found: words.found,
      outcome: 'none',
      demonstration: true,
    })
}
