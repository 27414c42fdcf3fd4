import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { builtInRoles } from '#kernel/orgs/model'
import { openWorld, type World, worldPlaces } from '../../test/world/app.ts'
import type { Caller } from '../../test/world/caller.ts'

type Leaf = { steps: (string | number)[]; value: unknown }

/** The numbers and truths of a body: what can be another one without anything else having to follow. */
function leavesOf(value: unknown, steps: Leaf['steps'] = []): Leaf[] {
  if (typeof value === 'number' || typeof value === 'boolean') return [{ steps, value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, [...steps, key]))
}

function changed(body: unknown, which: number, by: number): unknown {
  const copy: unknown = structuredClone(body)
  const leaves = leavesOf(copy)
  const leaf = leaves[which % leaves.length]
  if (!leaf) return copy
  const holder = leaf.steps.slice(0, -1).reduce((at, step) => (at as Record<string, unknown>)[step], copy)
  const next = typeof leaf.value === 'number' ? leaf.value + by : !leaf.value
  Object.assign(holder as object, { [String(leaf.steps.at(-1))]: next })
  return copy
}

describe('every rule that is data', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  const keepers = new Map<string, Caller>()
  /** Somebody who may change a book, by a role that has its right. */
  async function keeperOf(right: string): Promise<Caller> {
    const known = keepers.get(right)
    if (known) return known
    const role = builtInRoles().find(({ rights }) => rights.includes(right as never))
    assert.ok(role, `a role has the right ${right}`)
    const { caller } = await world.newCaller({
      loginName: `keeper-${right}`,
      code: `keeper-${right}`,
      organisationId: world.organisations.get('990001') ?? 0,
      role: role.id,
      divisions: [worldPlaces.district],
      ledgers: null,
      sensitivity: 2,
    })
    keepers.set(right, caller)
    return caller
  }

  test('says after its publication what was drafted, and of every earlier moment what was in force then', async () => {
    for (const book of world.house.rulebooks.all()) {
      const { id, right, per } = book.declared
      const district = per === 'district' ? worldPlaces.district : ''
      const query = district === '' ? '' : `?district=${district}`
      const keeper = await keeperOf(right)
      const known = [{ at: world.clock.now(), body: book.now(district).body }]
      await fc.assert(
        fc.asyncProperty(fc.nat(), fc.constantFrom(-1, 1, 2), async (which, by) => {
          world.clock.advance(60_000)
          const { body: now } = await keeper.get(`/api/rulebooks/${id}${query}`)
          const draft = changed(now.rule.body, which, by)
          const expectedRevision = now.draft?.revision ?? 0
          const saved = await keeper.put(`/api/rulebooks/${id}/draft${query}`, {
            body: draft,
            expectedRevision,
          })
          fc.pre(saved.status === 204)
          const { body: kept } = await keeper.get(`/api/rulebooks/${id}${query}`)
          const answer = await keeper.post(`/api/rulebooks/${id}/versions${query}`, {
            reason: 'as tried',
            expectedVersion: now.rule.version,
            expectedRevision: kept.draft.revision,
          })
          assert.equal(answer.status, 200, answer.bytes.toString())
          assert.equal(answer.body.version, now.rule.version + 1)
          assert.deepEqual(answer.body.body, draft, id)
          known.push({ at: world.clock.now(), body: draft })
          for (const past of known) assert.deepEqual(book.at(past.at, district).body, past.body, id)
        }),
        { numRuns: 4 },
      )
      assert.ok(book.published(district).length >= 4, id)
    }
  })
})
