import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { ServerPlatform } from '#kernel/ledgers/server'
import { openWorld, type World, worldPlaces } from '../../../../test/world/app.ts'
import { defineLedger, type LedgerInput } from '#kernel/ledgers/model'
import type { EntryFill, FilledField } from '../model/fills.ts'

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const visit: LedgerInput = {
  id: 'visit',
  title: text('走访台账', 'Visits'),
  prefix: 'ZF',
  titleField: 'matter',
  fields: [
    { name: 'matter', label: text('事项', 'Matter'), kind: 'text', required: true },
    { name: 'person', label: text('当事人', 'Person'), kind: 'person' },
    {
      name: 'phone',
      label: text('电话', 'Phone'),
      kind: 'text',
      secretOf: 'person',
      fill: { element: 'person.phone', from: 'person' },
    },
    {
      name: 'address',
      label: text('住址', 'Address'),
      kind: 'text',
      secretOf: 'person',
      fill: { element: 'person.address', from: 'person' },
    },
  ],
  stages: [{ id: 'open', label: text('在办', 'Open'), open: true, idle: true }],
  actions: [
    {
      id: 'register',
      word: 'register',
      label: text('登记', 'Register'),
      to: 'open',
      by: (['registrar', 'steward'] as const).map((role) => ({ who: 'role' as const, role })),
      input: 'all',
    },
  ],
}
const platform: ServerPlatform = {
  id: 'visits',
  open: async () => ({ ledgers: [defineLedger(visit)], routes: () => [], close: async () => undefined }),
}

describe('fields filled from the register', () => {
  let world: World
  let personId: string
  before(async () => {
    world = await openWorld({ platforms: [platform] })
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
