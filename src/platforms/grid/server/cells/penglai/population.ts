import type { Tx } from '#kernel/db/server'
import type { PlatformDeps } from '#kernel/ledgers/server'
import { copyPeople, type Invented, inventHouseholds, readInventedNames } from '#kernel/registry/server'
import { shanghaiDate } from '#kernel/time/model'
import { penglai, seedHeads, settleHomes } from './buildings.ts'
import {
  countPeople,
  firstResidents,
  listPopulations,
  lockPopulation,
  notePopulation,
  orderPopulation,
  type Population,
} from './penglai-store.ts'

type Deps = Pick<PlatformDeps, 'handle' | 'keys' | 'clock'>

const seed = 595
const inventedOn = '2026-01-01'
const perPart = 100
const spread = 9
/** Behind those of the people whom every village has, so that no number comes twice. */
const after = { number: 1000, order: 250, phone: 1_000_000 }

/** Asks for the people whom the community lacks to the figures of the page; they come in the background. */
export async function orderPeople({ handle: { db } }: Deps): Promise<Population | undefined> {
  const there = await countPeople(db, penglai.village)
  const households = penglai.households - there.households
  const persons = penglai.persons - there.persons
  if (households > 0 && persons >= households)
    await orderPopulation(db, { village: penglai.village, households, persons })
  return (await listPopulations(db)).find(({ village }) => village === penglai.village)
}

/** Families to the exact number of households and of persons, the same on every machine. */
export function inventCommunity({
  village,
  households,
  persons,
}: Pick<Population, 'village' | 'households' | 'persons'>): Invented[] {
  const names = readInventedNames()
  const made = inventHouseholds({
    names,
    villages: [{ code: village, households }],
    on: inventedOn,
    seed,
    childrenBelow: 4.4,
    after,
  })
  const people = new Map(made.persons.map((person) => [person.id, person]))
  let left = made.persons.length - persons
  const families = made.households.map((home) => ({ ...home, members: [...(home.members ?? [])] }))
  // One fewer here and there, so that no part of the community is left without children.
  for (let round = 0; round < spread && left > 0; round += 1)
    for (let at = round; at < families.length && left > 0; at += spread) {
      const members = families[at]?.members ?? []
      if (members.length < 2) continue
      members.pop()
      left -= 1
    }
  return families.map((home) => ({
    households: [home],
    persons: home.members.flatMap(({ personId }) => people.get(personId) ?? []),
  }))
}

/** Loads a part of what was ordered, in a transaction of its own; a restart goes on where it ended. */
export class PopulationWork {
  readonly #deps: Deps
  #families: Invented[] | undefined

  constructor(deps: Deps) {
    this.#deps = deps
  }

  readonly step = async (): Promise<void> => {
    const { handle, clock, keys } = this.#deps
    const waiting = (await listPopulations(handle.db)).find(({ endedAt }) => endedAt === null)
    if (!waiting) return
    this.#families ??= inventCommunity(waiting)
    const families = this.#families
    await handle.db.transaction().execute(async (tx) => {
      const order = await lockPopulation(tx, waiting.village)
      if (!order) return
      const now = clock.now()
      const part = families.slice(order.loadedHouseholds, order.loadedHouseholds + perPart)
      const people = {
        households: part.flatMap(({ households }) => households),
        persons: part.flatMap(({ persons }) => persons),
      }
      await copyPeople(tx, keys, people, now)
      await settleHomes(tx, shanghaiDate(now))
      const loadedHouseholds = order.loadedHouseholds + part.length
      const done = loadedHouseholds >= families.length
      if (done) await nameHeads(tx, now)
      await notePopulation(tx, {
        village: order.village,
        loadedHouseholds,
        loadedPersons: order.loadedPersons + people.persons.length,
        endedAt: done ? now : null,
      })
      if (done) this.#families = undefined
    })
  }
}

export async function nameHeads(tx: Tx, now: Date): Promise<number> {
  return seedHeads(tx, await firstResidents(tx, penglai.village), now, shanghaiDate(now))
}
