import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world/app.ts'

describe('moving dates that a notice changes', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    world.clock.set(new Date('2026-12-31T07:00:00Z'))
  })
  after(() => world.close())

  const notice = {
    kind: 'annual',
    year: 2027,
    issuedOn: '2026-12-31',
    document: { series: 'general_office_telegram', year: 2026, number: 9001 },
    arrangements: [{ holidays: ['new_year'], off: ['2027-01-01..2027-01-05'], makeUp: ['2027-01-16'] }],
  }
  type Move = { entryId: string; from: string; to: string; provisionalOnly: boolean; reason: string }

  const list = async (who: string, query = '') => (await world.as(who).get(`/api/date-moves${query}`)).body
  const confirm = (who: string, calendar: string, limit = 100) =>
    world.as(who).post('/api/date-moves', { calendar, limit })
  const dueOf = async (id: string): Promise<string> =>
    (await world.as('plans.office').get(`/api/entries/${id}`)).body.tasks[0].dueAt

  test('nothing is listed while the dates are as the calendar sets them', async () => {
    for (let n = 0; n < 3; n++) await world.entry({ in: 'riverside.first', ledger: 'toy' })
    await world.entry({ in: 'farside', ledger: 'toy', by: 'farside.office' })
    const { rows, total, outside } = await list('plans.dispatcher')
    assert.deepEqual([rows, total, outside], [[], 0, 0])
    assert.equal((await world.as('riverside.steward').get('/api/date-moves')).status, 403)
    assert.equal((await confirm('riverside.steward', 'x')).status, 403)
  })

  test('an imported notice lists every changed date with its reason, and moves none of them', async () => {
    const before = await list('plans.dispatcher')
    const taken = await world.as('plans.dispatcher').post('/api/calendar/notices', { notices: [notice] })
    assert.equal(taken.status, 201)
    const { rows, total, outside, calendar } = await list('plans.dispatcher')
    assert.equal(total, 3)
    assert.equal(outside, 1)
    for (const row of rows as Move[]) {
      assert.ok(row.to > row.from)
      assert.equal(row.provisionalOnly, false)
      assert.match(row.reason, /9001/)
      assert.equal(await dueOf(row.entryId), row.from)
    }
    assert.notEqual(calendar, before.calendar)
    assert.equal((await list('plans.dispatcher', '?page=2&size=2')).rows.length, 1)
    const stale = await confirm('plans.dispatcher', before.calendar)
    assert.equal(stale.status, 409)
    assert.equal(stale.body.code, 'ledgers.calendar_changed')
  })

  test('confirming moves dates in batches, each once and logged, however often it is asked', async () => {
    const { rows, calendar } = await list('plans.dispatcher')
    const [first] = rows as Move[]
    assert.deepEqual((await confirm('plans.dispatcher', calendar, 2)).body, { moved: 2, left: 1 })
    // Interrupted here, and confirmed again by two at once.
    const both = await Promise.all([
      confirm('plans.dispatcher', calendar),
      confirm('plans.dispatcher', calendar),
    ])
    assert.ok(both.every(({ status }) => status === 200))
    assert.deepEqual((await confirm('plans.dispatcher', calendar)).body, { moved: 0, left: 0 })
    for (const row of rows as Move[]) {
      assert.equal(await dueOf(row.entryId), row.to)
      const { body } = await world.as('plans.office').get(`/api/entries/${row.entryId}/actions`)
      const log: { action: string }[] = Array.isArray(body) ? body : body.rows
      assert.equal(log.filter(({ action }) => action === 'move_dates').length, 1)
    }
    assert.ok(first)
    const { total, outside } = await list('plans.dispatcher')
    assert.deepEqual([total, outside], [0, 1])
  })
})
