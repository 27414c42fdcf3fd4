import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world/app.ts'

describe('titles of entries', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  test('titles are told of the entries that one may see, and nothing of the others', async () => {
    const mine = await world.entry({ in: 'riverside.first', ledger: 'toy', fields: { subject: 'own' } })
    const theirs = await world.entry({
      in: 'hillside.community',
      ledger: 'toy',
      fields: { subject: 'other' },
    })
    const path = `/api/entry-titles?ids=${mine.id},${theirs.id},${randomUUID()}`
    const { status, body } = await world.as('riverside.steward').get(path)
    assert.equal(status, 200)
    assert.deepEqual(body, [{ id: mine.id, no: mine.no, title: 'own', ledger: 'toy' }])
    assert.equal((await world.stranger().get(path)).status, 401)
  })

  test('what is not a list of ids is refused with its place', async () => {
    for (const ids of ['', 'x', `${randomUUID()},y`]) {
      const { status, body } = await world.as('riverside.steward').get(`/api/entry-titles?ids=${ids}`)
      assert.equal(status, 400)
      assert.match(body.errors[0].path, /ids/)
    }
  })

  test('the filter - holds what is known to its district only', async () => {
    await world.entry({ in: 'district', ledger: 'toy', fields: { subject: 'everywhere' } })
    const { body } = await world.as('plans.office').get('/api/ledgers/toy/entries?township=-')
    assert.deepEqual(
      body.rows.map((row: { title: string }) => row.title),
      ['everywhere'],
    )
    const uncategorised = await world.as('plans.office').get('/api/ledgers/toy/entries?f.category=-')
    assert.equal(uncategorised.body.total, 3)
  })

  test('a search finds titles and numbers, whichever case they are written in, and takes signs as they are', async () => {
    const made = await world.entry({
      in: 'riverside.first',
      ledger: 'toy',
      fields: { subject: 'Lamp 100% 坏了' },
    })
    const found = async (q: string) => {
      const path = `/api/ledgers/toy/entries?q=${encodeURIComponent(q)}`
      return (await world.as('plans.office').get(path)).body.rows.map(({ id }: { id: string }) => id)
    }
    for (const q of ['lamp', 'LAMP', '坏了', '100%', made.no, made.no.toLowerCase(), made.no.slice(-3)])
      assert.deepEqual(await found(q), [made.id], q)
    for (const q of ['坏_', '1%0', '灯']) assert.deepEqual(await found(q), [], q)
  })
})
