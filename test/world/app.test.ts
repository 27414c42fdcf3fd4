import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from './app.ts'

describe('the world', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  test('the invented district is the whole house: a problem of one township is not there for another', async () => {
    const { id } = await world.entry({ in: 'riverside.first', ledger: 'problem' })
    const seen = await world.as('riverside.steward').get(`/api/entries/${id}`)
    assert.equal(seen.status, 200)
    assert.equal(seen.body.divisionCode, '990001001001')
    assert.equal((await world.as('hillside.gridWorker').get(`/api/entries/${id}`)).status, 404)
    assert.equal((await world.stranger().get(`/api/entries/${id}`)).status, 401)
  })

  test('every ledger of the house and of the tests takes an entry', async () => {
    for (const ledger of ['toy', 'guarded', 'project', 'problem']) {
      const entry = await world.entry({ in: 'hillside', ledger })
      assert.equal(entry.ledger, ledger)
    }
  })
})
