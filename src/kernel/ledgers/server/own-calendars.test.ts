import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world/app.ts'
import { checkpointFile, takeCheckpoint, verifyLog } from '#kernel/ledgers/server'

describe('hours and days of an organisation', () => {
  let world: World
  let works: number
  before(async () => {
    world = await openWorld()
    // Friday afternoon: the toy ledger gives four office hours.
    world.clock.set(new Date('2026-03-06T07:00:00Z'))
  })
  after(() => world.close())

  const own = {
    hours: [
      { from: '2026-01-01', hours: [{ from: 540, to: 1020 }] },
      { from: '2026-04-01', hours: [{ from: 480, to: 1080 }] },
    ],
    days: [{ from: '2026-01-01', to: null, weekday: 6, open: true, reason: '大厅周六办事' }],
  }
  const firstTask = async (id: string) => {
    const { body } = await world.as('plans.office').get(`/api/entries/${id}`)
    return body.tasks[0] as { id: string; dueAt: string; organisation: { id: number } }
  }

  test('a task goes by the default hours until its organisation sets its own', async () => {
    const { id } = await world.entry({ in: 'riverside.first', ledger: 'toy' })
    const task = await firstTask(id)
    works = task.organisation.id
    assert.equal(task.dueAt, '2026-03-09T02:00:00.000Z')
  })

  test('hours and days are set with a right, within the divisions, and every change is kept', async () => {
    const path = `/api/organisations/${works}/calendar`
    assert.equal((await world.stranger().get(path)).status, 401)
    assert.equal((await world.as('riverside.steward').put(path, own)).status, 403)
    const wrong = { ...own, days: [{ ...own.days[0], to: '2025-01-01' }] }
    assert.equal((await world.as('district.system').put(path, wrong)).status, 400)
    const { status, body } = await world.as('district.system').put(path, own)
    assert.equal(status, 200)
    assert.equal(body.changes.length, 1)
    const read = await world.as('riverside.steward').get(path)
    assert.deepEqual(read.body.days, own.days)
    assert.deepEqual(read.body.can, { manage: false })
  })

  test('a task opened from then on goes by them, and its explanation names them', async () => {
    const { id } = await world.entry({ in: 'riverside.first', ledger: 'toy' })
    const task = await firstTask(id)
    assert.equal(task.dueAt, '2026-03-07T03:00:00.000Z')
    const { body } = await world.as('plans.office').get(`/api/tasks/${task.id}/clock`)
    const lines = body.rows.map((row: { text: string }) => row.text).join('\n')
    assert.match(lines, /09:00–17:00/)
    assert.match(lines, /大厅周六办事/)
  })

  test('tasks that were open before are listed, and move when a person confirms it', async () => {
    const { body } = await world.as('plans.dispatcher').get('/api/date-moves')
    assert.equal(body.total, 1)
    assert.equal(body.rows[0].to, '2026-03-07T03:00:00.000Z')
    const done = await world.as('plans.dispatcher').post('/api/date-moves', { calendar: body.calendar })
    assert.deepEqual(done.body, { moved: 1, left: 0 })
    assert.equal((await firstTask(body.rows[0].entryId)).dueAt, '2026-03-07T03:00:00.000Z')
  })

  test('the log replays to the dates as they were moved, with nothing looked up', async () => {
    // Other hours by now: what was computed before stands as it was logged.
    const path = `/api/organisations/${works}/calendar`
    assert.equal((await world.as('district.system').put(path, { hours: [], days: [] })).status, 200)
    const { handle, keys, clock, checkpoints: folder } = world.house
    await takeCheckpoint({ handle, keys, clock, folder })
    const { findings } = await verifyLog({
      handle,
      checkpoints: checkpointFile(folder),
      publicKey: keys.signing.publicKey,
      replay: 'all',
    })
    assert.deepEqual(findings, [])
  })
})
