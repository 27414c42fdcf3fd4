import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { openWorld, type World, worldPlaces } from '../../../../../test/world/app.ts'
import type { Answer, Caller } from '../../../../../test/world/caller.ts'

describe('requests for changes of the register', () => {
  let world: World
  let asker: Caller
  let owner: Caller
  let personId: string
  before(async () => {
    world = await openWorld()
    asker = world.as('plans.handler')
    owner = world.as('plans.registrar')
    const made = await owner.post('/api/persons', {
      name: '测试·祝霜降',
      idNumber: '990000199001010017',
      phone: '15400001234',
      address: '旧址',
      divisionCode: worldPlaces.riverside,
    })
    assert.equal(made.status, 201, made.bytes.toString())
    personId = made.body.id
  })
  after(() => world.close())

  const url = () => `/api/persons/${personId}/change-requests`
  const propose = (body: object, by = asker, key: string = randomUUID()) =>
    by.post(url(), { field: 'address', value: '新址', reason: '已搬家', ...body }, key)
  const decide = (id: string, body: object, by = owner) =>
    by.put(`/api/change-requests/${id}/decision`, { approve: true, expectedVersion: 1, ...body })
  const person = async () => (await owner.get(`/api/persons/${personId}`)).body
  const says = (answer: Answer) => [answer.status, answer.body.code]
  const notices = async (by: Caller) =>
    (await by.get('/api/notices')).body.rows.map(({ kind }: { kind: string }) => kind)

  test('who sees a fact and may not change it asks, its owner approves, and both are told', async () => {
    const organisationId = world.organisations.get('990001001') as number
    const scope = { divisions: [worldPlaces.riverside], ledgers: null, sensitivity: 2 }
    const clerk = {
      code: 'near.clerk',
      loginName: 'near.clerk',
      organisationId,
      role: 'village_clerk',
      ...scope,
    }
    const { caller: near } = await world.newCaller(clerk)
    await near.get('/api/session')
    await owner.get('/api/session')
    await world.house.orgDirectory.refresh()
    const file = await asker.upload('moved.txt', 'a proof')
    const key = randomUUID()
    const asked = await propose({ files: [file] }, asker, key)
    assert.equal(asked.status, 201, asked.bytes.toString())
    assert.deepEqual(
      [asked.body.old, asked.body.value, asked.body.current, asked.body.state],
      ['旧址', '新址', '旧址', 'open'],
    )
    assert.equal((await propose({ files: [file] }, asker, key)).body.id, asked.body.id)
    const { rows, total } = (await owner.get('/api/change-requests')).body
    assert.deepEqual([total, rows[0].label, rows[0].can.decide], [1, '测试·祝霜降', true])
    assert.equal((await owner.get(`/api/files/${file}`)).status, 200)
    assert.equal((await world.as('hillside.steward').get(`/api/files/${file}`)).status, 404)
    assert.deepEqual(says(await decide(asked.body.id, {}, asker)), [403, 'http.forbidden'])
    const approved = await decide(asked.body.id, {})
    assert.equal(approved.status, 200, approved.bytes.toString())
    assert.equal(approved.body.state, 'approved')
    assert.equal((await person()).address, '新址')
    const { rows: log } = await sql<{ changes: object }>`
      select changes from registry_change where object_id = ${personId} and version = 2`.execute(
      world.house.handle.db,
    )
    assert.deepEqual(log[0]?.changes, { address: ['旧址', '新址'], change_request: [null, asked.body.id] })
    assert.deepEqual(await notices(asker), ['change_approved'])
    assert.deepEqual(await notices(near), ['change_requested'])
    assert.deepEqual(await notices(owner), [], 'the nearest who may change it is told, and no other')
    assert.deepEqual(says(await decide(asked.body.id, { expectedVersion: 2 })), [
      409,
      'registry.request_decided',
    ])
  })

  test('a fact that changed meanwhile must be looked at again', async () => {
    const { version } = await person()
    const asked = (await propose({ value: '第三处' })).body
    await owner.put(`/api/persons/${personId}`, { address: '别处', expectedVersion: version })
    const old = await decide(asked.id, { expectedVersion: version })
    assert.deepEqual(says(old), [409, 'registry.version_changed'])
    const [seen] = (await owner.get('/api/change-requests')).body.rows
    assert.deepEqual([seen.stale, seen.old, seen.current, seen.version], [true, '新址', '别处', version + 1])
    const stale = await decide(asked.id, { expectedVersion: version + 1 })
    assert.deepEqual(says(stale), [409, 'registry.request_stale'])
    assert.equal((await person()).address, '别处')
    const again = await decide(asked.id, { expectedVersion: version + 1, again: true })
    assert.equal(again.status, 200)
    assert.equal((await person()).address, '第三处')
  })

  test('a refusal says why, one’s own is for somebody else, and one’s own can be taken back', async () => {
    const asked = (await propose({ value: '第四处' })).body
    assert.equal((await decide(asked.id, { approve: false })).status, 400)
    const refused = await decide(asked.id, { approve: false, reason: '材料不足' })
    assert.deepEqual([refused.body.state, refused.body.decision.reason], ['refused', '材料不足'])
    assert.equal((await person()).address, '第三处')
    const own = (await propose({ value: '第五处' }, owner)).body
    const { version } = await person()
    assert.deepEqual(says(await decide(own.id, { expectedVersion: version })), [403, 'registry.own_request'])
    assert.equal((await asker.put(`/api/change-requests/${own.id}/withdrawal`)).status, 404)
    assert.equal((await owner.put(`/api/change-requests/${own.id}/withdrawal`)).body.state, 'withdrawn')
    assert.equal((await asker.get('/api/change-requests?mine=true&decided=true')).body.total, 3)
  })

  test('a number that is asked for shows masked, is encrypted, and is shown whole for a purpose only', async () => {
    const asked = await propose({ field: 'phone', value: '154 0000 9876' })
    assert.equal(asked.status, 201, asked.bytes.toString())
    assert.deepEqual([asked.body.old, asked.body.value], ['154****1234', '154****9876'])
    const { rows } = await sql<{ text: string }>`
      select row_to_json(change_request)::text as text from change_request`.execute(world.house.handle.db)
    for (const { text } of rows) assert.equal(/15400009876|15400001234/.test(text), false)
    const path = `/api/change-requests/${asked.body.id}/unmask`
    assert.equal((await asker.post(path, { purpose: '核对号码' })).status, 403)
    assert.equal((await owner.post(path, { purpose: '核对号码' })).body.value, '15400009876')
    const looked = await world.as('district.auditor').get('/api/unmaskings')
    assert.equal(looked.body.rows[0].purpose, '核对号码')
    const { version } = await person()
    assert.equal((await decide(asked.body.id, { expectedVersion: version })).status, 200)
    assert.equal((await person()).phone, '154****9876')
  })

  test('what can’t stand there is refused, and out of scope nothing is there', async () => {
    const cases: [object, number, string][] = [
      [{ field: 'phone', value: '12' }, 400, 'registry.phone_form'],
      [{ field: 'sensitivity', value: '3' }, 400, 'registry.not_proposable'],
      [{ field: 'sex', value: 'other' }, 400, 'registry.value_wrong'],
      [{ value: '第三处' }, 400, 'registry.nothing_changes'],
      [{ files: [randomUUID()] }, 404, 'http.not_found'],
    ]
    for (const [body, status, code] of cases) assert.deepEqual(says(await propose(body)), [status, code])
    const far = world.as('hillside.office')
    assert.equal((await propose({}, far)).status, 404)
    assert.equal((await far.get(url())).status, 404)
    const open = (await propose({ value: '第六处' })).body
    assert.equal((await far.get('/api/change-requests')).body.total, 0)
    assert.equal((await decide(open.id, { approve: false, reason: 'x' }, far)).status, 404)
    const { version } = await person()
    const both = await Promise.all([1, 2].map(() => decide(open.id, { expectedVersion: version })))
    assert.deepEqual(
      both.map(({ status }) => status).sort((a, b) => a - b),
      [200, 409],
    )
  })
})
