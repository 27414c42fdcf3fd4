import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Caller } from '../../../../../test/world/caller.ts'
import { openWorld, type World, type WorldPlace, worldPlaces } from '../../../../../test/world/app.ts'

describe('routes of incidents and claims', () => {
  let world: World
  let worker: Caller
  let otherWorker: Caller
  const workerOf = async (loginName: string, root: WorldPlace) => {
    const { caller } = await world.newCaller({
      loginName,
      code: loginName,
      organisationId: world.organisations.get('990001001') ?? 0,
      role: 'grid_worker',
      divisions: [worldPlaces[root]],
      ledgers: null,
      sensitivity: 1,
    })
    return caller
  }
  before(async () => {
    world = await openWorld()
    worker = await workerOf('worker', 'riverside.first')
    otherWorker = await workerOf('other-worker', 'hillside')
  })
  after(() => world.close())

  const said = {
    channel: 'resident',
    words: '示例路口的污水井盖碎了',
    divisionCode: worldPlaces['riverside.first'],
    category: 'manhole_sewer',
    claimantName: '示例·立春',
    claimantPhone: '15412345678',
  }
  const takeDown = (body: object = {}, key = randomUUID()) =>
    world.as('plans.dispatcher').post('/api/grid/claims', { ...said, ...body }, key)

  test('who is not signed in is refused', async () => {
    assert.equal((await world.stranger().post('/api/grid/claims', said)).status, 401)
    assert.equal((await world.stranger().get('/api/grid/incidents/catalogue')).status, 401)
  })

  test('an officer takes a claim down once, in their own name, and joins another to it', async () => {
    const key = randomUUID()
    const first = await takeDown({ proposed: '污水井盖' }, key)
    assert.equal(first.status, 201, first.bytes.toString())
    assert.deepEqual((await takeDown({ proposed: '污水井盖' }, key)).body, first.body)
    const { claim, incident } = first.body
    const log = await world.as('plans.dispatcher').get(`/api/entries/${claim.id}/actions`)
    assert.equal(log.body.length, 2)
    const joined = await takeDown({ incidentId: incident.id })
    assert.deepEqual([joined.body.joined, joined.body.incident], [true, incident])
    const related = await world.as('plans.dispatcher').get(`/api/grid/incidents/${incident.id}/related`)
    assert.deepEqual(
      related.body.claims.map(({ no }: { no: string }) => no),
      [claim.no, joined.body.claim.no],
    )
    assert.equal(related.body.category.closing['zh-CN'], '井盖完好、平整，无污水外溢')
    assert.ok(!related.bytes.includes('15412345678'))
  })

  test('photos that an officer uploaded go along, also into an incident that is joined; nobody else’s do', async () => {
    const officer = world.as('plans.dispatcher')
    const [one, two] = [await officer.upload('a.txt', 'one'), await officer.upload('b.txt', 'two')]
    const take = (more: object) => officer.post('/api/grid/claims', { ...said, ...more })
    const { incident } = (await take({ photos: [one] })).body
    const joined = await take({ incidentId: incident.id, photos: [two] })
    assert.equal(joined.status, 201, joined.bytes.toString())
    const { body } = await officer.get(`/api/entries/${incident.id}`)
    assert.deepEqual(body.fields.photos.value, [one, two])
    const foreign = await otherWorker.upload('c.txt', 'three')
    assert.equal((await take({ photos: [foreign] })).status, 404)
  })

  test('out of scope nothing is taken down, joined or read', async () => {
    const { claim, incident } = (await takeDown()).body
    const other = otherWorker
    assert.equal((await other.post('/api/grid/claims', said)).status, 404)
    const inside = { ...said, divisionCode: worldPlaces['hillside.community'], incidentId: incident.id }
    assert.equal((await other.post('/api/grid/claims', inside)).status, 404)
    assert.equal((await other.get(`/api/grid/incidents/${incident.id}/related`)).status, 404)
    assert.equal(
      (await other.post(`/api/grid/claims/${claim.id}/reopening`, { reason: 'again' })).status,
      404,
    )
  })

  test('words propose a category with reasons and accuracy, and what looks like it nearby as far as one may see', async () => {
    await takeDown({ words: '示例大街的污水井盖又碎了' })
    const ask = {
      text: '污水井盖碎了一块',
      divisionCode: worldPlaces['riverside.first'],
      category: 'manhole_sewer',
    }
    const near = await worker.post('/api/grid/incidents/proposals', ask)
    assert.equal(near.status, 200, near.bytes.toString())
    assert.equal(near.body.categories[0].category, 'manhole_sewer')
    assert.deepEqual(near.body.accuracy, { tested: 192, first: 133, amongThree: 174 })
    assert.ok(near.body.alike.length > 0)
    const far = await otherWorker.post('/api/grid/incidents/proposals', ask)
    assert.deepEqual(far.body.alike, [])
  })

  test('what was refused can’t be reopened, and a claim that waits neither', async () => {
    const { claim } = (await takeDown()).body
    const again = () =>
      world.as('plans.dispatcher').post(`/api/grid/claims/${claim.id}/reopening`, { reason: '又坏了' })
    const waiting = await again()
    assert.deepEqual([waiting.status, waiting.body.code], [409, 'ledgers.wrong_stage'])
  })
})
