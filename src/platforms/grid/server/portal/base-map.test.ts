import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World, worldPlaces } from '../../../../../test/world/app.ts'
import { onSheet, seedWorldShapes } from '../../../../../test/world/shapes.ts'
import { servedTownships } from './base-map.ts'

describe('the places of the portal', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    await seedWorldShapes(world.house.handle.db, (code) => `cell ${code}`)
  })
  after(() => world.close())

  const ask = async (path: string) => (await world.stranger().get(`/api/portal/${path}`)).body
  const codes = (rows: readonly { code: string }[]) => rows.map(({ code }) => code)

  test('are those that somebody dispatches over: what is said of others could not be taken up', async () => {
    const { riverside, farside } = worldPlaces
    const streets = codes((await ask('places')).rows)
    const map = await ask('map')
    assert.ok(streets.includes(riverside) && codes(map.names).includes(riverside))
    assert.ok([...streets, ...codes(map.names)].every((code) => code.startsWith('990001')))
    assert.deepEqual([map.box[0], map.box[2]], [onSheet(0, 0)[0], onSheet(2, 2)[0]])
    assert.ok((await ask(`places?parent=${riverside}`)).rows.length > 0)
    assert.deepEqual((await ask(`places?parent=${farside}`)).rows, [])
    const whereIs = async (x: number, y: number) => {
      const [lng, lat] = onSheet(x, y)
      return ask(`where?lng=${lng}&lat=${lat}`)
    }
    const inside = await whereIs(0.5, 0.5)
    assert.deepEqual([inside.village.code, inside.township.code], [worldPlaces['riverside.first'], riverside])
    assert.deepEqual(await whereIs(3.5, 0.5), { village: null, township: null })
  })

  test('are none where nobody dispatches, and the portal says so before anything is asked', async () => {
    assert.equal((await ask('setup')).open, true)
    const nobody = { divisions: world.house.divisions, organisationOfRole: () => undefined }
    assert.equal(servedTownships(nobody).size, 0)
  })
})
