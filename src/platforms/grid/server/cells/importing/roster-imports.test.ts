import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { insertHouseholds, insertPersons, insertPlaces } from '#kernel/registry/server'
import { type World, worldPlaces } from '../../../../../../test/world/app.ts'
import { openCellWorld } from '../../../../../../test/world/cells.ts'
import type { Answer, Caller } from '../../../../../../test/world/caller.ts'
import { cellsOf, onSheet } from '../../../../../../test/world/shapes.ts'

const village = worldPlaces['riverside.first']
const [first = '', second = '', third = ''] = cellsOf(village)
const [foreign = ''] = cellsOf(worldPlaces['hillside.community'])
const heading = '网格编码,楼栋,职责,登录名,姓名,自何日起'
const reason = '换届'
type Line = {
  row: number
  outcome: string
  column: string | null
  reason: string | null
  person: string | null
}

describe('rosters from a workbook', () => {
  let world: World
  let planner: Caller
  let colleague: Caller
  let building: string

  before(async () => {
    const opened = await openCellWorld()
    world = opened.world
    const { make } = opened
    const { db } = world.house.handle
    planner = (await make('sheet.leader', 'grid_leader')).caller
    colleague = (await make('sheet.colleague', 'grid_leader')).caller
    await make('sheet.one', 'grid_worker')
    await make('sheet.two', 'grid_worker')
    const at = world.clock.now()
    const facts = { divisionCode: village, address: '示例路1号', sensitivity: 1, source: '示例', asOf: null }
    const people = ['赵立春', '钱雨水', '孙惊蛰', '孙惊蛰'].map((name) => ({
      name,
      idNumber: null,
      phone: null,
      ...facts,
    }))
    const persons = await insertPersons(db, world.house.keys, people, at)
    const homes = persons.map((personId, index) => ({
      number: `000${index}`,
      from: '2026-01-01',
      members: [{ personId, relation: 'head' as const }],
      ...facts,
    }))
    const households = await insertHouseholds(db, homes, at)
    const place = { kind: 'building' as const, note: '', point: onSheet(0.2, 0.2), ...facts, sensitivity: 0 }
    ;[building = ''] = await insertPlaces(db, [{ name: '示例·1号楼', ...place }], at)
    for (const id of households) {
      const body = { placeId: building, unit: '1', room: '101', from: '2026-02-01', reason }
      assert.equal((await planner.put(`/api/grid/households/${id}/building`, body)).status, 200)
    }
  })
  after(() => world.close())

  const send = (content: string | Buffer, { replaces = false, name = 'a.csv', by = planner } = {}) =>
    by.send('POST', `/api/grid/roster-imports?name=${name}&replaces=${String(replaces)}`, {
      body: Buffer.from(content),
      headers: { 'content-type': 'application/octet-stream' },
    })
  const list = (...rows: string[]) => `${heading}\n${rows.join('\n')}\n`
  const step = (answer: Answer, name: 'run' | 'undoing', by = planner) =>
    name === 'run'
      ? by.post(`/api/grid/roster-imports/${answer.body.id}/run`, { reason })
      : by.put(`/api/grid/roster-imports/${answer.body.id}/undoing`, { reason })
  const outcomes = ({ body }: Answer) =>
    body.lines.map(({ row, outcome, column, reason: why }: Line) =>
      [row, outcome, ...(outcome === 'refused' ? [column, why] : [])].join(' '),
    )
  type Cell = { code: string; workers: { name: string }[]; leaders: { name: string }[] }
  const served = async () => {
    const { cells } = (await planner.get('/api/grid/cells')).body
    const { body } = await planner.get(`/api/grid/buildings/${building}`)
    return JSON.stringify([
      cells.map(({ code, workers, leaders }: Cell) =>
        [code, ...workers, ...leaders].map((one) => (typeof one === 'string' ? one : one.name)),
      ),
      body.head?.name ?? null,
    ])
  }

  test('every row is answered by place and reason, and nothing changes before the run', async () => {
    const stood = await served()
    const answer = await send(
      list(
        `${first},,网格员,sheet.one,,2026-03-02`,
        `${foreign},,网格员,sheet.one,,2026-03-02`,
        `${second},,网格员,nobody,,2026-03-02`,
        `${second},,门卫,sheet.one,,2026-03-02`,
        `${second},,网格长,sheet.one,,2026-03-02`,
        `12,,网格员,sheet.one,,2026-03-02`,
        `${third},,网格员,sheet.one,,三月`,
        `,示例·1号楼,楼长,,赵立春,2026-03-02`,
        `,示例·9号楼,楼长,,赵立春,2026-03-02`,
        `,示例·1号楼,楼长,,李白露,2026-03-02`,
        `,示例·1号楼,楼长,,孙惊蛰,2026-03-02`,
        `${third},,网格员,,,`,
      ),
    )
    assert.equal(answer.status, 201, answer.bytes.toString())
    assert.deepEqual(outcomes(answer), [
      '2 adds',
      '3 refused cell cell_unknown',
      '4 refused login login',
      '5 refused duty duty',
      '6 refused login no_position',
      '7 refused cell cell',
      '8 refused from from',
      '9 adds',
      '10 refused building building',
      '11 refused person resident',
      '12 refused person residents',
    ])
    assert.ok(!JSON.stringify(answer.body.lines.slice(-2)).includes('李白露'))
    assert.equal(await served(), stood)
    const key = randomUUID()
    const run = await planner.post(`/api/grid/roster-imports/${answer.body.id}/run`, { reason }, key)
    assert.equal(run.body.state, 'done', run.bytes.toString())
    const now = await served()
    assert.notEqual(now, stood)
    assert.match(now, /赵立春/)
    assert.deepEqual(
      (await planner.post(`/api/grid/roster-imports/${answer.body.id}/run`, { reason }, key)).body,
      run.body,
    )
    assert.equal((await step(answer, 'run')).body.code, 'cells.import_state')
    assert.equal(await served(), now)
    // What is sent again changes nothing.
    const again = await send(
      list(`${first},,网格员,sheet.one,,2026-03-02`, `,示例·1号楼,楼长,,赵立春,2026-03-02`),
    )
    assert.deepEqual(again.body.counts, { adds: 0, ends: 0, stays: 2, refused: 0 })
    const taken = await step(answer, 'undoing')
    assert.equal(taken.body.state, 'undone', taken.bytes.toString())
    assert.equal(await served(), stood)
  })

  test('what is handed out comes in again without a change, a list that says all ends whom it leaves out, and undoing restores it', async () => {
    for (const row of [`${first},,网格员,sheet.one,,2026-03-01`, `,示例·1号楼,楼长,,赵立春,2026-03-01`])
      await step(await send(list(row)), 'run')
    const stood = await served()
    const file = await planner.get('/api/grid/cells.xlsx')
    const same = await send(file.bytes, { name: 'a.xlsx', replaces: true })
    assert.deepEqual(same.body.counts, { adds: 0, ends: 0, stays: 2, refused: 0 }, same.bytes.toString())
    const other = list(`${first},,网格员,sheet.two,,2026-03-02`, `,示例·1号楼,楼长,,钱雨水,2026-03-02`)
    const beside = await send(other)
    assert.deepEqual(outcomes(beside), ['2 adds', '3 adds', '3 ends'])
    assert.equal(
      (await planner.put(`/api/grid/roster-imports/${beside.body.id}/cancellation`)).body.state,
      'cancelled',
    )
    assert.equal((await step(beside, 'run')).status, 409)
    const instead = await send(other, { replaces: true })
    assert.deepEqual(outcomes(instead), ['2 adds', '2 ends', '3 adds', '3 ends'])
    assert.equal((await step(instead, 'run')).body.state, 'done')
    assert.match(await served(), /钱雨水/)
    const early = await send(list(`${first},,网格员,sheet.one,,2026-02-01`), { replaces: true })
    assert.deepEqual(outcomes(early), ['2 refused from before'])
    await step(instead, 'undoing')
    assert.equal(await served(), stood)
    const changes = (await planner.get(`/api/grid/cells/${first}`)).body.changes.map(
      ({ kind }: { kind: string }) => kind,
    )
    assert.deepEqual(changes.slice(0, 4).sort(), ['assigned', 'ended', 'restored', 'undone'])
  })

  test('what changed since the check is shown before it is done, and what changed since the run is not taken back', async () => {
    const row = `${second},,网格员,sheet.two,,2026-03-02`
    const checked = await send(list(row))
    const other = await send(list(row))
    assert.equal((await step(other, 'run')).body.state, 'done')
    const seen = await step(checked, 'run')
    assert.deepEqual(
      [seen.body.state, seen.body.changedMeanwhile, outcomes(seen)],
      ['checked', true, ['2 stays']],
    )
    const { workers } = (await planner.get(`/api/grid/cells/${second}`)).body
    const end = { to: '2026-03-05', reason }
    assert.equal((await planner.put(`/api/grid/assignments/${workers[0].id}/end`, end)).status, 200)
    const stood = await served()
    assert.equal((await step(other, 'undoing')).body.code, 'cells.import_moved_on')
    assert.equal(await served(), stood)
  })

  test('a list is its account’s own, and nobody without the right reads or runs one', async () => {
    const mine = await send(list(`${third},,网格员,sheet.one,,2026-03-02`))
    const path = `/api/grid/roster-imports/${mine.body.id}`
    assert.equal((await colleague.get(path)).status, 404)
    assert.equal((await step(mine, 'run', colleague)).status, 404)
    assert.deepEqual((await colleague.get('/api/grid/roster-imports')).body.rows, [])
    const worker = world.as('riverside.gridWorker')
    assert.equal((await worker.get('/api/grid/roster-imports')).status, 403)
    assert.equal((await send('x', { by: colleague })).status, 400)
    assert.equal((await send('甲,乙\n1,2\n')).body.code, 'cells.no_roster_columns')
  })
})
