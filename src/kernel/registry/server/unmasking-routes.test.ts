import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world/app.ts'

describe('the record of whole numbers shown', () => {
  let world: World
  const ids: string[] = []
  before(async () => {
    world = await openWorld()
    const registrar = world.as('plans.registrar')
    for (const [name, phone] of [
      ['测试·甲', '13800000001'],
      ['测试·乙', '13800000002'],
    ]) {
      const made = await registrar.post('/api/persons', { name, phone, divisionCode: '990001001001' })
      assert.equal(made.status, 201)
      ids.push(made.body.id)
    }
    const [one, two] = ids
    for (const [id, purpose] of [
      [one, '核对联系电话一'],
      [two, '核对联系电话二'],
      [one, '核对联系电话三'],
    ]) {
      const seen = await registrar.post(`/api/persons/${id}/unmask`, { field: 'phone', purpose })
      assert.equal(seen.status, 200)
      world.clock.advance(1000)
    }
  })
  after(() => world.close())

  const read = (query = '') => world.as('district.auditor').get(`/api/unmaskings${query}`)

  test('who audits reads who looked, when and what for, and tells objects apart without seeing them', async () => {
    const { status, body } = await read()
    assert.equal(status, 200)
    assert.deepEqual(
      body.rows.map((row: { purpose: string }) => row.purpose),
      ['核对联系电话三', '核对联系电话二', '核对联系电话一'],
    )
    const [third, second, first] = body.rows
    assert.equal(third.mark, first.mark)
    assert.notEqual(third.mark, second.mark)
    assert.equal(first.loginName, 'plans.registrar')
    const text = JSON.stringify(body)
    for (const hidden of [...ids, '测试·甲', '13800000001']) assert.equal(text.includes(hidden), false)
    assert.deepEqual(
      body.byAccount.map(({ count, objects }: { count: number; objects: number }) => [count, objects]),
      [[3, 2]],
    )
    assert.equal(body.total, 3)
  })

  test('the looks at one object, of one account, for one purpose and of one day are found', async () => {
    const [third, second] = (await read()).body.rows
    const total = async (query: string) => (await read(query)).body.total
    assert.equal(await total(`?same=${third.id}`), 2)
    assert.equal(await total(`?same=${second.id}`), 1)
    assert.equal(await total(`?account=${third.accountId}`), 3)
    assert.equal(await total('?account=999999'), 0)
    assert.equal(await total(`?q=${encodeURIComponent('电话二')}`), 1)
    assert.equal(await total('?from=2026-03-02&to=2026-03-02'), 3)
    assert.equal(await total('?from=2026-03-03'), 0)
  })

  test('without the right it is 403, and another district’s auditor finds nothing', async () => {
    for (const other of ['plans.registrar', 'district.system', 'district.security'])
      assert.equal((await world.as(other).get('/api/unmaskings')).status, 403)
    assert.equal((await world.stranger().get('/api/unmaskings')).status, 401)
    const { caller } = await world.newCaller({
      loginName: 'farside.auditor',
      code: 'farside.auditor',
      organisationId: world.organisations.get('990002') as number,
      role: 'auditor',
      divisions: ['990002'],
      ledgers: [],
      sensitivity: 0,
    })
    assert.equal((await caller.get('/api/unmaskings')).body.total, 0)
  })
})
