import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { read } from 'hucre'
import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import { insertPersons } from '#kernel/registry/server'
import { openWorld, type World, worldPlaces } from '../../../../test/world/app.ts'
import { carePlatform } from '../../../../test/world/secret-ledger.ts'

const illness = '慢性支气管炎（zq）'

describe('values under a person’s key', () => {
  let world: World
  let personId: string
  before(async () => {
    world = await openWorld({ platforms: [carePlatform] })
    const now = world.clock.now()
    const person = { name: '甲', divisionCode: worldPlaces['riverside.first'], address: '', sensitivity: 1 }
    const rows = [0, 1].map(() => ({ ...person, id: newId(now), source: '', asOf: null }))
    const ids = await insertPersons(world.house.handle.db, world.house.keys, rows, now)
    personId = ids[0] as string
  })
  after(() => world.close())

  const office = () => world.as('plans.office')
  const register = (fields: object) =>
    office().post('/api/ledgers/care/entries', {
      fields: { matter: '走访', ...fields },
      divisionCode: worldPlaces['riverside.first'],
    })
  const stored = async (table: string, id: string) => {
    const { rows } = await sql<{ text: string }>`
      select t::text as text from ${sql.table(table)} t where t::text like ${`%${id}%`}`.execute(
      world.house.handle.db,
    )
    return rows.map(({ text }) => text).join('\n')
  }

  test('are shown to whom the class allows, in the entry, the list, the log, the past and the workbook', async () => {
    const visits = [{ on: '2026-03-01', seen: '独居' }]
    const entry = (await register({ person: personId, illness, income: 123_400, visits })).body
    assert.equal(entry.fields.illness.value, illness)
    assert.equal(entry.fields.income.value, 123_400)
    assert.deepEqual(entry.fields.visits.value, visits)
    const url = `/api/entries/${entry.id}`
    const steward = (await world.as('riverside.steward').get(url)).body
    assert.equal(steward.fields.illness.value, illness)
    const commented = await office().post(`${url}/actions/comment`, {
      expectedSeq: 1,
      input: { text: `见${illness}` },
    })
    assert.equal(commented.status, 200, commented.bytes.toString())
    const [first, second] = (await office().get(`${url}/actions`)).body
    assert.equal(first.values.illness, illness)
    assert.equal(second.asks.text, `见${illness}`)
    const [row] = (await office().get('/api/ledgers/care/entries')).body.rows
    assert.equal(row.fields.illness, illness)
    const past = await office().get(`${url}?asOf=2026-03-02&axis=recorded`)
    assert.equal(past.body.fields.illness.value, illness)
    const listed = await office().get('/api/ledgers/care/entries?asOf=2026-03-02')
    assert.equal(listed.body.rows[0].fields.illness, illness)
    const book = await read((await office().get('/api/ledgers/care/entries.xlsx')).bytes)
    assert.ok(JSON.stringify(book.sheets[0]?.rows).includes(illness))
  })

  test('stay hidden from a lower class, whatever the key', async () => {
    const { id } = (await register({ person: personId, income: 500 })).body
    const organisationId = world.organisations.get('990001001') as number
    const scope = { divisions: [worldPlaces.riverside], ledgers: null, sensitivity: 1 }
    const { caller } = await world.newCaller({
      code: 'low',
      loginName: 'low',
      organisationId,
      role: 'steward',
      ...scope,
    })
    const entry = (await caller.get(`/api/entries/${id}`)).body
    assert.deepEqual(entry.fields.income, { value: null, hidden: true })
    const [action] = (await caller.get(`/api/entries/${id}/actions`)).body
    assert.equal('income' in action.values, false)
  })

  test('stand nowhere in the database in clear, nor is anything computed from them', async () => {
    const secret = 'zqsecretvalueqz'
    const { id, fields } = (await register({ person: personId, illness: secret })).body
    await world.app.relay.drain()
    assert.equal(fields.known.value, false)
    for (const table of ['entry', 'action', 'outbox', 'notice', 'request', 'entry_span', 'task']) {
      const text = await stored(table, id)
      for (const form of ['utf8', 'hex', 'base64'] as const)
        assert.ok(!text.includes(Buffer.from(secret).toString(form)), `${table} ${form}`)
    }
    assert.match(await stored('entry', id), /\$sealed/)
  })

  test('need their person, who stays the same', async () => {
    const none = await register({ illness })
    assert.equal(none.status, 400)
    assert.equal(none.body.code, 'ledgers.secret_needs_person')
    assert.match(none.body.detail, /name the person first/)
    const { id } = (await register({ person: personId, illness })).body
    const report = (input: object, expectedSeq: number) =>
      office().post(`/api/entries/${id}/actions/report`, { expectedSeq, input })
    const other = await report({ person: newId(world.clock.now()) }, 1)
    assert.deepEqual([other.status, other.body.code], [409, 'ledgers.secret_person_fixed'])
    assert.equal((await report({ person: null }, 1)).status, 409)
    assert.equal(
      (await report({ person: personId, illness: 'better' }, 1)).body.fields.illness.value,
      'better',
    )
    assert.equal((await report({ illness: null }, 2)).body.fields.illness, undefined)
    const bare = (await register({})).body
    assert.equal(
      (
        await office().post(`/api/entries/${bare.id}/actions/report`, {
          expectedSeq: 1,
          input: { person: personId, illness },
        })
      ).status,
      200,
    )
  })

  test('a person who is not there gets no key', async () => {
    const id = newId(world.clock.now())
    assert.equal((await register({ person: id, illness })).status, 404)
    assert.equal(await stored('person_key', id), '')
  })

  test('the same request again answers the same entry, another under its key is refused', async () => {
    const body = {
      fields: { matter: '一', person: personId, illness },
      divisionCode: worldPlaces['riverside.first'],
    }
    const key = '0190b3d4-0000-7000-8000-000000000001'
    const one = await office().post('/api/ledgers/care/entries', body, key)
    assert.equal((await office().post('/api/ledgers/care/entries', body, key)).body.id, one.body.id)
    body.fields.illness = 'another'
    assert.equal((await office().post('/api/ledgers/care/entries', body, key)).status, 409)
  })

  test('many at once for a person without a key make one', async () => {
    const now = world.clock.now()
    const person = { name: '乙', divisionCode: worldPlaces['riverside.first'], address: '', sensitivity: 1 }
    const [id] = await insertPersons(
      world.house.handle.db,
      world.house.keys,
      [{ ...person, source: '', asOf: null }],
      now,
    )
    const all = await Promise.all(
      Array.from({ length: 6 }, (_, index) => register({ person: id, illness: `${index}` })),
    )
    assert.deepEqual(
      all.map(({ body }) => body.fields.illness.value),
      ['0', '1', '2', '3', '4', '5'],
    )
  })
})
