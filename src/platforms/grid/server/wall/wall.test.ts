import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Caller } from '../../../../../test/world/caller.ts'
import { openWorld, type World, worldPlaces } from '../../../../../test/world/app.ts'
import { onSheet, seedWorldShapes } from '../../../../../test/world/shapes.ts'
import type { GridWallAnswer, WallRows } from '../../model/wall/grid-wall.ts'

describe('the wall of incidents', () => {
  let world: World
  let dispatcher: Caller
  before(async () => {
    world = await openWorld({ start: '2026-11-19T02:00:00Z' })
    await seedWorldShapes(world.house.handle.db, (code) => `cell ${code}`)
    dispatcher = world.as('plans.dispatcher')
  })
  after(() => world.close())

  const wall = async (by = dispatcher) => {
    const { status, body } = await by.get('/api/grid/wall')
    assert.equal(status, 200, JSON.stringify(body))
    return body as GridWallAnswer
  }
  const rows = async (query: string, by = dispatcher) =>
    (await by.get(`/api/grid/wall/rows?${query}`)).body as WallRows
  const spotAt = ([lng, lat]: readonly [number, number]) => ({
    lng: Number(lng.toFixed(7)),
    lat: Number(lat.toFixed(7)),
  })
  const report = async (by: Caller, place: keyof typeof worldPlaces, fields: object) => {
    const { status, body } = await by.post('/api/ledgers/incident/entries', {
      divisionCode: worldPlaces[place],
      fields: { channel: 'grid_worker', ...fields },
    })
    assert.equal(status, 201, JSON.stringify(body))
    return body.id as string
  }

  test('it counts what is open, late, reported and ended today, each figure with just its rows', async () => {
    const { caller: earlier } = await world.newCaller({
      loginName: 'earlier.worker',
      code: 'earlier.worker',
      organisationId: world.organisations.get('990001001') as number,
      role: 'grid_worker',
      divisions: [worldPlaces['riverside.first']],
      ledgers: null,
      sensitivity: 1,
    })
    const old = await report(earlier, 'riverside.first', { title: 'old', spot: spotAt(onSheet(0.3, 0.3)) })
    // A day on, the dispatch's two office hours have passed.
    world.clock.advance(24 * 3_600_000)
    const worker = world.as('riverside.gridworker')
    const near = await report(worker, 'riverside.first', { title: 'near', spot: spotAt(onSheet(0.301, 0.3)) })
    const village = await report(worker, 'riverside.first', { title: 'village' })
    const { at, day, counts, late, today, townships, stages, unplaced } = await wall()
    assert.equal(day, '2026-11-20')
    assert.deepEqual(counts, { reported: 2, open: 3, late: 1, closed: 0 })
    assert.deepEqual(
      late.map(({ id, light }) => [id, light]),
      [[old, 'red']],
    )
    assert.deepEqual(new Set(today.map(({ id }) => id)), new Set([near, village]))
    assert.deepEqual(
      townships.map(({ key, open, late: over }) => [key, open, over]),
      [[worldPlaces.riverside, 3, 1]],
    )
    assert.deepEqual(
      stages.map(({ key, open }) => [key, open]),
      [['registered', 3]],
    )
    assert.equal(unplaced, 0)
    assert.ok(Date.parse(at) > 0)
    for (const figure of ['reported', 'open', 'late', 'closed'] as const)
      assert.equal((await rows(`of=${figure}`)).total, counts[figure], figure)
    assert.equal((await rows(`of=field&township=${worldPlaces.riverside}`)).total, 3)
    assert.equal((await rows('of=field&stage=closed')).total, 0)
  })

  test('what lies close is one mark with the worst light, and its field opens just those', async () => {
    const { marks } = await wall()
    const together = marks.find(({ count }) => count === 2)
    assert.deepEqual([together?.light, together?.one], ['red', null])
    const inside = await rows(`of=field&box=${together?.box}`)
    assert.deepEqual(inside.rows.map(({ title }) => title).sort(), ['near', 'old'])
    const alone = marks.find(({ one }) => one?.title === 'village')
    assert.equal(alone?.count, 1)
    assert.equal((await rows(`of=field&box=${alone?.box}`)).total, 1)
  })

  test('pages follow one another without a row twice', async () => {
    const first = await rows('of=open&page=1&size=2')
    const second = await rows('of=open&page=2&size=2')
    assert.equal(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size, first.total)
  })

  test('another street sees its own, and patrols only who oversees them', async () => {
    const other = world.as('hillside.gridWorker')
    const { counts, marks, late, patrols, townships } = await wall(other)
    assert.deepEqual([counts.open, marks, late, townships], [0, [], [], []])
    assert.equal(patrols, null)
    assert.equal((await rows('of=open', other)).total, 0)
    assert.equal((await world.stranger().get('/api/grid/wall')).status, 401)
    const start = world.clock.now().toISOString()
    const worker = world.as('riverside.gridworker')
    const point = { at: start, lng: 120.05, lat: 41.05, accuracyM: 5, kind: 'track', note: null }
    const told = { id: randomUUID(), startedAt: start, endedAt: null, points: [point] }
    assert.equal((await worker.post('/api/grid/patrols', told)).status, 200)
    assert.deepEqual(
      (await wall()).patrols?.map(({ last }) => last),
      [{ lng: 120.05, lat: 41.05, at: start }],
    )
  })

  test('what is no figure or field is refused with its place', async () => {
    for (const query of ['of=nothing', 'of=open&box=1,2', 'of=open&page=0', 'of=open&size=51'])
      assert.equal((await dispatcher.get(`/api/grid/wall/rows?${query}`)).status, 400, query)
  })
})
