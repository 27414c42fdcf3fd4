import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { openToy, type Toy } from '../../../../test/toy/toy-engine.ts'
import type { Values } from '../model/state.ts'
import { stateAsOf } from '../model/state.ts'
import { actionHash, zeroHash } from './chain.ts'
import { readLog, toLogged } from './log-store.ts'

describe('performing actions', () => {
  let toy: Toy
  before(async () => {
    toy = await openToy()
  })
  after(() => toy.close())

  async function register(
    by: Actor = toy.actors.steward,
    fields: Values = { subject: 'A broken pipe', category: 'water' },
  ) {
    const { results } = await toy.engine.perform(
      by,
      [{ ledger: 'toy', action: 'register', divisionCode: '211302001001', input: fields }],
      newId(),
    )
    return results[0] as { entryId: string; seq: number; no: string }
  }
  async function act(
    by: Actor,
    entryId: string,
    expectedSeq: number,
    action: string,
    input: Values = {},
    effectiveAt?: string,
  ) {
    const { results } = await toy.engine.perform(
      by,
      [{ entryId, expectedSeq, action, input, effectiveAt }],
      newId(),
    )
    return (results[0] as { seq: number }).seq
  }
  async function untilSomeoneWaits(): Promise<void> {
    for (;;) {
      const { rows } = await sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(toy.engine.handle.db)
      if (rows.length > 0) return
    }
  }
  const read = async (by: Actor, id: string) => (await toy.engine.get(by, id)).state

  test('an entry goes from registration to close-off, and its tasks follow', async () => {
    const { steward, office, unit } = toy.actors
    const { entryId } = await register()
    assert.deepEqual(
      (await read(office, entryId)).tasks.map((task) => [task.kind, task.organisationId]),
      [['dispatch', 902]],
    )
    await act(office, entryId, 1, 'dispatch', { organisationId: 903, accountId: unit.accountId })
    const handling = await read(unit, entryId)
    assert.equal(handling.organisationId, 903)
    // Dispatched on Monday 2 March 2026 at 09:00: the fifth working day after it is 9 March, 17:30 in Shanghai.
    assert.equal(handling.tasks[0]?.dueAt, '2026-03-09T09:30:00.000Z')
    await act(unit, entryId, 2, 'acknowledge')
    await act(unit, entryId, 3, 'complete', { cost: 12_000_000 })
    assert.equal((await read(steward, entryId)).values['size'], 'large')
    await act(steward, entryId, 4, 'verify', { outcome: 'passed' })
    await assert.rejects(act(office, entryId, 5, 'close'), { code: 'ledgers.evidence_missing' })
    await act(office, entryId, 5, 'report', { proof: [newId()] })
    await act(office, entryId, 6, 'close')
    const closed = await read(office, entryId)
    assert.deepEqual([closed.stage, closed.isOpen, closed.tasks.length, closed.seq], ['closed', false, 0, 7])
  })

  test('what replay makes of the log is what the projection holds, and the chain holds', async () => {
    const { office, unit } = toy.actors
    const { entryId } = await register()
    await act(office, entryId, 1, 'dispatch', { organisationId: 903 })
    await act(unit, entryId, 2, 'send_back', { reason: 'not ours' })
    const log = await readLog(toy.engine.handle.db, entryId)
    const replayed = stateAsOf(entryId, log.map(toLogged), '9999-01-01', 'recorded')
    assert.deepEqual(replayed, await read(office, entryId))
    let previous: Buffer = zeroHash
    for (const row of log) {
      previous = actionHash(previous, row)
      assert.deepEqual(previous, row.hash)
    }
  })

  test('the same client key answers the first result and does nothing again; with other content it is refused', async () => {
    const { office } = toy.actors
    const { entryId } = await register()
    const key = newId()
    const request = { entryId, expectedSeq: 1, action: 'dispatch', input: { organisationId: 903 } }
    const first = await toy.engine.perform(office, [request], key)
    const again = await toy.engine.perform(office, [request], key)
    assert.deepEqual(
      again.results.map((item) => item.seq),
      first.results.map((item) => item.seq),
    )
    assert.equal(again.replayed, true)
    assert.equal((await read(office, entryId)).seq, 2)
    await assert.rejects(toy.engine.perform(office, [{ ...request, input: { organisationId: 904 } }], key), {
      code: 'ledgers.key_reused',
    })
  })

  test('who saw an older state is told so', async () => {
    const { office } = toy.actors
    const { entryId } = await register()
    await act(office, entryId, 1, 'accept')
    await assert.rejects(act(office, entryId, 1, 'dispatch', { organisationId: 903 }), {
      code: 'ledgers.changed_meanwhile',
    })
  })

  test('of two that act at once on the same state, one wins', async () => {
    const { office } = toy.actors
    const { entryId } = await register()
    const tries = await Promise.allSettled(
      [903, 904].map((organisationId) => act(office, entryId, 1, 'dispatch', { organisationId })),
    )
    assert.deepEqual(tries.map((item) => item.status).sort(), ['fulfilled', 'rejected'])
  })

  test('who waits for another’s action and expects its step is judged by what it has made of the tasks', async () => {
    const { office, unit } = toy.actors
    const { handle } = toy.engine
    const { entryId } = await register()
    const gate = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const dispatch = { entryId, expectedSeq: 1, action: 'dispatch', input: { organisationId: 903 } }
    const first = handle.db.transaction().execute(async (tx) => {
      await toy.engine.performIn(tx, office, [dispatch], newId())
      held.resolve()
      await gate.promise
    })
    await held.promise
    const second = act(unit, entryId, 2, 'acknowledge')
    // The embedded database has one connection, for which the second waits instead of for the row.
    if (handle.kind === 'postgres') await untilSomeoneWaits()
    gate.resolve()
    await first
    assert.equal(await second, 3)
    const { tasks } = await read(office, entryId)
    assert.deepEqual(
      tasks.map((task) => [task.kind, task.acknowledgedAt !== null]),
      [['handle', true]],
    )
  })

  test('an entry out of scope is not there, and a position without the role may not act', async () => {
    const { stranger, otherUnit, leader } = toy.actors
    const { entryId } = await register()
    await assert.rejects(read(stranger, entryId), { code: 'http.not_found' })
    await assert.rejects(act(stranger, entryId, 1, 'comment', { text: 'hello' }), { code: 'http.not_found' })
    await assert.rejects(act(otherUnit, entryId, 1, 'complete'), { code: 'http.not_found' })
    await assert.rejects(act(leader, entryId, 1, 'accept'), { code: 'ledgers.not_yours', status: 403 })
  })

  test('who was asked to handle it may read it wherever it lies', async () => {
    const { office, unit } = toy.actors
    const { entryId } = await register()
    await assert.rejects(read(unit, entryId), { code: 'http.not_found' })
    await act(office, entryId, 1, 'dispatch', { organisationId: 903 })
    assert.equal((await read(unit, entryId)).id, entryId)
  })

  test('bad input names its field, and unknown fields are refused', async () => {
    await assert.rejects(
      register(toy.actors.steward, { category: 'fire' }),
      (error: { code: string; issues: { path: PropertyKey[] }[] }) => {
        assert.equal(error.code, 'http.invalid')
        assert.deepEqual(error.issues.map((issue) => issue.path.join('.')).sort(), ['category', 'subject'])
        return true
      },
    )
    await assert.rejects(register(toy.actors.steward, { subject: 'x', size: 'large' }), {
      code: 'http.invalid',
    })
  })

  test('an earlier time needs the right, and never turns the order of steps round', async () => {
    const { office, backdater } = toy.actors
    const { entryId } = await register()
    const yesterday = '2026-03-01T01:00:00Z'
    await assert.rejects(act(office, entryId, 1, 'report', { cost: 1 }, yesterday), {
      code: 'ledgers.backdate_needs_right',
    })
    await assert.rejects(act(backdater, entryId, 1, 'accept', {}, yesterday), { code: 'ledgers.before_last' })
    await act(backdater, entryId, 1, 'report', { cost: 1 }, yesterday)
    await assert.rejects(act(office, entryId, 2, 'accept', {}, '2027-01-01T00:00:00Z'), {
      code: 'ledgers.future',
    })
  })

  test('a paused clock moves the date by the working days it stood still', async () => {
    const { office, unit } = toy.actors
    const { entryId } = await register()
    await act(office, entryId, 1, 'dispatch', { organisationId: 903 })
    toy.clock.set(new Date('2026-03-03T01:00:00Z'))
    await act(office, entryId, 2, 'suspend', { reason: 'waiting for the owner' })
    assert.equal((await read(unit, entryId)).tasks[0]?.dueAt, null)
    toy.clock.set(new Date('2026-03-05T01:00:00Z'))
    await act(office, entryId, 3, 'resume')
    assert.equal((await read(unit, entryId)).tasks[0]?.dueAt, '2026-03-11T09:30:00.000Z')
    toy.clock.set(new Date('2026-03-02T01:00:00Z'))
  })

  test('a failed batch leaves nothing behind', async () => {
    const { office } = toy.actors
    const one = await register()
    const two = await register()
    const requests = [one, two].map(({ entryId }, index) => ({
      entryId,
      expectedSeq: 1,
      action: index === 0 ? 'accept' : 'close',
      input: {},
    }))
    await assert.rejects(toy.engine.perform(office, requests, newId()))
    assert.equal((await read(office, one.entryId)).seq, 1)
  })

  test('a batch of many is written at once', async () => {
    const { steward } = toy.actors
    const requests = Array.from({ length: 500 }, (_, index) => ({
      ledger: 'toy',
      action: 'register',
      divisionCode: '211302001',
      input: { subject: `No. ${index}` },
    }))
    const { results } = await toy.engine.perform(steward, requests, newId())
    assert.equal(new Set(results.map((item) => item.no)).size, 500)
  })
})
