import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openRegistryWorld, type RegistryWorld, registrar } from '../../../../test/world/registry.ts'
import { creditCodeCheckCharacter } from '../model/credit-code.ts'
import type { Enterprise, EnterprisePage } from '../model/enterprise.ts'
import type { Person } from '../model/person.ts'
import type { Place, PlacePage } from '../model/place.ts'

const village = '211302009004'
const far = registrar({ accountId: 2, divisions: ['211303'] })

describe('enterprises and places', () => {
  let world: RegistryWorld
  before(async () => {
    world = await openRegistryWorld()
  })
  after(() => world.close())

  test('an enterprise is registered, found, changed and unmasked', async () => {
    const input = {
      name: '示例金属 Test 有限公司',
      creditCode: '91990000ma00000005',
      phone: '15400000009',
      industry: '铸造',
      divisionCode: '211302009',
      source: 'test',
      asOf: '2022-01',
    }
    const wrong = await world.call(registrar(), 'POST', '/api/enterprises', input)
    assert.equal(wrong.body.errors?.[0]?.code, 'registry.credit_code_checksum')
    const creditCode = `91990000MA0000000${creditCodeCheckCharacter('91990000MA0000000')}`
    const made = await world.call<Enterprise>(registrar(), 'POST', '/api/enterprises', {
      ...input,
      creditCode,
    })
    assert.equal(made.status, 201)
    assert.deepEqual([made.body.kind, made.body.phone, made.body.asOf], ['company', '154****0009', '2022-01'])
    for (const q of ['金属', 'test', 'shilijin', 'sljs', creditCode.toLowerCase()]) {
      const { body } = await world.call<EnterprisePage>(
        registrar(),
        'GET',
        `/api/enterprises?q=${encodeURIComponent(q)}`,
      )
      assert.equal(body.total, 1, q)
    }
    assert.equal((await world.call<EnterprisePage>(far, 'GET', '/api/enterprises')).body.total, 0)
    assert.equal((await world.call(far, 'GET', `/api/enterprises/${made.body.id}`)).status, 404)
    const twice = await world.call(registrar(), 'POST', '/api/enterprises', { ...input, creditCode })
    assert.deepEqual([twice.status, twice.body.code], [409, 'registry.credit_code_held'])
    const changed = await world.call<Enterprise>(registrar(), 'PUT', `/api/enterprises/${made.body.id}`, {
      expectedVersion: 1,
      creditCode: null,
      name: '示例钢铁有限公司',
    })
    assert.deepEqual([changed.body.creditCode, changed.body.kind, changed.body.version], [null, null, 2])
    const url = `/api/enterprises/${made.body.id}/unmask`
    const shown = await world.call<{ value: string }>(registrar(), 'POST', url, {
      field: 'phone',
      purpose: 'call back',
    })
    assert.equal(shown.body.value, '15400000009')
    assert.equal((await world.call(far, 'POST', url, { field: 'phone', purpose: 'call back' })).status, 404)
  })

  test('a place keeps its point exactly, and loses it when told to', async () => {
    const input = { name: '示例产业园', kind: 'park', divisionCode: village, point: [120.451234, 41.573456] }
    const made = await world.call<Place>(registrar(), 'POST', '/api/places', input)
    assert.equal(made.status, 201)
    assert.deepEqual(made.body.point, [120.451234, 41.573456])
    const list = await world.call<PlacePage>(registrar(), 'GET', '/api/places?kind=park&q=chanye')
    assert.equal(list.body.total, 0)
    const found = await world.call<PlacePage>(registrar(), 'GET', '/api/places?kind=park&q=shilichan')
    assert.deepEqual(found.body.rows[0], made.body)
    assert.equal((await world.call<PlacePage>(far, 'GET', '/api/places')).body.total, 0)
    const url = `/api/places/${made.body.id}`
    const renamed = await world.call<Place>(registrar(), 'PUT', url, {
      expectedVersion: 1,
      name: '示例物流园',
    })
    assert.deepEqual(renamed.body.point, [120.451234, 41.573456])
    const bare = await world.call<Place>(registrar(), 'PUT', url, { expectedVersion: 2, point: null })
    assert.equal(bare.body.point, null)
    const outside = await world.call(registrar(), 'POST', '/api/places', { ...input, point: [0, 0] })
    assert.equal(outside.status, 400)
  })

  test('a person can be registered with a name only, and take a number later', async () => {
    const made = await world.call<Person>(registrar(), 'POST', '/api/persons', {
      name: '蒋 霜降',
      divisionCode: village,
      birthDate: '1989-12-31',
      sex: 'female',
    })
    assert.deepEqual([made.body.birthDate, made.body.idNumber], ['1989-12-31', null])
    const numbered = await world.call<Person>(registrar(), 'PUT', `/api/persons/${made.body.id}`, {
      expectedVersion: 1,
      idNumber: '990000199001010017',
    })
    assert.deepEqual([numbered.body.birthDate, numbered.body.sex], ['1990-01-01', 'male'])
  })
})
