import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { climbLadder } from '#kernel/ledgers/server'
import { openWorld, type World } from '../../../../test/world/app.ts'

describe('notices', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  const unread = async (position: string) =>
    (await world.as(position).get('/api/notices/unread-count')).body.unread
  const inbox = async (position: string) => (await world.as(position).get('/api/notices')).body.rows

  test('a stranger has no inbox', async () => {
    assert.equal((await world.stranger().call('GET', '/api/notices')).status, 401)
    assert.equal((await world.stranger().call('GET', '/api/notices/unread-count')).status, 401)
  })

  test('who is given a task is told once, who gave it and who has no part in it is not', async () => {
    await world.as('plans.office').get('/api/session')
    await world.as('hillside.steward').get('/api/session')
    const before = await unread('plans.office')
    const entry = await world.entry({
      in: 'riverside.first',
      ledger: 'toy',
      by: 'riverside.steward',
      fields: { subject: 'A broken pipe' },
    })
    await world.app.relay.drain()
    await world.app.relay.drain()
    assert.equal(await unread('plans.office'), before + 1)
    const [first] = await inbox('plans.office')
    assert.equal(first.entryId, entry.id)
    assert.match(first.text, /^To do: A broken pipe \(TOY\d+\), due by 2026-03-02$/)
    assert.equal(await unread('hillside.steward'), 0)
    assert.ok(
      !(await inbox('riverside.steward')).some((row: { entryId: string }) => row.entryId === entry.id),
    )
  })

  test('reading lowers the count, and nobody reads another’s line', async () => {
    await world.entry({ in: 'riverside.first', ledger: 'toy', by: 'riverside.steward' })
    await world.app.relay.drain()
    const [line] = await inbox('plans.office')
    assert.equal((await world.as('hillside.steward').put(`/api/notices/${line.id}/read`)).status, 404)
    const before = await unread('plans.office')
    const answer = await world.as('plans.office').put(`/api/notices/${line.id}/read`)
    assert.deepEqual([answer.status, answer.body.unread], [200, before - 1])
    // Read again, it stays read since the first time.
    assert.equal((await world.as('plans.office').put(`/api/notices/${line.id}/read`)).body.unread, before - 1)
    assert.equal((await world.as('plans.office').put('/api/notices/read', { upTo: line.id })).body.unread, 0)
    assert.equal((await world.as('plans.office').put('/api/notices/read', { upTo: 'all' })).status, 400)
  })

  test('a step of the ladder is told to who holds the task', async () => {
    const entry = await world.entry({ in: 'riverside.first', ledger: 'toy', by: 'riverside.steward' })
    const organisationId = world.organisations.get('990001002') as number
    const dispatched = await world.as('plans.office').post(`/api/entries/${entry.id}/actions/dispatch`, {
      expectedSeq: 1,
      input: { organisationId, dueOn: '2026-03-06' },
    })
    assert.equal(dispatched.status, 200)
    world.clock.set(new Date('2026-03-10T01:00:00Z'))
    // Signed in only now: the days between have ended every session.
    await world.as('hillside.office').get('/api/session')
    await climbLadder(world.house.engine)
    await world.app.relay.drain()
    const texts = (await inbox('hillside.office'))
      .filter((row: { entryId: string }) => row.entryId === entry.id)
      .map((row: { kind: string }) => row.kind)
    assert.deepEqual(texts, ['circulated', 'supervised', 'reminded', 'task_opened'])
  })
})
