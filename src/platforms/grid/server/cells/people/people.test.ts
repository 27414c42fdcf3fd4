import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { insertHouseholds, insertPersons, insertPlaces } from '#kernel/registry/server'
import { type World, worldPlaces } from '../../../../../../test/world/app.ts'
import { openCellWorld } from '../../../../../../test/world/cells.ts'
import type { Caller } from '../../../../../../test/world/caller.ts'
import { cellsOf, onSheet } from '../../../../../../test/world/shapes.ts'

const village = worldPlaces['riverside.first']
const [first = '', second = '', third = ''] = cellsOf(village)
const [foreign = ''] = cellsOf(worldPlaces['hillside.community'])

describe('who serves which cell, and who speaks for which building', () => {
  let world: World
  let planner: Caller
  let worker: { caller: Caller; accountId: number }
  let other: { accountId: number }
  let building: string
  let resident: string
  let stranger: string
  let household: string

  before(async () => {
    const opened = await openCellWorld()
    world = opened.world
    const { make } = opened
    const { db } = world.house.handle
    planner = (await make('plan.leader', 'grid_leader')).caller
    worker = await make('plan.worker', 'grid_worker')
    other = await make('plan.other', 'grid_worker')
    const at = world.clock.now()
    const facts = { divisionCode: village, address: '示例路1号', sensitivity: 1, source: '示例', asOf: null }
    const person = (name: string) => ({ name, idNumber: null, phone: null, ...facts })
    const people = [person('赵立春'), person('钱雨水')]
    ;[resident = '', stranger = ''] = await insertPersons(db, world.house.keys, people, at)
    const members = [{ personId: resident, relation: 'head' as const }]
    const home = { number: '0001', from: '2026-01-01', members, ...facts }
    ;[household = ''] = await insertHouseholds(db, [home], at)
    const place = {
      name: '示例·1号楼',
      kind: 'building' as const,
      note: '',
      point: onSheet(0.2, 0.2),
      ...facts,
    }
    ;[building = ''] = await insertPlaces(db, [{ ...place, sensitivity: 0 }], at)
  })
  after(() => world.close())

  const assign = (by: Caller, cells: string[], accountId: number, from = '2026-03-01') =>
    by.put('/api/grid/assignments', { cells, duty: 'worker', accountId, from, reason: '分片' })
  const served = async (by = planner) =>
    Object.fromEntries(
      (await by.get('/api/grid/cells')).body.cells.map(
        ({ code, workers }: { code: string; workers: { accountId: number }[] }) => [
          code,
          workers.map(({ accountId }) => accountId),
        ],
      ),
    )

  test('a worker is given several cells, the same again changes nothing, and each change says who and why', async () => {
    const done = await assign(planner, [first, second], worker.accountId)
    assert.deepEqual(done.body, { changed: 2, unchanged: 0 }, done.bytes.toString())
    const again = await assign(planner, [first, second, third], worker.accountId)
    assert.deepEqual(again.body, { changed: 1, unchanged: 2 })
    const { body } = await planner.get(`/api/grid/cells/${first}`)
    assert.deepEqual(
      body.changes.map(({ kind, reason }: { kind: string; reason: string }) => [kind, reason]),
      [['assigned', '分片']],
    )
    assert.equal(body.workers[0].accountId, worker.accountId)
  })

  test('a cell of another street is not there, and cells go to who holds a position for them', async () => {
    assert.equal((await assign(planner, [foreign], worker.accountId)).status, 404)
    assert.equal((await planner.get(`/api/grid/cells/${foreign}`)).status, 404)
    const dispatcher = world.as('plans.dispatcher')
    const beyond = await assign(dispatcher, [foreign], worker.accountId)
    assert.deepEqual([beyond.status, beyond.body.code], [409, 'cells.no_position_there'])
    const { body } = await world.as('hillside.gridWorker').get('/api/grid/cells')
    assert.deepEqual(
      body.cells.map(({ code }: { code: string }) => code),
      cellsOf(worldPlaces['hillside.community']),
    )
    assert.equal((await assign(worker.caller, [first], worker.accountId)).status, 403)
  })

  test('one hands over to another on a day, all or nothing, and the past stays', async () => {
    const on = '2026-03-02'
    const body = {
      fromAccountId: worker.accountId,
      toAccountId: other.accountId,
      duty: 'worker',
      on,
      reason: '轮岗',
    }
    const lost = await planner.put('/api/grid/handovers', { ...body, cells: [first, foreign] })
    assert.equal(lost.status, 404)
    assert.deepEqual((await served())[first], [worker.accountId])
    const moved = await planner.put('/api/grid/handovers', { ...body, cells: [first, second] })
    assert.deepEqual(moved.body, { changed: 2, unchanged: 0, work: 0 }, moved.bytes.toString())
    const now = await served()
    const expected = [[other.accountId], [other.accountId], [worker.accountId]]
    assert.deepEqual([now[first], now[second], now[third]], expected)
    const { body: cell } = await planner.get(`/api/grid/cells/${first}`)
    assert.deepEqual(
      cell.past.map(({ accountId, from, to }: Record<string, unknown>) => [accountId, from, to]),
      [[worker.accountId, '2026-03-01', on]],
    )
    assert.deepEqual((await planner.put('/api/grid/handovers', { ...body, cells: [first] })).status, 404)
  })

  test('an assignment ends with a day and a reason', async () => {
    const { body } = await planner.get(`/api/grid/cells/${third}`)
    const url = `/api/grid/assignments/${body.workers[0].id}/end`
    const early = await planner.put(url, { to: '2026-02-01', reason: 'x' })
    assert.equal(early.body.code, 'cells.ends_before_it_begins')
    assert.deepEqual((await planner.put(url, { to: '2026-03-02', reason: '离岗' })).body, {
      changed: 1,
      unchanged: 0,
    })
    assert.deepEqual((await served())[third], [])
  })

  test('a building lies in the cell of its point; a resident speaks for it, nobody else', async () => {
    const list = await planner.get('/api/grid/buildings')
    assert.deepEqual([list.body.total, list.body.rows[0].cell, list.body.rows[0].hasHead], [1, first, false])
    const head = (personId: string | null) =>
      planner.put(`/api/grid/buildings/${building}/head`, { personId, from: '2026-03-02', reason: '推选' })
    assert.equal((await head(resident)).body.code, 'cells.no_resident')
    const tie = { placeId: building, unit: '1', room: '101', from: '2026-03-01', reason: '核对' }
    const tied = await planner.put(`/api/grid/households/${household}/building`, tie)
    assert.deepEqual(tied.body, { changed: 1, unchanged: 0 }, tied.bytes.toString())
    assert.equal((await head(stranger)).body.code, 'cells.no_resident')
    assert.deepEqual((await head(resident)).body, { changed: 1, unchanged: 0 })
    const { body } = await planner.get(`/api/grid/buildings/${building}`)
    assert.deepEqual([body.head.name, body.households, body.residents], ['赵立春', 1, 1])
    assert.equal(body.homes[0].room, '101')
    const cells = (await planner.get('/api/grid/cells')).body.cells
    assert.deepEqual([cells[0].buildings, cells[0].households], [1, 1])
    const headless = await planner.get('/api/grid/buildings?headless=true')
    assert.equal(headless.body.total, 0)
  })

  test('who may not see the resident learns that there is a head, and not who', async () => {
    const organisationId = world.organisations.get(village) as number
    const low = { organisationId, divisions: [village], ledgers: null, sensitivity: 0 }
    const { caller } = await world.newCaller({
      loginName: 'plan.low',
      code: 'plan.low',
      role: 'grid_worker',
      ...low,
    })
    const { body, bytes } = await caller.get(`/api/grid/buildings/${building}`)
    assert.deepEqual([body.hasHead, body.head, body.homes], [true, null, []])
    assert.ok(!bytes.includes(resident))
    assert.equal((await world.as('hillside.gridWorker').get(`/api/grid/buildings/${building}`)).status, 404)
  })

  test('the page of a household says in which building and cell it lives, as far as the building may be seen', async () => {
    const path = `/api/grid/households/${household}/building`
    const tie = { placeId: building, unit: '3', room: '502', from: '2026-03-03', reason: '核对' }
    assert.equal((await planner.put(path, tie)).status, 200)
    const { body } = await planner.get(path)
    assert.deepEqual(
      [body.residence.name, body.residence.cell, body.residence.unit, body.residence.room, body.can.manage],
      ['示例·1号楼', first, '3', '502', true],
    )
    assert.equal(body.changes[0].reason, '核对')
    const seen = await worker.caller.get(path)
    assert.equal(seen.body.can.manage, false)
    assert.equal((await worker.caller.put(path, tie)).status, 403)
    assert.equal((await world.as('hillside.gridWorker').get(path)).status, 404)
    const { homes } = (await planner.get(`/api/grid/buildings/${building}`)).body
    assert.ok(
      homes.some(
        ({ householdId, room }: Record<string, string>) => householdId === household && room === '502',
      ),
    )
    const { cells } = (await planner.get('/api/grid/cells')).body
    assert.ok(cells.find(({ code }: { code: string }) => code === first).households > 0)
    await planner.put(path, { ...tie, placeId: null, from: '2026-03-04' })
    assert.equal((await planner.get(path)).body.residence, null)
    const again = await planner.put(path, tie)
    assert.deepEqual(
      [again.status, again.body.code, again.body.params],
      [400, 'cells.recorded_until', { until: '2026-03-04' }],
    )
    assert.equal((await planner.put(path, { ...tie, from: '2026-03-04' })).status, 200)
    assert.equal((await planner.get(path)).body.residence.name, '示例·1号楼')
  })

  test('a building has one head on each day, also of days that are past', async () => {
    const head = (personId: string | null, from: string) =>
      planner.put(`/api/grid/buildings/${building}/head`, { personId, from, reason: '改选' })
    assert.equal((await head(null, '2026-03-06')).body.changed, 1)
    const { status, body } = await head(resident, '2026-03-05')
    assert.deepEqual([status, body.code, body.params], [400, 'cells.recorded_until', { until: '2026-03-06' }])
    assert.equal((await head(resident, '2026-03-06')).body.changed, 1)
  })
})
