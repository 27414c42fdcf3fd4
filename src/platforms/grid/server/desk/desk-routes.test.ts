import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World, type WorldPlace } from '../../../../../test/world/app.ts'

const spot = (east: number) => ({ lng: Number((120.4 + east).toFixed(7)), lat: 41.5 })

describe('the dispatcher’s desk', () => {
  let world: World
  const made: Record<string, { id: string; no: string; seq: number }> = {}
  const report = async (name: string, place: WorldPlace, fields: Record<string, unknown>) => {
    const basic = { title: name, channel: 'grid_worker' }
    made[name] = await world.entry({
      in: place,
      ledger: 'incident',
      by: 'plans.dispatcher',
      fields: { ...basic, ...fields },
    })
  }
  before(async () => {
    world = await openWorld({ start: '2026-03-02T01:00:00Z' })
    const { body } = await world.as('plans.dispatcher').get('/api/ledgers/incident')
    const options = body.fields.find(({ name }: { name: string }) => name === 'category').options
    const [category, other] = options.map(({ value }: { value: string }) => value)
    await report('first', 'riverside.first', { category, spot: spot(0) })
    world.clock.advance(600_000)
    await report('near', 'riverside.first', { category, spot: spot(0.001) })
    await report('far', 'hillside.community', { category, spot: spot(0.05) })
    await report('otherwise', 'riverside.first', { category: other, spot: spot(0) })
    await report('nowhere', 'riverside.second', { category })
  })
  after(() => world.close())

  test('spots that lie close together are counted as one when the map is far, and stand alone when it is near', async () => {
    const dispatcher = world.as('plans.dispatcher')
    const far = await dispatcher.get('/api/grid/desk/spots?zoom=6')
    assert.equal(far.status, 200)
    assert.deepEqual([far.body.total, far.body.unplaced], [5, 1])
    assert.equal(
      far.body.spots.reduce((sum: number, { count }: { count: number }) => sum + count, 0),
      4,
    )
    const near = await dispatcher.get('/api/grid/desk/spots?zoom=18&bbox=120.4005,41,120.5,42')
    assert.deepEqual(
      new Set(near.body.spots.map(({ id }: { id: string }) => id)),
      new Set([made['near']?.id, made['far']?.id]),
    )
    assert.equal(near.body.spots[0].light, 'green')
  })

  test('the map takes the filters of the list, and refuses what the list would', async () => {
    const dispatcher = world.as('plans.dispatcher')
    const { body } = await dispatcher.get('/api/grid/desk/spots?zoom=18&township=990001002')
    assert.deepEqual([body.total, body.spots.map(({ id }: { id: string }) => id)], [1, [made['far']?.id]])
    assert.equal((await dispatcher.get('/api/grid/desk/spots?f.words=x')).status, 400)
    assert.equal((await dispatcher.get('/api/grid/desk/spots?bbox=1,2,3')).status, 400)
  })

  test('only who holds the right works at the desk, and sees there what is theirs', async () => {
    assert.equal((await world.stranger().get('/api/grid/desk/spots')).status, 401)
    assert.equal((await world.as('riverside.steward').get('/api/grid/desk/spots')).status, 403)
    const organisationId = world.organisations.get('990001002') as number
    const { caller } = await world.newCaller({
      code: 'hillside.desk',
      loginName: 'hillside.desk',
      organisationId,
      role: 'dispatcher',
      divisions: ['990001002'],
      ledgers: null,
      sensitivity: 1,
    })
    const { body } = await caller.get('/api/grid/desk/spots?zoom=18')
    assert.deepEqual([body.total, body.spots.map(({ title }: { title: string }) => title)], [1, ['far']])
    assert.deepEqual((await caller.get('/api/grid/desk/repeats')).body.groups, [])
  })

  test('what is of one category and lies close in place and time is proposed as one, and merged by the general way', async () => {
    const dispatcher = world.as('plans.dispatcher')
    const { body } = await dispatcher.get('/api/grid/desk/repeats')
    assert.equal(body.groups.length, 1)
    const [{ master, others }] = body.groups
    assert.deepEqual(
      [
        master.title,
        others.map(({ title, distanceM }: { title: string; distanceM: number }) => [title, distanceM]),
      ],
      ['first', [['near', 83]]],
    )
    const merge = {
      entryId: others[0].id,
      expectedSeq: others[0].seq,
      action: 'merge',
      input: { entryId: master.id },
    }
    const merged = await dispatcher.post('/api/actions', { actions: [merge] })
    assert.equal(merged.body.results[0].seq, 2, merged.bytes.toString())
    assert.deepEqual((await dispatcher.get('/api/grid/desk/repeats')).body.groups, [])
  })

  test('each is proposed to who is responsible by the catalogue and the place; to others nothing is said', async () => {
    const ids = Object.values(made).map(({ id }) => id)
    const path = `/api/grid/desk/proposals?ids=${ids.join(',')}`
    const { body } = await world.as('plans.dispatcher').get(path)
    assert.equal(body.proposals.length, ids.length)
    assert.deepEqual(
      body.proposals.map(({ id }: { id: string }) => id),
      ids,
    )
    assert.equal((await world.as('hillside.steward').get(path)).status, 403)
  })

  test('a shift is handed over with what is open, and holds once the colleague has signed for it', async () => {
    const dispatcher = world.as('plans.dispatcher')
    const organisationId = world.organisations.get('990001-plans') as number
    const second = await world.newCaller({
      code: 'plans.dispatcher.two',
      loginName: 'plans.dispatcher.two',
      organisationId,
      role: 'dispatcher',
      divisions: ['990001'],
      ledgers: null,
      sensitivity: 1,
    })
    const { body } = await dispatcher.get('/api/grid/desk/colleagues')
    assert.deepEqual(
      body.colleagues.map(({ accountId }: { accountId: number }) => accountId),
      [second.accountId],
    )
    const matters = [{ incident: made['far']?.id, watch: 'the road is cut' }]
    const handover = { day: '2026-03-02', shift: 'day', incoming: second.accountId, matters }
    const nobody = await dispatcher.post('/api/grid/desk/handovers', { ...handover, incoming: 1 })
    assert.deepEqual([nobody.status, nobody.body.code], [400, 'dispatching.not_colleague'])
    const key = randomUUID()
    const first = await dispatcher.post('/api/grid/desk/handovers', handover, key)
    assert.equal(first.status, 201, first.bytes.toString())
    world.clock.advance(60_000)
    const again = await dispatcher.post('/api/grid/desk/handovers', handover, key)
    assert.equal(again.body.entryId, first.body.entryId)
    const path = `/api/entries/${first.body.entryId}`
    const { body: entry } = await second.caller.get(path)
    assert.deepEqual(
      [entry.stage, entry.fields.open.value, entry.fields.unacknowledged.value],
      ['handed_over', 4, 0],
    )
    const sign = { expectedSeq: entry.seq, input: {} }
    assert.equal((await dispatcher.post(`${path}/actions/take_over`, sign)).status, 403)
    const signed = await second.caller.post(`${path}/actions/take_over`, sign)
    assert.equal(signed.body.stage, 'taken_over', signed.bytes.toString())
    const typed = await dispatcher.post('/api/ledgers/shift_handover/entries', {
      fields: { day: '2026-03-02', shift: 'day', incoming: second.accountId, outgoing: second.accountId },
      divisionCode: '990001',
    })
    assert.notEqual(typed.status, 201)
  })
})
