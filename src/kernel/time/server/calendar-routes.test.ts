import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world/app.ts'
import { isWorkingDay } from '#kernel/time/model'
import { CalendarBook } from '#kernel/time/server'

describe('the calendar over HTTP', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  const notice = {
    kind: 'annual',
    year: 2027,
    issuedOn: '2026-11-05',
    document: { series: 'general_office_telegram', year: 2026, number: 9001 },
    arrangements: [{ holidays: ['new_year'], off: ['2027-01-01..2027-01-03'], makeUp: ['2027-01-09'] }],
  }
  type Day = { date: string; class: string; name: string }

  test('anyone signed in reads the calendar, and a year without a notice is unknown', async () => {
    assert.equal((await world.stranger().get('/api/calendar?year=2026')).status, 401)
    const { status, body } = await world.as('riverside.steward').get('/api/calendar?year=2026')
    assert.equal(status, 200)
    assert.equal(body.days.length, 365)
    const named = body.days.find((day: Day) => day.date === '2026-02-14')
    assert.deepEqual(named, { date: '2026-02-14', class: 'makeup_workday', name: 'Spring Festival' })
    assert.equal(body.notices.length, 1)
    assert.deepEqual(body.can, { manage: false })
    const later = await world.as('riverside.steward').get('/api/calendar?year=2027')
    assert.ok(later.body.days.every((day: Day) => day.class === 'unknown'))
  })

  test('a notice is taken in by who may, holds at once in every process, and once', async () => {
    const { handle } = world.house
    const other = await CalendarBook.open(handle)
    const told = Promise.withResolvers<string>()
    const stop = await handle.listen('yiwang_calendar', told.resolve)
    const path = '/api/calendar/notices'
    const refused = await world.as('riverside.steward').post(path, { notices: [notice] })
    assert.equal(refused.status, 403)
    const first = await world.as('plans.dispatcher').post(path, { notices: [notice] })
    assert.equal(first.status, 201)
    assert.deepEqual(first.body, { taken: 1, known: 0, year: 2027 })
    const again = await world.as('plans.dispatcher').post(path, { notices: [notice] })
    assert.deepEqual(again.body, { taken: 0, known: 1, year: 2027 })

    assert.equal(isWorkingDay(world.house.engine.calendar, '2027-01-09'), true)
    assert.equal(isWorkingDay(other.current, '2027-01-09'), undefined)
    assert.equal(await told.promise, 'general_office_telegram/2026/9001')
    await stop()
    await other.reload()
    assert.equal(isWorkingDay(other.current, '2027-01-09'), true)

    const { body } = await world.as('plans.dispatcher').get('/api/calendar?year=2027')
    assert.equal(body.days.find((day: Day) => day.date === '2027-01-09').class, 'makeup_workday')
    assert.equal(body.notices[0].inForce, true)
    assert.ok(body.notices[0].importedAt)
    assert.equal(body.can.manage, true)
  })

  test('a notice that contradicts one that is known is refused, and none of its batch is kept', async () => {
    const amendment = {
      ...notice,
      kind: 'amendment',
      document: { ...notice.document, number: 9002 },
      arrangements: [{ holidays: ['new_year'], off: ['2027-01-04'] }],
    }
    const differing = { ...notice, issuedOn: '2026-11-06' }
    const { status, body } = await world
      .as('plans.dispatcher')
      .post('/api/calendar/notices', { notices: [amendment, differing] })
    assert.equal(status, 409)
    assert.equal(body.code, 'time.notice_differs')
    assert.equal(isWorkingDay(world.house.engine.calendar, '2027-01-04'), true)
    const wrong = await world
      .as('plans.dispatcher')
      .post('/api/calendar/notices', { notices: [{ ...notice, year: 'x' }] })
    assert.equal(wrong.status, 400)
    assert.equal(wrong.body.errors[0].path, 'notices.0.year')
  })
})
