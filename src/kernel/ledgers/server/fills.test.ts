import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { openWorld, type World, worldPlaces } from '../../../../test/world/app.ts'
import { filledLedger, platformOf } from '../../../../test/world/filled-ledgers.ts'
import { defineLedger, type LedgerInput } from '#kernel/ledgers/model'
import type { EntryFill, FilledField } from '../model/fills.ts'

const visit = filledLedger('visit', 'ZF', [
  { name: 'phone', zh: '电话', en: 'Phone', element: 'person.phone' },
  { name: 'address', zh: '住址', en: 'Address', element: 'person.address' },
])

describe('fields filled from the register', () => {
  let world: World
  let personId: string
  before(async () => {
    world = await openWorld({ platforms: [platformOf(visit)] })
    const person = {
      name: '测试·甲',
      phone: '13800000001',
      address: '一号院',
      divisionCode: worldPlaces['riverside.first'],
      sensitivity: 1,
      source: '网格走访',
      asOf: '2026-01',
    }
    personId = (await world.as('plans.registrar').post('/api/persons', person)).body.id
  })
  after(() => world.close())

  const fills = async (position: string, id = personId) => {
    const { status, body } = await world.as(position).get(`/api/ledgers/visit/fills/person/${id}`)
    return status === 200 ? (body as FilledField[]) : status
  }
  const of = (found: FilledField[] | number, field: string) => {
    assert.ok(typeof found !== 'number', JSON.stringify(found))
    return found.find((item) => item.field === field)
  }

  test('a form is filled with what is held, with source and time, and the whole number is on record', async () => {
    const found = await fills('plans.registrar')
    const told = { source: '网格走访', asOf: '2026-01', fresh: true }
    assert.deepEqual(of(found, 'phone'), {
      field: 'phone',
      element: 'person.phone',
      state: 'held',
      value: '13800000001',
      ...told,
    })
    assert.equal(of(found, 'address')?.value, '一号院')
    const { body } = await world.as('district.auditor').get('/api/unmaskings')
    assert.deepEqual(
      body.rows.map((row: { field: string; loginName: string }) => [row.field, row.loginName]),
      [['phone', 'plans.registrar']],
    )
  })

  test('who may not see it is told that it is held, and nothing of it', async () => {
    const found = await fills('riverside.steward')
    const phone = of(found, 'phone')
    assert.deepEqual(
      [phone?.state, phone?.value, phone?.source, phone?.asOf],
      ['unseen', null, null, '2026-01'],
    )
    assert.equal(of(found, 'address')?.state, 'held')
    assert.equal(await fills('hillside.steward'), 404)
    assert.equal(
      (await world.as('plans.registrar').get(`/api/ledgers/visit/fills/matter/${personId}`)).status,
      404,
    )
  })

  test('what isn’t held is to be asked for, and what is old counts as held but not as fresh', async () => {
    const other = {
      name: '测试·乙',
      address: '二号院',
      asOf: '2020',
      divisionCode: worldPlaces['riverside.first'],
      source: '旧表',
    }
    const { id } = (await world.as('plans.registrar').post('/api/persons', other)).body
    const found = await fills('plans.registrar', id)
    assert.equal(of(found, 'phone')?.state, 'missing')
    const address = of(found, 'address')
    assert.deepEqual([address?.state, address?.fresh], ['held', false])
  })

  test('an entry keeps what was submitted and says what of it came from the register', async () => {
    const registrar = world.as('plans.registrar')
    const fields = { matter: '走访', person: personId, phone: '13800000001', address: '三号院' }
    const made = await registrar.post('/api/ledgers/visit/entries', {
      fields,
      divisionCode: worldPlaces['riverside.first'],
    })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    assert.equal(made.body.fields.address.value, '三号院')
    const uses = async (position: string) =>
      ((await world.as(position).get(`/api/entries/${made.body.id}/fills`)).body as EntryFill[]).map(
        ({ field, source, same }) => [field, source, same],
      )
    assert.deepEqual(await uses('plans.registrar'), [
      ['address', '网格走访', false],
      ['phone', '网格走访', true],
    ])
    assert.equal((await world.as('hillside.steward').get(`/api/entries/${made.body.id}/fills`)).status, 404)
  })

  test('what a later action says of bound fields is noted as a use of its own, beside the first', async () => {
    const registrar = world.as('plans.registrar')
    const made = await registrar.post('/api/ledgers/visit/entries', {
      fields: { matter: '再访', person: personId, phone: '13800000009' },
      divisionCode: worldPlaces['riverside.first'],
    })
    const { id, seq } = made.body
    const said = (expectedSeq: number, input: object, position = 'plans.registrar') =>
      world.as(position).post(`/api/entries/${id}/actions/note`, { expectedSeq, input })
    const shown = async () =>
      ((await registrar.get(`/api/entries/${id}/fills`)).body as EntryFill[]).map(({ field, same }) => [
        field,
        same,
      ])
    assert.deepEqual(await shown(), [['phone', false]])
    const later = await said(seq, { phone: '13800000001', address: '一号院' })
    assert.equal(later.status, 200, JSON.stringify(later.body))
    assert.deepEqual(await shown(), [
      ['address', true],
      ['phone', true],
    ])
    const { rows } = await sql`
      select field, seq, same from element_use where entry_id = ${id} order by field, seq`.execute(
      world.house.handle.db,
    )
    assert.deepEqual(rows, [
      { field: 'address', seq: later.body.seq, same: true },
      { field: 'phone', seq, same: false },
      { field: 'phone', seq: later.body.seq, same: true },
    ])
    assert.equal((await said(later.body.seq, {})).status, 200, 'what says nothing of them is no use')
    assert.equal((await shown()).length, 2)
  })

  test('the catalogue is changed by who may, version by version, and takes effect at once', async () => {
    const registrar = world.as('plans.registrar')
    const { body } = await registrar.get('/api/data-elements')
    const phone = body.rows.find((row: { code: string }) => row.code === 'person.phone')
    assert.deepEqual([phone.version, phone.changedBy, body.can.change], [1, null, true])
    const { code, version, changedBy, changedAt, ...terms } = phone
    const change = (more: object, expectedVersion: number, position = 'plans.registrar') =>
      world
        .as(position)
        .call('PUT', `/api/data-elements/${code}`, { body: { ...terms, ...more, expectedVersion } })
    assert.equal((await change({}, version, 'riverside.steward')).status, 403)
    assert.equal((await change({ ownerRole: 'nobody' }, version)).body.code, 'registry.unknown_role')
    assert.equal((await change({ fillLedgers: ['another'] }, version)).status, 200)
    assert.equal((await change({}, version)).status, 409)
    assert.equal(of(await fills('plans.registrar'), 'phone')?.state, 'unseen')
    const versions = await registrar.get(`/api/data-elements/${code}/versions`)
    assert.deepEqual(
      versions.body.map((one: { version: number; changedBy: string | null }) => [
        one.version,
        one.changedBy !== null,
      ]),
      [
        [2, true],
        [1, false],
      ],
    )
    assert.ok(changedAt && changedBy === null)
    await assert.rejects(
      sql`update data_element set sensitivity = 0`.execute(world.house.handle.db),
      /appended only/,
    )
  })

  test('a binding that could not hold is refused with its place', () => {
    const bind = (field: object): LedgerInput => ({
      ...visit,
      fields: visit.fields.map((item) => (item.name === 'phone' ? { ...item, ...field } : item)),
    })
    const fill = { element: 'person.phone' as const, from: 'person' }
    assert.throws(() => defineLedger(bind({ secretOf: undefined })), /filled_secret|bad_definition/)
    assert.throws(() => defineLedger(bind({ required: true })), /filled_not_required|bad_definition/)
    assert.throws(
      () => defineLedger(bind({ fill: { ...fill, from: 'matter' } })),
      /not_declared|bad_definition/,
    )
    assert.throws(() => defineLedger(bind({ kind: 'number' })), /not_for_this_kind|bad_definition/)
  })
})
