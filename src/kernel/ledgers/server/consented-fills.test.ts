import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { filledLedger, platformOf } from '../../../../test/world/filled-ledgers.ts'
import { openWorld, type World, worldPlaces } from '../../../../test/world/app.ts'

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const calls = filledLedger('calls', 'HF', [
  { name: 'phone', zh: '电话', en: 'Phone', element: 'person.phone', purpose: 'satisfaction_call' },
])

describe('a purpose whose ground is consent', () => {
  let world: World
  let personId: string
  before(async () => {
    world = await openWorld({ platforms: [platformOf(calls)] })
    const person = {
      name: '测试·甲',
      phone: '13800000001',
      divisionCode: worldPlaces['riverside.first'],
      source: '网格走访',
    }
    personId = (await world.as('plans.registrar').post('/api/persons', person)).body.id
  })
  after(() => world.close())

  const phone = async () =>
    (await world.as('plans.registrar').get(`/api/ledgers/calls/fills/person/${personId}`)).body[0]
  const unmask = (purposeCode?: string) =>
    world
      .as('plans.registrar')
      .post(`/api/persons/${personId}/unmask`, { field: 'phone', purpose: '电话回访', purposeCode })
  const give = (position: string, body: object = {}) =>
    world.as(position).post(`/api/persons/${personId}/consents`, {
      purpose: 'satisfaction_call',
      givenOn: '2026-03-01',
      source: '书面同意书',
      ...body,
    })

  test('nothing is filled in or shown for it without consent, before it is given and after it is withdrawn', async () => {
    assert.deepEqual([(await phone()).state, (await phone()).value], ['no_consent', null])
    assert.equal((await unmask('satisfaction_call')).body.code, 'registry.no_consent')
    assert.equal((await unmask('public_service')).body.value, '13800000001')
    assert.equal((await unmask('no_such_purpose')).body.code, 'registry.no_consent')

    const given = await give('plans.registrar')
    assert.equal(given.status, 201, JSON.stringify(given.body))
    assert.deepEqual([(await phone()).state, (await phone()).value], ['held', '13800000001'])
    assert.equal((await unmask('satisfaction_call')).status, 200)
    const board = (await world.as('district.auditor').get('/api/unmaskings')).body.rows
    const chosen = board.map((row: { registered: { en: string } | null }) => row.registered?.en ?? null)
    assert.ok(
      chosen.some((title: string | null) => title !== null),
      'the record says for which registered purpose',
    )
    assert.equal((await give('plans.registrar')).body.code, 'registry.consent_held')

    const [{ id }] = given.body.rows
    const ended = await world
      .as('plans.registrar')
      .call('PUT', `/api/persons/${personId}/consents/${id}/withdrawal`, { body: { on: '2026-03-02' } })
    assert.equal(ended.body.rows[0].withdrawnOn, '2026-03-02')
    assert.equal((await phone()).state, 'no_consent')
    assert.equal((await unmask('satisfaction_call')).status, 409)
  })

  test('consents are kept for persons in scope, to purposes that stand, from days that have come', async () => {
    assert.equal((await give('hillside.steward')).status, 403)
    assert.equal((await give('hillside.office')).status, 404)
    assert.equal(
      (await give('plans.registrar', { purpose: 'nothing' })).body.code,
      'registry.unknown_purpose',
    )
    assert.equal(
      (await give('plans.registrar', { givenOn: '2026-03-03' })).body.code,
      'registry.consent_future',
    )
    assert.equal((await world.as('hillside.steward').get(`/api/persons/${personId}/consents`)).status, 404)
  })

  test('the register of purposes counts what is used, and an ended purpose is no ground', async () => {
    await give('plans.registrar')
    const registrar = world.as('plans.registrar')
    const fields = { matter: '回访', person: personId, phone: '13800000001' }
    const made = await registrar.post('/api/ledgers/calls/entries', {
      fields,
      divisionCode: worldPlaces['riverside.first'],
    })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    const purposeOf = async (code: string) =>
      (await registrar.get('/api/purposes')).body.rows.find((row: { code: string }) => row.code === code)
    const used = await purposeOf('satisfaction_call')
    assert.deepEqual([used.basis, used.consents, used.uses, used.ended], ['consent', 1, 1, false])
    const purpose = { code: 'survey', title: text('调查', 'Survey'), basis: 'consent', legalText: '第十三条' }
    assert.equal((await world.as('riverside.steward').post('/api/purposes', purpose)).status, 403)
    assert.equal((await registrar.post('/api/purposes', purpose)).status, 201)
    assert.equal((await registrar.post('/api/purposes', purpose)).body.code, 'registry.purpose_held')
    await registrar.call('DELETE', '/api/purposes/satisfaction_call', { body: undefined })
    assert.equal((await purposeOf('satisfaction_call')).ended, true)
    assert.equal((await phone()).state, 'no_consent')
  })
})
