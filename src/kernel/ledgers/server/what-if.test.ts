import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world/app.ts'

describe('trying other limits', () => {
  let world: World
  const ids: string[] = []
  before(async () => {
    world = await openWorld()
    world.clock.set(new Date('2026-03-02T01:00:00Z'))
    for (let n = 0; n < 3; n++) {
      const { id } = await world.entry({ in: 'riverside.first', ledger: 'toy' })
      ids.push(id)
      world.clock.advance(60_000)
    }
    const outside = await world.entry({ in: 'farside', ledger: 'toy', by: 'farside.office' })
    ids.push(outside.id)
    // Voided a good hour after: within the ledger's four office hours, and over one. Sessions end when nothing is asked.
    for (const time of ['01:25', '01:50', '02:15']) {
      world.clock.set(new Date(`2026-03-02T${time}:00Z`))
      for (const who of ['plans.office', 'plans.designer', 'riverside.steward'])
        await world.as(who).get('/api/session')
    }
    const [first] = ids
    const entry = await world.as('plans.office').get(`/api/entries/${first}`)
    const done = await world
      .as('plans.office')
      .post(`/api/entries/${first}/actions/void`, { expectedSeq: entry.body.seq, input: { reason: 'test' } })
    assert.equal(done.status, 200, JSON.stringify(done.body))
  })
  after(() => world.close())

  const ask = (limits: unknown, more: object = {}) =>
    world
      .as('plans.designer')
      .post('/api/ledgers/toy/what-if', { limits, from: '2026-01-01', to: '2026-03-31', ...more })
  const hours = (count: number) => ({ dispatch: { unit: 'working_hours', count } })

  test('a shorter limit would have made late what was in time, by the actual end', async () => {
    const { status, body } = await ask(hours(1))
    assert.equal(status, 200)
    const [kind] = body.kinds
    assert.deepEqual([kind.counted, kind.wasLate, kind.wouldBeLate], [3, 0, 3])
    assert.equal(body.total, 3)
    const row = body.rows.find((item: { entryId: string }) => item.entryId === ids[0])
    assert.equal(row.endedAt, '2026-03-02T02:15:00.000Z')
    assert.equal(row.triedDueAt, '2026-03-02T02:00:00.000Z')
    assert.equal((await ask(hours(1), { size: 2, page: 2 })).body.rows.length, 1)
  })

  test('the rows behind a figure are those of its kind of task', async () => {
    const limits = { ...hours(1), handle: { unit: 'working_days', count: 1 } }
    assert.equal((await ask(limits, { show: 'all', task: 'dispatch' })).body.total, 3)
    assert.equal((await ask(limits, { show: 'all', task: 'handle' })).body.total, 0)
  })

  test('the present limit tells what was, and what lies out of scope or of the period is not counted', async () => {
    const same = (await ask(hours(4), { show: 'differs' })).body
    assert.deepEqual([same.kinds[0].counted, same.kinds[0].wouldBeLate, same.total], [3, 0, 0])
    const before = (await ask(hours(1), { from: '2026-01-01', to: '2026-03-01' })).body
    assert.equal(before.kinds[0].counted, 0)
  })

  test('only who may define ledgers asks, and only of kinds that there are', async () => {
    const body = { limits: hours(1), from: '2026-01-01', to: '2026-03-31' }
    assert.equal((await world.as('riverside.steward').post('/api/ledgers/toy/what-if', body)).status, 403)
    assert.equal((await ask({ nothing: { unit: 'hours', count: 1 } })).body.code, 'ledgers.unknown_task')
    assert.equal((await ask({})).status, 400)
    assert.equal((await ask(hours(0))).status, 400)
  })
})
