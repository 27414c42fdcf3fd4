import { NewEnterprise, NewPerson, NewPlace, type ObjectKind } from '#kernel/registry/model'
import { insertEnterprises, insertHouseholds, insertPersons, insertPlaces } from '#kernel/registry/server'
import type { RegistryWorld } from '../world/registry.ts'

type Labelled = { entity: string; name: string; divisionCode: string; address: string }
export type LabelledSet = {
  person: Labelled[]
  household: (Omit<Labelled, 'name'> & {
    number: string | null
    head: string
    headBirthDate: string | null
  })[]
  enterprise: Labelled[]
  place: (Labelled & { point: [number, number] | null })[]
}

/** Registers the set and answers of each kind which object is which entity. */
export async function registerLabelled(
  { deps: { db, keys, now } }: RegistryWorld,
  set: LabelledSet,
): Promise<Map<ObjectKind, Map<string, string>>> {
  const label = (ids: readonly string[], records: readonly { entity: string }[]) =>
    new Map(ids.map((id, index) => [id, records[index]?.entity ?? '']))
  const without = ({ entity: _, ...record }: Labelled) => record
  const persons = set.person.map((record) => NewPerson.parse(without(record)))
  const enterprises = set.enterprise.map((record) => NewEnterprise.parse(without(record)))
  const places = set.place.map((record) => NewPlace.parse(without(record)))
  const heads = set.household.map(({ head, headBirthDate, divisionCode }) =>
    NewPerson.parse({ name: head, birthDate: headBirthDate, divisionCode }),
  )
  const at = now()
  const headIds = await insertPersons(db, keys, heads, at)
  const households = set.household.map(({ number, divisionCode, address }, index) => ({
    number,
    divisionCode,
    address,
    sensitivity: 1,
    source: '',
    asOf: null,
    from: '2026-01-01',
    members: [{ personId: headIds[index] ?? '', relation: 'head' as const }],
  }))
  return new Map<ObjectKind, Map<string, string>>([
    ['person', label(await insertPersons(db, keys, persons, at), set.person)],
    ['household', label(await insertHouseholds(db, households, at), set.household)],
    ['enterprise', label(await insertEnterprises(db, keys, enterprises, at), set.enterprise)],
    ['place', label(await insertPlaces(db, places, at), set.place)],
  ])
}
