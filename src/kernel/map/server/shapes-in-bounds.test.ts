import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world/app.ts'
import { seedWorldShapes } from '../../../../test/world/shapes.ts'

type Feature = { properties: { code: string } }

describe('shapes within bounds', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    await seedWorldShapes(world.house.handle.db, (code) => `cell ${code}`)
  })
  after(() => world.close())

  const codesIn = async (bbox: string): Promise<string[]> => {
    const { status, body } = await world
      .as('plans.registrar')
      .get(`/api/map/layers/division:village/shapes?bbox=${bbox}`)
    assert.equal(status, 200)
    return (body.features as Feature[]).map(({ properties }) => properties.code).toSorted()
  }

  test('all of them within wide bounds, the one at a point, none beside them', async () => {
    const all = await codesIn('119,40,121,42')
    assert.equal(all.length, 4)
    const one = await codesIn('120.01,41.01,120.01,41.01')
    assert.equal(one.length, 1)
    assert.ok(all.includes(one[0] ?? ''))
    assert.deepEqual(await codesIn('121,42,122,43'), [])
  })
})
