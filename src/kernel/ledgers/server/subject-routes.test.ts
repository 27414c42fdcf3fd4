import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World, worldPlaces } from '../../../../test/world/app.ts'
import type { Caller } from '../../../../test/world/caller.ts'

describe('everything that is held on an object', () => {
  let world: World
  let registrar: Caller
  let near: Caller
  let personId: string
  before(async () => {
    world = await openWorld()
    registrar = world.as('plans.registrar')
    const made = await registrar.post('/api/persons', {
      name: '测试·卫小雪',
      phone: '15400007777',
      idNumber: '990000199001010017',
      divisionCode: worldPlaces['riverside.first'],
    })
    assert.equal(made.status, 201, made.bytes.toString())
    personId = made.body.id
    const subjects = [{ kind: 'person', objectId: personId, role: 'party' }]
    const fields = { subject: '河畔漏水' }
    await world.entry({ in: 'riverside.first', ledger: 'toy', fields, more: { subjects } })
    await world.entry({ in: 'hillside', ledger: 'toy', fields: { subject: '山麓断电' }, more: { subjects } })
    const organisationId = world.organisations.get('990001001') as number
    const scope = { divisions: [worldPlaces.riverside], ledgers: null, sensitivity: 2 }
    near = (
      await world.newCaller({
        code: 'near',
        loginName: 'near',
        organisationId,
        role: 'grid_worker',
        ...scope,
      })
    ).caller
  })
  after(() => world.close())

  const titles = async (by: Caller) => {
    const { status, body } = await by.get(`/api/persons/${personId}/entries`)
    assert.equal(status, 200)
    return body.groups.flatMap(({ entries }: { entries: { title: string }[] }) =>
      entries.map(({ title }) => title),
    )
  }

  test('entries of all ledgers show with their tasks, to each reader theirs, and of the rest not even a number', async () => {
    assert.deepEqual((await titles(registrar)).sort(), ['山麓断电', '河畔漏水'])
    const { bytes, body } = await near.get(`/api/persons/${personId}/entries`)
    assert.deepEqual(await titles(near), ['河畔漏水'])
    assert.equal(bytes.includes('山麓'), false)
    assert.deepEqual(Object.keys(body).sort(), ['files', 'groups', 'more'])
    assert.equal(body.more, false)
    const [entry] = body.groups[0].entries
    assert.ok(entry.tasks.length > 0 && entry.tasks[0].label.en !== '')
    assert.equal((await world.as('farside.office').get(`/api/persons/${personId}/entries`)).status, 404)
    assert.equal((await world.as('district.system').get(`/api/persons/${personId}/entries`)).status, 403)
    assert.equal((await world.stranger().get(`/api/persons/${personId}/entries`)).status, 401)
  })

  test('the change log says who changed what, numbers masked, and on which request', async () => {
    await registrar.put(`/api/persons/${personId}`, {
      phone: '15400008888',
      address: '某巷',
      expectedVersion: 1,
    })
    const asked = await near.post(`/api/persons/${personId}/change-requests`, {
      field: 'address',
      value: '另一巷',
      reason: '已搬',
    })
    await registrar.put(`/api/change-requests/${asked.body.id}/decision`, {
      approve: true,
      expectedVersion: 2,
    })
    const { body, bytes } = await near.get(`/api/persons/${personId}/changes`)
    const [third, second, first] = body.changes
    assert.deepEqual(second.facts, [
      { field: 'phone', before: '154****7777', after: '154****8888' },
      { field: 'address', before: '', after: '某巷' },
    ])
    assert.equal(third.requestId, asked.body.id)
    assert.ok(first.facts.some(({ after }: { after: string }) => after === '990000********0017'))
    assert.equal(/15400007777|15400008888|990000199001010017/.test(bytes.toString()), false)
    assert.equal((await world.as('farside.office').get(`/api/persons/${personId}/changes`)).status, 404)
  })

  test('who may look at whole numbers sees who looked, and nobody else does', async () => {
    await registrar.post(`/api/persons/${personId}/unmask`, { field: 'phone', purpose: '通知开会' })
    const { body } = await registrar.get(`/api/persons/${personId}/unmaskings`)
    assert.deepEqual(
      body.looks.map(({ field, purpose }: { field: string; purpose: string }) => [field, purpose]),
      [['phone', '通知开会']],
    )
    assert.equal((await near.get(`/api/persons/${personId}/unmaskings`)).status, 403)
  })
})
