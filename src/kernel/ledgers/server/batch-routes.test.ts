import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world/app.ts'
import type { AbilityList, BatchAnswer } from '../model/batch.ts'

describe('a batch of actions', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  const comment = (entryId: string, expectedSeq: number, text = 'x') => ({
    entryId,
    expectedSeq,
    action: 'comment',
    input: { text },
  })
  const send = (actions: unknown[], key: string = randomUUID(), by = 'plans.office') =>
    world.as(by).call('POST', '/api/actions', { body: { actions }, headers: { 'idempotency-key': key } })
  const seqOf = async (id: string) => (await world.as('plans.office').get(`/api/entries/${id}`)).body.seq
  const codes = (answer: { body: unknown }) =>
    (answer.body as BatchAnswer).results.map((item) => ('problem' in item ? item.problem.code : item.seq))

  test('each entry stands by itself: a result or the reason for each', async () => {
    const one = await world.entry({ in: 'riverside', ledger: 'toy' })
    const two = await world.entry({ in: 'riverside', ledger: 'toy' })
    const closed = await world.entry({ in: 'riverside', ledger: 'toy' })
    const far = await world.entry({ in: 'farside', ledger: 'toy', by: 'farside.office' })
    const missing = randomUUID()
    const answer = await send([
      comment(one.id, 1),
      comment(two.id, 7),
      { ...comment(closed.id, 1), action: 'close', input: {} },
      comment(far.id, 1),
      comment(missing, 1),
      { ...comment(randomUUID(), 1), input: {} },
    ])
    assert.equal(answer.status, 200)
    assert.deepEqual(codes(answer).slice(0, 5), [
      2,
      'ledgers.changed_meanwhile',
      'ledgers.wrong_stage',
      'http.not_found',
      'http.not_found',
    ])
    const problems = (answer.body as BatchAnswer).results.flatMap((item) =>
      'problem' in item ? [item.problem] : [],
    )
    assert.deepEqual(problems[2], problems[3], 'out of scope and not there look the same')
    assert.deepEqual([await seqOf(one.id), await seqOf(two.id)], [2, 1])
  })

  test('sent again with its key it answers the same and does nothing twice; what had failed is tried again', async () => {
    const one = await world.entry({ in: 'riverside', ledger: 'toy' })
    const two = await world.entry({ in: 'riverside', ledger: 'toy' })
    const key = randomUUID()
    const actions = [comment(one.id, 1), comment(two.id, 2)]
    assert.deepEqual(codes(await send(actions, key)), [2, 'ledgers.changed_meanwhile'])
    await send([comment(two.id, 1)])
    assert.deepEqual(codes(await send(actions, key)), [2, 3])
    assert.deepEqual(codes(await send(actions, key)), [2, 3])
    assert.deepEqual([await seqOf(one.id), await seqOf(two.id)], [2, 3])
    const other = await send([comment(one.id, 1, 'another')], key)
    assert.deepEqual(codes(other), ['ledgers.key_reused'])
  })

  test('an entry stands in it once, five hundred at most, with a key, by somebody who is signed in', async () => {
    const { id } = await world.entry({ in: 'riverside', ledger: 'toy' })
    const twice = await send([comment(id, 1), comment(id, 2)])
    assert.deepEqual([twice.status, twice.body.code], [400, 'ledgers.entry_twice'])
    const many = Array.from({ length: 501 }, () => comment(randomUUID(), 1))
    assert.equal((await send(many)).status, 400)
    assert.equal((await send([])).status, 400)
    assert.equal((await send([comment(id, 1)], 'no key')).status, 400)
    assert.equal(await seqOf(id), 1)
    const body = { actions: [comment(id, 1)] }
    const stranger = await world.stranger().call('POST', '/api/actions', {
      body,
      headers: { 'idempotency-key': randomUUID() },
    })
    assert.equal(stranger.status, 401)
  })

  test('what can be done with several is asked at once, of those in sight', async () => {
    const one = await world.entry({ in: 'riverside', ledger: 'toy' })
    const far = await world.entry({ in: 'farside', ledger: 'toy', by: 'farside.office' })
    const office = world.as('plans.office')
    const { body } = await office.get(`/api/abilities?ids=${one.id},${far.id},${randomUUID()}`)
    const list = body as unknown as AbilityList
    assert.deepEqual(
      list.map(({ id, seq }) => [id, seq]),
      [[one.id, 1]],
    )
    assert.deepEqual(list[0]?.can, (await office.get(`/api/entries/${one.id}`)).body.can)
  })
})
