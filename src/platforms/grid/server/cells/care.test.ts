import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { insertHouseholds, insertPersons } from '#kernel/registry/server'
import { runReactions } from '#kernel/ledgers/server'
import type { Caller } from '../../../../../test/world/caller.ts'
import { openWorld, type World, worldPlaces } from '../../../../../test/world/app.ts'

const place = worldPlaces['riverside.first']

describe('visits to households and care of key persons', () => {
  let world: World
  let leader: Caller
  let worker: { caller: Caller; accountId: number }
  let other: { caller: Caller; accountId: number }
  let organisationId: number
  let person: string
  let household: string

  before(async () => {
    world = await openWorld()
    organisationId = world.organisations.get(place) as number
    const scope = { organisationId, divisions: [place], sensitivity: 2 }
    const own = ['household_visit', 'toy']
    const title = { code: 'care.leader', role: 'grid_leader', ledgers: null, ...scope }
    leader = (await world.newCaller({ loginName: 'care-leader', ...title })).caller
    const member = { role: 'grid_worker', ledgers: own, ...scope }
    worker = await world.newCaller({ loginName: 'care-worker', code: 'care.worker', ...member })
    other = await world.newCaller({ loginName: 'care-other', code: 'care.other', ...member })
    const { db } = world.house.handle
    const at = world.clock.now()
    const facts = { divisionCode: place, address: '示例路1号', sensitivity: 1, source: '示例', asOf: null }
    ;[person = ''] = await insertPersons(
      db,
      world.house.keys,
      [{ name: '赵立春', idNumber: null, phone: '15400000001', ...facts }],
      at,
    )
    const members = [{ personId: person, relation: 'head' as const }]
    ;[household = ''] = await insertHouseholds(
      db,
      [{ number: '0001', from: '2026-01-01', members, ...facts }],
      at,
    )
  })
  after(() => world.close())

  const register = (by: Caller, ledger: string, fields: Record<string, unknown>) =>
    by.post(`/api/ledgers/${ledger}/entries`, { fields, divisionCode: place })
  const care = () => ({
    person,
    need: 'living_alone',
    moreNeeds: ['disabled'],
    basis: 'statutory_duty',
    basisText: '《中华人民共和国老年人权益保障法》',
    visitEvery: 7,
    visitUnit: 'calendar_days',
    organisationId,
    accountId: worker.accountId,
  })
  const visit = (more: Record<string, unknown> = {}) => ({
    household,
    visitor: worker.accountId,
    visitedOn: '2026-03-02',
    purpose: 'routine',
    contact: 'met',
    found: '一切正常',
    outcome: 'none',
    ...more,
  })

  test('whom the community looks after is seen by who is assigned, and by no other grid worker', async () => {
    const made = await register(leader, 'key_person', care())
    assert.equal(made.status, 201, made.bytes.toString())
    assert.equal(made.body.title, '独居老人、残疾人')
    assert.equal((await worker.caller.get(`/api/entries/${made.body.id}`)).status, 200)
    assert.equal((await other.caller.get(`/api/entries/${made.body.id}`)).status, 404)
    assert.equal((await other.caller.get('/api/ledgers/key_person/entries')).body.total, 0)
    assert.equal((await register(worker.caller, 'key_person', care())).status, 403)
    const consent = { ...care(), basis: 'consent', basisText: '本人同意' }
    const refused = await register(leader, 'key_person', consent)
    assert.equal(refused.body.code, 'ledgers.evidence_condition')
  })

  test('a visit counts for the care, and opens the next visit’s clock', async () => {
    const { body: kept } = await register(leader, 'key_person', care())
    assert.equal(kept.tasks[0].dueAt.slice(0, 10), '2026-03-09')
    world.clock.advance(10 * 60_000)
    const fields = visit({ purpose: 'care', keyPerson: kept.id })
    assert.equal((await register(worker.caller, 'household_visit', fields)).status, 201)
    await world.app.relay.drain()
    await runReactions(world.house.engine)
    const { body: seen } = await worker.caller.get(`/api/entries/${kept.id}`)
    assert.equal(seen.fields.lastVisitedOn.value, '2026-03-02')
    assert.equal(seen.tasks.length, 1)
    assert.notEqual(seen.tasks[0].id, kept.tasks[0].id)
    assert.equal(seen.tasks[0].account.id, worker.accountId)
  })

  test('a need that is to be followed up must be said, and waits for who found it', async () => {
    const unsaid = await register(worker.caller, 'household_visit', visit({ outcome: 'follow_up' }))
    assert.equal(unsaid.body.code, 'ledgers.evidence_condition')
    const said = visit({ outcome: 'follow_up', needs: ['medical'], needText: '需要陪同就医' })
    const { body, status } = await register(worker.caller, 'household_visit', said)
    assert.equal(status, 201)
    assert.deepEqual(
      [body.stage, body.isOpen, body.tasks[0].account.id],
      ['following', true, worker.accountId],
    )
    const settled = await worker.caller.post(`/api/entries/${body.id}/actions/settle`, {
      expectedSeq: body.seq,
      input: { result: '已陪同就医' },
    })
    assert.deepEqual([settled.body.stage, settled.body.isOpen], ['settled', false])
    assert.equal(
      (await register(worker.caller, 'household_visit', visit({ visitedOn: '2026-04-01' }))).status,
      409,
    )
  })

  test('nobody of another street records a visit here, or sees one', async () => {
    const stranger = world.as('hillside.gridWorker')
    const { body } = await register(worker.caller, 'household_visit', visit())
    assert.equal((await stranger.get(`/api/entries/${body.id}`)).status, 404)
    assert.equal((await register(stranger, 'household_visit', visit())).status, 403)
    const elsewhere = { fields: visit(), divisionCode: worldPlaces['hillside.community'] }
    const named = await stranger.post('/api/ledgers/household_visit/entries', elsewhere)
    assert.equal(named.status, 404, 'a household that is not theirs to know')
  })
})
