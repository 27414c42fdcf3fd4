import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world/app.ts'

describe('names of people', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  test('whoever is signed in is told who accounts are, and nothing of those that are none', async () => {
    const steward = world.as('riverside.steward')
    const { body: session } = await world.as('plans.office').get('/api/session')
    const { id, name } = session.account
    const path = `/api/account-names?accounts=${id},2000000000`
    const { status, body } = await steward.get(path)
    assert.equal(status, 200)
    assert.deepEqual(body, [{ id, name }])
    assert.equal((await world.stranger().get(path)).status, 401)
  })

  test('what is not a list of accounts is refused with its place', async () => {
    for (const ids of ['', 'x', '1,-2', '99999999999']) {
      const { status, body } = await world.as('riverside.steward').get(`/api/account-names?accounts=${ids}`)
      assert.equal(status, 400)
      assert.match(body.errors[0].path, /accounts/)
    }
  })
})
