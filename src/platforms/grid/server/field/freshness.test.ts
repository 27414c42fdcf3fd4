import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Actor } from '#kernel/http/model'
import { insertHouseholds } from '#kernel/registry/server'
import { openWorld, type World, worldPlaces } from '../../../../../test/world/app.ts'
import { readFreshness } from './freshness.ts'

describe('how fresh the register is, on a phone', () => {
  let world: World
  let ids: string[]
  before(async () => {
    world = await openWorld({ start: '2026-11-20T03:00:00Z' })
    const facts = {
      address: 'Trial Road 1',
      sensitivity: 1,
      source: 'trial',
      members: [],
      from: '2026-01-01',
    }
    const near = worldPlaces['riverside.first']
    ids = await insertHouseholds(
      world.house.handle.db,
      [
        { number: '1', divisionCode: near, asOf: '2023-05-01', ...facts },
        { number: '2', divisionCode: near, asOf: '2026-06-01', ...facts },
        { number: '3', divisionCode: worldPlaces['hillside.community'], asOf: '2022-01-01', ...facts },
      ],
      world.clock.now(),
    )
  })
  after(() => world.close())

  const actor = (more: Partial<Actor>): Actor => ({
    accountId: 1,
    positionId: 1,
    organisationId: 1,
    name: 'Trial',
    role: 'grid_worker',
    divisions: [worldPlaces['riverside.first']],
    ledgers: 'all',
    sensitivity: 2,
    rights: ['registry.read'],
    locale: 'en',
    ...more,
  })

  test('a phone is told which of its own households are old, and of no other', async () => {
    const found = await readFreshness(world.house, actor({}))
    assert.deepEqual(found?.asOf, { [ids[0] as string]: '2023-05-01' })
    assert.equal(found?.freshDays['household.address'], 730)
  })

  test('who may not read the register, or works over a whole district, is told nothing', async () => {
    assert.equal(await readFreshness(world.house, actor({ rights: [] })), null)
    assert.equal(await readFreshness(world.house, actor({ divisions: [worldPlaces.district] })), null)
  })
})
