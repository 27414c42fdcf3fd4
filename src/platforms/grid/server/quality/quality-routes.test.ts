import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../../../test/world/app.ts'
import type { Caller } from '../../../../../test/world/caller.ts'

describe('the quality of handling', () => {
  let world: World
  let unit: Caller
  let supervisor: Caller
  let unitId = 0
  const ids: string[] = []

  const step = async (by: Caller, entryId: string, action: string, input: Record<string, unknown> = {}) => {
    const path = `/api/entries/${entryId}`
    const { body } = await world.as('plans.dispatcher').get(path)
    const answer = await by.post(`${path}/actions/${action}`, { expectedSeq: body.seq, input })
    assert.equal(answer.status, 200, `${action}: ${answer.bytes.toString()}`)
  }
  before(async () => {
    // A Monday morning; each browser signs in anew after the days that pass.
    world = await openWorld({ start: '2026-03-02T01:00:00Z' })
    unitId = world.organisations.get('990001-plans') as number
    const position = { organisationId: unitId, divisions: ['990001'], ledgers: null, sensitivity: 1 }
    unit = (await world.newCaller({ ...position, code: 'q.unit', loginName: 'q.unit', role: 'unit_handler' }))
      .caller
    supervisor = (
      await world.newCaller({ ...position, code: 'q.super', loginName: 'q.super', role: 'supervisor' })
    ).caller
    const { body } = await world.as('plans.dispatcher').get('/api/ledgers/incident')
    const category = body.fields.find(({ name }: { name: string }) => name === 'category').options[0].value
    for (const place of ['riverside.first', 'riverside.first', 'hillside.community'] as const) {
      const fields = { title: `in ${place}`, channel: 'patrol', category, gridCell: `${place}.cell` }
      const made = await world.entry({ in: place, ledger: 'incident', by: 'plans.dispatcher', fields })
      ids.push(made.id)
      await step(world.as('plans.dispatcher'), made.id, 'dispatch', { organisationId: unitId })
      await step(unit, made.id, 'acknowledge')
      await step(unit, made.id, 'complete', { result: 'done' })
    }
    await world.app.relay.drain()
  })
  after(() => world.close())

  const rates = async (by: string) => {
    await world.app.relay.drain()
    const query = `from=2026-03-01&to=2026-03-31&by=${by}&asOf=2026-03-31T00:00:00Z`
    const { body } = await world.as('plans.dispatcher').get(`/api/ledgers/incident/statistics?${query}`)
    return body
  }
  const rework = ({ all }: { all: { rework: { n: number; of: number; excluded: unknown[] } } }) => [
    all.rework.n,
    all.rework.of,
    all.rework.excluded,
  ]

  test('what is asked to be left out counts until another person has decided, and shows with both', async () => {
    assert.deepEqual(rework(await rates('organisation')), [0, 3, []])
    const [first = ''] = ids
    await step(world.as('plans.dispatcher'), first, 'exclude', { measure: 'rework', reason: 'a drill' })
    assert.deepEqual(rework(await rates('organisation')), [0, 3, []])
    const path = '/api/ledgers/incident/statistics/exclusions'
    const pending = await world.as('plans.dispatcher').get(`${path}?state=pending`)
    assert.deepEqual([pending.body.total, pending.body.rows[0].exclusion.decided], [1, null])
    await step(supervisor, first, 'decide_exclusion', { outcome: 'upheld', opinion: 'it was one' })
    const told = await rates('organisation')
    assert.deepEqual(rework(told), [0, 2, [{ rule: 'excluded', count: 1 }]])
    const cases = await world
      .as('plans.dispatcher')
      .get(`/api/ledgers/incident/statistics/cases?${told.all.rework.rows}&part=excluded:excluded`)
    const [row] = cases.body.rows
    assert.deepEqual(
      [cases.body.total, row.entryId, row.exclusion.reason, row.exclusion.decided.opinion],
      [1, first, 'a drill', 'it was one'],
    )
    assert.equal((await world.as('hillside.steward').get(path)).body.total, 0)
    assert.equal((await world.stranger().get(path)).status, 401)
  })

  test('rates are told by cell, and of cells there are numbers and rows', async () => {
    const { rows } = await rates('category:gridCell')
    assert.deepEqual(
      rows.map(({ key, rates: told }: { key: string; rates: { resolution: { of: number } } }) => [
        key,
        told.resolution.of,
      ]),
      [
        ['riverside.first.cell', 2],
        ['hillside.community.cell', 1],
      ].toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    )
    const { body } = await world
      .as('plans.dispatcher')
      .get('/api/grid/quality/density?from=2026-03-01&to=2026-03-31')
    assert.deepEqual(
      body.cells.map(({ cell, count }: { cell: string; count: number }) => [cell, count]),
      [
        ['riverside.first.cell', 2],
        ['hillside.community.cell', 1],
      ],
    )
  })

  test('the rhythm counts by weekday and hour of Shanghai, and opens its rows', async () => {
    const dispatcher = world.as('plans.dispatcher')
    const days = 'from=2026-03-01&to=2026-03-07'
    const { body } = await dispatcher.get(`/api/grid/quality/rhythm?${days}`)
    assert.deepEqual(
      [body.total, body.hours, body.days],
      [3, [{ weekday: 1, hour: 9, count: 3 }], [{ day: '2026-03-02', count: 3 }]],
    )
    const rows = await dispatcher.get(`/api/grid/quality/rhythm/rows?${days}&weekday=1&hour=9`)
    assert.equal(rows.body.total, 3)
    assert.equal((await dispatcher.get(`/api/grid/quality/rhythm/rows?${days}&hour=10`)).body.total, 0)
    const hillside = await world.as('hillside.steward').get(`/api/grid/quality/rhythm?${days}`)
    assert.equal(hillside.body.total, 1)
    assert.equal((await dispatcher.get('/api/grid/quality/rhythm?from=2026-03-07&to=2026-03-01')).status, 400)
  })
})
