import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { insertPersons } from '#kernel/registry/server'
import { openWorld, type World, worldPlaces } from '../../../../../../test/world/app.ts'
import type { Caller } from '../../../../../../test/world/caller.ts'
import { cellsOf, onSheet, seedWorldShapes } from '../../../../../../test/world/shapes.ts'

const village = worldPlaces['riverside.first']
const [first = '', second = ''] = cellsOf(village)

describe('what is to be done for a cell is for who serves it', () => {
  let world: World
  let planner: Caller
  let worker: { caller: Caller; accountId: number }
  let other: { caller: Caller; accountId: number }
  let unit: Caller
  let organisationId = 0
  let unitId = 0
  let category = ''
  let person = ''

  before(async () => {
    world = await openWorld()
    await seedWorldShapes(world.house.handle.db, (code) => `cell ${code}`)
    organisationId = world.organisations.get(village) as number
    unitId = world.organisations.get('990001-works') as number
    const scope = { organisationId, divisions: [village], ledgers: null, sensitivity: 2 }
    const make = (loginName: string, role: string) =>
      world.newCaller({ loginName, code: loginName, role, ...scope })
    planner = (await make('work.leader', 'grid_leader')).caller
    worker = await make('work.worker', 'grid_worker')
    other = await make('work.other', 'grid_worker')
    const place = { organisationId: unitId, divisions: ['990001'], ledgers: null, sensitivity: 1 }
    unit = (await world.newCaller({ loginName: 'w.unit', code: 'w.unit', role: 'unit_handler', ...place }))
      .caller
    const { body } = await world.as('plans.dispatcher').get('/api/ledgers/incident')
    category = body.fields.find(({ name }: { name: string }) => name === 'category').options[0].value
    const facts = { divisionCode: village, address: '示例路1号', sensitivity: 1, source: '示例', asOf: null }
    const one = { name: '赵立春', idNumber: null, phone: null, ...facts }
    const { db } = world.house.handle
    ;[person = ''] = await insertPersons(db, world.house.keys, [one], world.clock.now())
  })
  after(() => world.close())

  const entry = async (id: string) => (await world.as('plans.dispatcher').get(`/api/entries/${id}`)).body
  const act = async (by: Caller, id: string, action: string, input: Record<string, unknown> = {}) => {
    const { seq } = await entry(id)
    const answer = await by.post(`/api/entries/${id}/actions/${action}`, { expectedSeq: seq, input })
    assert.equal(answer.status, 200, `${action}: ${answer.bytes.toString()}`)
  }
  /** An incident whose handling is said to be done. */
  const completed = async (fields: Record<string, unknown>): Promise<string> => {
    const { id } = await world.entry({
      in: 'riverside.first',
      ledger: 'incident',
      by: 'plans.dispatcher',
      fields: { title: 'a hole', channel: 'patrol', category, ...fields },
    })
    await act(world.as('plans.dispatcher'), id, 'dispatch', { organisationId: unitId })
    await act(unit, id, 'acknowledge')
    await act(unit, id, 'complete', { result: 'filled' })
    return id
  }
  const verifier = async (id: string) => {
    const { tasks } = await entry(id)
    const task = tasks.find(({ kind }: { kind: string }) => kind === 'verify')
    return [task.organisation.id, task.account?.id ?? null]
  }
  const assign = (cells: string[], accountId: number) =>
    planner.put('/api/grid/assignments', {
      cells,
      duty: 'worker',
      accountId,
      from: '2026-03-01',
      reason: '分片',
    })
  const handOver = (cells: string[], from: number, to: number, on = '2026-03-02') =>
    planner.put('/api/grid/handovers', {
      fromAccountId: from,
      toAccountId: to,
      duty: 'worker',
      cells,
      on,
      reason: '轮岗',
    })

  let open = ''
  test('the cell comes from the spot, what somebody says goes before it, and without either nothing is guessed', async () => {
    const cellOf = async (fields: Record<string, unknown>) => {
      const made = await world.entry({
        in: 'riverside.first',
        ledger: 'incident',
        by: 'plans.dispatcher',
        fields: { title: 'x', channel: 'patrol', category, ...fields },
      })
      return [made.id, (await entry(made.id)).fields.gridCell?.value ?? null]
    }
    const [lng, lat] = onSheet(0.2, 0.2)
    const [id, found] = await cellOf({ spot: { lng, lat } })
    assert.equal(found, first)
    assert.equal((await cellOf({ spot: { lng, lat }, gridCell: second }))[1], second)
    const [blank, none] = await cellOf({ address: 'nowhere in particular' })
    assert.equal(none, null)
    await act(world.as('plans.dispatcher'), blank as string, 'add_facts', { spot: { lng, lat } })
    assert.equal((await entry(blank as string)).fields.gridCell.value, first)
    // The cell is in the log, so that a redrawn map moves no incident.
    const log = await world.as('plans.dispatcher').get(`/api/entries/${id}/actions`)
    assert.ok(log.bytes.includes(first))
  })

  test('is verified by the organisation while nobody serves the cell, and by the cell’s own worker then', async () => {
    assert.deepEqual(await verifier(await completed({ gridCell: first })), [organisationId, null])
    assert.equal((await assign([first, second], worker.accountId)).status, 200)
    open = await completed({ gridCell: first })
    assert.deepEqual(await verifier(open), [organisationId, worker.accountId])
    const { body } = await other.caller.get('/api/tasks')
    assert.ok(!body.rows.some(({ entryId }: { entryId: string }) => entryId === open))
  })

  test('goes with the cells, key persons too, in the one act; a hand-over of a later day leaves it for now', async () => {
    const care = await planner.post('/api/ledgers/key_person/entries', {
      divisionCode: village,
      fields: {
        person,
        need: 'living_alone',
        basis: 'statutory_duty',
        basisText: 'x',
        visitEvery: 7,
        visitUnit: 'calendar_days',
        gridCell: first,
        organisationId,
        accountId: worker.accountId,
      },
    })
    assert.equal(care.status, 201, care.bytes.toString())
    const later = await handOver([second], worker.accountId, other.accountId, '2026-03-09')
    assert.deepEqual(later.body, { changed: 1, unchanged: 0, work: 0 }, later.bytes.toString())
    assert.deepEqual(await verifier(open), [organisationId, worker.accountId])
    const moved = await handOver([first], worker.accountId, other.accountId)
    assert.deepEqual(moved.body, { changed: 1, unchanged: 0, work: 2 }, moved.bytes.toString())
    assert.deepEqual(await verifier(open), [organisationId, other.accountId])
    const kept = (await planner.get(`/api/entries/${care.body.id}`)).body
    assert.equal(kept.tasks[0].account.id, other.accountId)
    assert.equal(kept.tasks[0].dueAt, care.body.tasks[0].dueAt)
    assert.equal((await worker.caller.get(`/api/entries/${care.body.id}`)).status, 200)
    await act(other.caller, open, 'verify', { outcome: 'passed' })
  })
})
