import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world/app.ts'

describe('rates over HTTP', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    await world.entry({ in: 'riverside.first', ledger: 'toy', fields: { subject: 'one', category: 'road' } })
    await world.entry({ in: 'hillside.community', ledger: 'toy', fields: { subject: 'other' } })
  })
  after(() => world.close())

  test('what waits to be counted is said, and counted once the relay has had its turn', async () => {
    const office = world.as('plans.office')
    const before = await office.get('/api/ledgers/toy/statistics?by=township')
    assert.equal(before.status, 200)
    assert.equal(before.body.behind, true)
    await world.app.relay.drain()
    const { body } = await office.get('/api/ledgers/toy/statistics?by=township')
    assert.equal(body.behind, false)
    assert.deepEqual([body.all.resolution.n, body.all.resolution.of], [0, 2])
    assert.equal(body.rows.length, 2)
    const [row] = body.rows
    const cases = await office.get(`/api/ledgers/toy/statistics/cases?${row.rates.resolution.rows}`)
    assert.equal(cases.body.total, row.rates.resolution.of)
    assert.equal(cases.body.rows[0].divisionCode.slice(0, 9), row.key)
  })

  test('each sees the figures of what is theirs', async () => {
    const { body } = await world.as('riverside.steward').get('/api/ledgers/toy/statistics')
    assert.equal(body.all.resolution.of, 1)
    assert.equal((await world.stranger().get('/api/ledgers/toy/statistics')).status, 401)
  })

  test('what is not known is refused with its name', async () => {
    const office = world.as('plans.office')
    for (const [query, name] of [
      ['by=category:subject', 'by'],
      ['by=nonsense', 'by'],
      ['f.subject=x', 'f.subject'],
      ['from=2026-02-02&to=2026-01-01', 'to'],
    ]) {
      const { status, body } = await office.get(`/api/ledgers/toy/statistics?${query}`)
      assert.equal(status, 400, query)
      assert.equal(body.path, name, query)
    }
    assert.equal((await office.get('/api/ledgers/none/statistics')).status, 404)
    assert.equal((await office.get('/api/ledgers/toy/statistics/cases?measure=luck')).status, 400)
  })
})
