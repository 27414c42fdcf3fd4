import { newId } from '#kernel/db/server'
import type { RegistryDeps } from './records.ts'
import { insertHouseholds } from './households.ts'
import { inventHouseholds, readInventedNames } from './invent.ts'
import { inventTwins } from './invent-twins.ts'
import { hasPersonFrom } from './person-store.ts'
import { insertPersons } from './persons.ts'

/** Only the shape of the demonstration hangs on it: the same seed gives the same people on every machine. */
const demonstrationSeed = 2026
const inventedOn = '2026-01-01'

/**
 * Gives every village its invented households, a few dozen each, all or none. Where they are already it does nothing.
 */
export async function seedInventedPeople(
  { db, keys, now }: RegistryDeps,
  villages: readonly string[],
): Promise<{ persons: number; households: number }> {
  const names = readInventedNames()
  return db.transaction().execute(async (tx) => {
    if (await hasPersonFrom(tx, names.source)) return { persons: 0, households: 0 }
    // Villages differ in size; their codes' last digits spread them well enough.
    const order = villages.map((code) => ({ code, households: 15 + (Number(code.slice(-6)) % 31) }))
    const invented = inventHouseholds({ names, villages: order, on: inventedOn, seed: demonstrationSeed })
    const twins = inventTwins(invented, () => newId(now()))
    const persons = [...invented.persons, ...twins.persons]
    const households = [...invented.households, ...twins.households]
    await insertPersons(tx, keys, persons, now())
    await insertHouseholds(tx, households, now())
    return { persons: persons.length, households: households.length }
  })
}
