import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Household, MergeDetail, ObjectKind, Person } from '#kernel/registry/model'
import { type RegistryWorld, registrar } from './registry.ts'

export const mergeRights = [
  'registry.read',
  'registry.write',
  'registry.merge',
  'registry.unmask',
  'registry.hold',
]
export const merger = registrar({ rights: mergeRights })
const here = '211302009001'

/** What tests of merging do again and again, in a world that is opened later. */
export function mergingIn(open: () => RegistryWorld) {
  const make = async <T>(collection: string, body: object) => {
    const answer = await open().call<T>(merger, 'POST', `/api/${collection}`, body)
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    return answer.body
  }
  const person = (facts: object = {}) =>
    make<Person>('persons', { name: '赵立春', divisionCode: here, ...facts })
  const household = (members: object[], facts: object = {}) =>
    make<Household>('households', { divisionCode: here, from: '2020-01-01', members, ...facts })
  const merge = (
    kind: ObjectKind,
    survivor: { id: string; version: number },
    absorbed: { id: string; version: number },
    more: object = {},
    key?: string,
  ) =>
    open().call<MergeDetail>(
      merger,
      'POST',
      '/api/merges',
      {
        kind,
        survivorId: survivor.id,
        absorbedId: absorbed.id,
        survivorVersion: survivor.version,
        absorbedVersion: absorbed.version,
        ground: 'one person',
        ...more,
      },
      key,
    )
  const undo = (id: string, more: object = {}) =>
    open().call<MergeDetail & { code: string }>(merger, 'PUT', `/api/merges/${id}/undoing`, {
      reason: 'they are two',
      ...more,
    })
  const get = async <T>(collection: string, id: string) =>
    (await open().call<T>(merger, 'GET', `/api/${collection}/${id}`)).body
  /** Everything that the register holds of its objects, but for what counts writes. */
  const everything = async () => {
    const parts = [
      'person',
      'household',
      'enterprise',
      'place',
      'household_member',
      'household_event',
      'household_event_member',
      'registry_redirect',
      'hold',
    ]
    const all: Record<string, unknown> = {}
    for (const table of parts) {
      const { rows } = await sql<{ row: object }>`
        select to_jsonb(t) - 'version' - 'updated_at' as row from ${sql.table(table)} as t order by 1`.execute(
        open().deps.db,
      )
      all[table] = rows.map(({ row }) => row)
    }
    return all
  }

  return { make, person, household, merge, undo, get, everything }
}
