import { type Actor, hasRight } from '#kernel/http/model'
import { shanghaiDate } from '#kernel/time/model'
import { maskPhone } from '../model/masking.ts'
import { householdConditions } from './household-store.ts'
import { readMembers, summariseHouseholds } from './membership-store.ts'
import { personConditions } from './person-store.ts'
import { placeConditions } from './named-store.ts'
import { listRows } from './record-store.ts'
import type { RegistryDeps } from './records.ts'
import { behindWall, reachOf } from './registry-wall-store.ts'
import { unseal } from './sealing.ts'

const query = { page: 1, size: 1 }

type Max = { person: number; household: number; place: number }

/**
 * What somebody who goes from door to door takes along of the register: the least that is asked for there, phones
 * masked, nothing of identity numbers. Read as lists are, behind the wall and within scope and class.
 */
export async function readForCarrying({ db, keys, now }: RegistryDeps, actor: Actor, max: Max) {
  if (!hasRight(actor, 'registry.read') || actor.divisions.length === 0) return undefined
  const today = shanghaiDate(now())
  const found = await behindWall(db, reachOf(actor), async (tx) => {
    const asked = { persons: personConditions(actor, query), places: placeConditions(actor, query) }
    const [byName, first] = ['pinyin, id', { page: 1 }]
    const persons = await listRows(tx, 'person', asked.persons, byName, { ...first, size: max.person })
    const places = await listRows(tx, 'place', asked.places, byName, { ...first, size: max.place })
    const conditions = householdConditions(actor, query, today)
    const size = max.household
    const households = await listRows(tx, 'household', conditions, 'division_code, number, id', {
      ...first,
      size,
    })
    const ids = households.rows.map(({ id }) => id)
    const summaries = await summariseHouseholds(tx, actor, ids, today)
    return { persons, places, households, summaries, members: await readMembers(tx, actor, ids, today) }
  })
  return {
    totals: {
      person: found.persons.total,
      household: found.households.total,
      place: found.places.total,
    },
    persons: found.persons.rows.map((row) => {
      const phone = unseal(keys, 'person.phone', row.id, row.phone)
      return {
        id: row.id,
        name: row.name,
        sex: row.sex,
        birthDate: row.birth_date,
        phone: phone === null ? null : maskPhone(phone),
        divisionCode: row.division_code,
        address: row.address,
      }
    }),
    households: found.households.rows.map((row) => ({
      id: row.id,
      number: row.number,
      headName: found.summaries.get(row.id)?.headName ?? null,
      size: found.summaries.get(row.id)?.size ?? 0,
      divisionCode: row.division_code,
      address: row.address,
      members: found.members.get(row.id) ?? [],
    })),
    places: found.places.rows.map((row) => ({
      id: row.id,
      name: row.name,
      kind: row.kind,
      divisionCode: row.division_code,
      address: row.address,
      point: row.point,
    })),
  }
}
