import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Caller } from '../../../../../test/world/caller.ts'
import { openWorld, type World } from '../../../../../test/world/app.ts'
import type { PatrolDetail, PatrolNow, PatrolPage } from '../../model/field/patrol.ts'
import { forgetTracks } from './patrols.ts'

const start = '2026-11-20T01:00:00.000Z'
const at = (seconds: number) => new Date(Date.parse(start) + seconds * 1000).toISOString()
const place = (seconds: number, metresNorth: number, kind = 'track', note: string | null = null) => ({
  at: at(seconds),
  lng: 120.45,
  lat: 41.57 + metresNorth / 111_195,
  accuracyM: 6,
  kind,
  note,
})

describe('patrols', () => {
  let world: World
  const tell = (who: Caller, id: string, body: object) => who.post('/api/grid/patrols', { id, ...body })
  const leader = async (loginName: string, root: 'riverside' | 'hillside', organisation: string) =>
    world.newCaller({
      loginName,
      code: loginName,
      organisationId: world.organisations.get(organisation) as number,
      role: 'grid_leader',
      divisions: [root === 'riverside' ? '990001001' : '990001002'],
      ledgers: null,
      sensitivity: 1,
    })
  before(async () => {
    world = await openWorld({ start: '2026-11-20T03:00:00Z' })
  })
  after(() => world.close())

  test('a patrol told in parts, twice and out of order is one track, thinned by the rule', async () => {
    const worker = world.as('riverside.gridworker')
    const id = randomUUID()
    const early = [place(0, 0), place(5, 200), place(30, 40), place(31, 40, 'check_in', 'Fire hydrant')]
    const late = [place(600, 500), place(620, 505)]
    const body = (points: unknown[], endedAt: string | null) => ({ startedAt: start, endedAt, points })
    for (const [points, ended] of [
      [late, null],
      [early, null],
      [late, at(900)],
      [early, at(900)],
    ] as const) {
      const answer = await tell(worker, id, body([...points], ended))
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
    }
    const read = (await worker.get(`/api/grid/patrols/${id}`)).body as PatrolDetail
    assert.deepEqual(
      read.points.map((point) => [point.at, point.kind]),
      [
        [at(0), 'track'],
        [at(30), 'track'],
        [at(31), 'check_in'],
        [at(600), 'track'],
      ],
    )
    assert.equal(read.metres, 500)
    assert.equal(read.checkIns, 1)
    assert.equal(read.endedAt, at(900))
    assert.equal(read.on, false)
    assert.equal(read.keptUntil, '2026-12-20T01:00:00.000Z')
  })

  test('the leader of the street sees it, colleagues and the leader of another street find nothing', async () => {
    const id = randomUUID()
    const body = { startedAt: start, endedAt: null, points: [place(0, 0), place(7000, 300)] }
    await tell(world.as('riverside.gridworker'), id, body)
    const near = await leader('near-leader', 'riverside', '990001001')
    const far = await leader('far-leader', 'hillside', '990001002')
    assert.equal((await near.caller.get(`/api/grid/patrols/${id}`)).status, 200)
    const now = await near.caller.get('/api/grid/patrols/now')
    const mine = (now.body as PatrolNow[]).find((patrol) => patrol.id === id)
    assert.equal(mine?.last?.at, at(7000))
    const colleague = world.as('riverside.handler')
    for (const caller of [far.caller, colleague, world.as('hillside.steward')]) {
      assert.equal((await caller.get(`/api/grid/patrols/${id}`)).status, 404)
      assert.equal((await tell(caller, id, body)).status, 404)
      const list = await caller.get('/api/grid/patrols')
      assert.deepEqual([list.body.total, list.body.rows], [0, []])
    }
    assert.deepEqual((await far.caller.get('/api/grid/patrols/now')).body, [])
    assert.equal((await colleague.get('/api/grid/patrols/now')).status, 403)
    assert.equal((await world.stranger().get(`/api/grid/patrols/${id}`)).status, 401)
  })

  test('a time that is still to come is refused, and so is an end before the start', async () => {
    const worker = world.as('riverside.gridworker')
    const ahead = { startedAt: '2026-11-20T04:00:00Z', endedAt: null, points: [] }
    const refused = await tell(worker, randomUUID(), ahead)
    assert.deepEqual([refused.status, refused.body.code], [400, 'grid.patrol_ahead'])
    const before = { startedAt: start, endedAt: '2026-11-20T00:00:00Z', points: [] }
    assert.equal((await tell(worker, randomUUID(), before)).status, 400)
  })

  test('a patrol that is silent for two hours is over, and its places go after thirty days', async () => {
    const id = randomUUID()
    const worker = world.as('riverside.gridworker')
    await tell(worker, id, { startedAt: start, endedAt: null, points: [place(60, 50)] })
    world.clock.set(new Date('2026-11-20T03:01:01Z'))
    assert.equal((await worker.get(`/api/grid/patrols/${id}`)).body.on, false)
    world.clock.set(new Date('2026-12-20T00:59:00Z'))
    assert.equal(await forgetTracks(world.house), 0)
    world.clock.set(new Date('2026-12-20T01:00:01Z'))
    assert.ok((await forgetTracks(world.house)) > 0)
    const overseer = await leader('later-leader', 'riverside', '990001001')
    const { rows } = (await overseer.caller.get('/api/grid/patrols')).body as PatrolPage
    assert.equal(rows.find((row) => row.id === id)?.startedAt, start)
    const body = (await overseer.caller.get(`/api/grid/patrols/${id}`)).body as PatrolDetail
    assert.deepEqual(body.points, [])
  })
})
