import assert from 'node:assert/strict'
import { draftRule, publishRule } from '../../../../../../test/world/rules.ts'
import { after, before, describe, test } from 'node:test'
import { insertHouseholds, insertPlaces } from '#kernel/registry/server'
import { type World, worldPlaces } from '../../../../../../test/world/app.ts'
import { openCellWorld } from '../../../../../../test/world/cells.ts'
import type { Caller } from '../../../../../../test/world/caller.ts'
import { cellsOf, onSheet } from '../../../../../../test/world/shapes.ts'
import { readSheet } from '#kernel/registry/server'

const village = worldPlaces['riverside.first']
const [first = ''] = cellsOf(village)

describe('coverage and duty', () => {
  let world: World
  let leader: Caller
  let worker: { caller: Caller; accountId: number }
  let other: { accountId: number }
  let homes: string[]

  before(async () => {
    const opened = await openCellWorld()
    world = opened.world
    const { make } = opened
    const { db } = world.house.handle
    leader = (await make('cover.leader', 'grid_leader')).caller
    worker = await make('cover.worker', 'grid_worker')
    other = await make('cover.other', 'grid_worker')
    const at = world.clock.now()
    const facts = { divisionCode: village, address: '示例路1号', sensitivity: 1, source: '示例', asOf: null }
    const home = (number: string) => ({ number, from: '2026-01-01', members: [], ...facts })
    homes = await insertHouseholds(db, ['0001', '0002', '0003'].map(home), at)
    const place = { kind: 'building' as const, note: '', point: onSheet(0.2, 0.2), ...facts, sensitivity: 0 }
    await insertPlaces(db, [{ name: '示例·1号楼', ...place }], at)
    const given = {
      cells: [first],
      duty: 'worker',
      accountId: worker.accountId,
      from: '2026-03-01',
      reason: 'x',
    }
    assert.equal((await leader.put('/api/grid/assignments', given)).status, 200)
  })
  after(() => world.close())

  const board = async (by = leader, division: string = village) =>
    by.get(`/api/grid/coverage?division=${division}`)
  const rows = async (measure: string, by = leader, division: string = village) =>
    by.get(`/api/grid/coverage/rows?division=${division}&measure=${measure}`)
  const visit = (household = '', visitedOn = '', contact = 'met') =>
    worker.caller.post('/api/ledgers/household_visit/entries', {
      divisionCode: village,
      fields: {
        household,
        visitor: worker.accountId,
        visitedOn,
        purpose: 'routine',
        contact,
        found: 'x',
        outcome: 'none',
      },
    })

  test('what lacks is counted, what has no ground is unknown, and every figure opens its rows', async () => {
    for (const answer of [
      await visit(homes[0], '2026-03-01'),
      await visit(homes[1], '2025-10-01'),
      await visit(homes[2], '2026-03-01', 'nobody_home'),
    ])
      assert.equal(answer.status, 201, answer.bytes.toString())
    const { body, bytes } = await board()
    assert.deepEqual(body.whole.cells, { count: 3, of: 4 }, bytes.toString())
    assert.deepEqual(body.whole.buildings, { count: 1, of: 1 })
    assert.deepEqual(body.whole.households, { count: 2, of: 3 })
    assert.deepEqual(body.whole.claims, { count: null, of: 0 })
    assert.deepEqual(body.whole.response, { reported: 0, signed: 0, median: null, ninety: null })
    assert.equal(body.whole.duty.gaps, null)
    const unvisited = await rows('households_not_visited')
    assert.deepEqual(
      unvisited.body.rows.map(({ id, day }: { id: string; day: string | null }) => [id, day]),
      [
        [homes[2], null],
        [homes[1], '2025-10-01'],
      ],
    )
    assert.equal((await rows('cells_without_worker')).body.total, 3)
    const file = await leader.get(
      `/api/grid/coverage.xlsx?division=${village}&measure=households_not_visited`,
    )
    const sheet = await readSheet('x.xlsx', file.bytes)
    assert.equal(sheet.rows.filter((cells) => cells.some((cell) => cell.includes('示例路1号'))).length, 2)
  })

  test('for how many days a visit counts is the district’s rule, set with a reason by who plans all of it', async () => {
    const yearly = (rule: { visitDays: number }) => {
      rule.visitDays = 365
    }
    const book = 'grid_coverage?district=990001'
    assert.equal((await draftRule(book, leader, yearly)).status, 403)
    await publishRule(book, world.as('plans.dispatcher'), yearly)
    assert.deepEqual((await board()).body.whole.households, { count: 1, of: 3 })
  })

  test('a month of duty is planned once, swapped with a reason, and its gaps are on the board', async () => {
    const night = { part: 'night', from: '17:30', to: '08:30', days: 'all' }
    const template = { parts: [night], people: [worker.accountId, other.accountId] }
    const range = { division: village, from: '2026-03-01', to: '2026-03-31', template }
    const plan = { ...range, reason: '轮班' }
    const seen = await leader.post('/api/grid/duty/previews', range)
    assert.deepEqual([seen.body.added, seen.body.gaps.length], [31, 9], seen.bytes.toString())
    const of = (path: string) => `/api/grid/duty${path}`
    assert.deepEqual((await leader.get(of(`?division=${village}&month=2026-03`))).body.template, null)
    const kept = { template, reason: '轮班' }
    assert.deepEqual((await leader.put(of(`/templates/${village}`), kept)).body, { changed: 1, unchanged: 0 })
    assert.deepEqual((await leader.put(of(`/templates/${village}`), kept)).body, { changed: 0, unchanged: 1 })
    assert.equal((await worker.caller.put(of(`/templates/${village}`), kept)).status, 403)
    assert.equal((await leader.post(of('/previews'), { ...range, to: '2026-12-31' })).status, 400)
    const planned = await leader.put('/api/grid/duty/plans', plan)
    assert.deepEqual(planned.body, { changed: 31, unchanged: 0 }, planned.bytes.toString())
    assert.deepEqual((await leader.put('/api/grid/duty/plans', plan)).body, { changed: 0, unchanged: 31 })
    const again = await leader.post('/api/grid/duty/previews', { ...range, to: '2026-04-01' })
    assert.deepEqual([again.body.added, again.body.days[0].shifts[0].kept], [1, true])
    // 31 nights between two: the last was the first one's, so that the turn goes on with the other.
    assert.notEqual(again.body.days[31].shifts[0].name, again.body.days[30].shifts[0].name)
    const month = () => leader.get(`/api/grid/duty?division=${village}&month=2026-03`)
    const [one, two] = (await month()).body.days.map(({ shifts }: { shifts: { id: string }[] }) => shifts[0])
    const swap = { otherShiftId: two.id, reason: '有事' }
    const swapped = await leader.put(`/api/grid/duty/shifts/${one.id}/swap`, swap)
    assert.deepEqual(swapped.body, { changed: 2, unchanged: 0 })
    assert.equal((await month()).body.days[0].shifts[0].accountId, other.accountId)
    // 2026-03-02 is a Monday: of the seven days from it on the Saturday and the Sunday lack somebody by day.
    assert.deepEqual((await board()).body.whole.duty, { gaps: 2, of: 9 })
    assert.equal((await rows('duty_gaps')).body.total, 2)
    const stranger = { ...template, people: [1_000_000] }
    const refused = await leader.put('/api/grid/duty/plans', { ...plan, template: stranger })
    assert.equal(refused.body.code, 'cells.not_of_this_division')
    world.clock.set(new Date('2026-03-02T12:00:00Z'))
    const fresh = await world.newCaller({
      loginName: 'cover.night',
      code: 'cover.night',
      role: 'grid_leader',
      organisationId: world.organisations.get(village) as number,
      divisions: [village],
      ledgers: null,
      sensitivity: 2,
    })
    assert.equal((await fresh.caller.get('/api/grid/duty/now')).body.length, 1)
  })

  test('who works in another street learns nothing of coverage or duty here', async () => {
    const stranger = world.as('hillside.gridWorker')
    assert.equal((await board(stranger)).status, 404)
    assert.equal((await rows('households_not_visited', stranger)).status, 404)
    assert.equal((await stranger.get(`/api/grid/duty?division=${village}`)).status, 404)
    assert.deepEqual((await stranger.get('/api/grid/duty/now')).body, [])
    const own = await board(stranger, worldPlaces['hillside.community'])
    assert.deepEqual(own.body.whole.households, { count: null, of: 0 })
    assert.equal((await board(stranger, worldPlaces.district)).status, 404)
  })
})
