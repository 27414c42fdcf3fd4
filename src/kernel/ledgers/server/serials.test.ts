import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import { permitLedger } from '../../../../test/toy/permit-ledger.ts'
import { openToy, type Toy } from '../../../../test/toy/toy-engine.ts'
import { stateAsOf } from '../model/state.ts'
import type { ActionRequest, Result } from './perform.ts'
import { readLog, toLogged } from './log-store.ts'

describe('serial numbers under concurrency', () => {
  let toy: Toy
  before(async () => {
    toy = await openToy(undefined, { ledgers: [permitLedger] })
  })
  after(() => toy.close())

  async function registerAll(places: readonly string[]): Promise<Result[]> {
    const requests = places.map((divisionCode, index) => ({
      ledger: 'permit',
      action: 'register',
      divisionCode,
      input: { subject: `No. ${index}` },
    }))
    return (await toy.engine.perform(toy.actors.office, requests, newId())).results
  }
  const act = (entryId: string, expectedSeq: number, action: string, input = {}): ActionRequest => ({
    entryId,
    expectedSeq,
    action,
    input,
  })
  async function read(id: string) {
    return (await toy.engine.get(toy.actors.office, id)).state.values
  }
  async function issued(serial: string): Promise<number[]> {
    const { rows } = await sql<{ no: number }>`
      select no from serial_issued where serial = ${serial} order by scope, period, no`.execute(
      toy.engine.handle.db,
    )
    return rows.map(({ no }) => no)
  }

  test('of a hundred writers at once a third fails after the draw: no gap, no double', async () => {
    const { office } = toy.actors
    const entries = await registerAll(Array.from({ length: 100 }, () => '211302001'))
    const failing = (index: number) => index % 3 === 1
    const tries = await Promise.allSettled(
      entries.map(({ entryId }, index) =>
        toy.engine.handle.db.transaction().execute(async (tx) => {
          await toy.engine.performIn(tx, office, [act(entryId, 1, 'approve')], newId())
          if (failing(index)) throw new Error('the connection is lost')
        }),
      ),
    )
    assert.deepEqual(
      tries.map((item) => item.status === 'rejected'),
      entries.map((_, index) => failing(index)),
    )
    const papers = await Promise.all(entries.map(async ({ entryId }) => (await read(entryId))['paper']))
    const given = papers
      .filter((paper) => paper !== undefined)
      .map(String)
      .sort()
    const expected = Array.from(
      { length: 67 },
      (_, index) => `朝双〔2026〕${String(index + 1).padStart(4, '0')}号`,
    )
    assert.deepEqual(given, expected)
    assert.deepEqual(
      await issued('paper'),
      expected.map((_, index) => index + 1),
    )
  })

  test('an action that is refused draws none', async () => {
    const { office } = toy.actors
    const [one, two] = await registerAll(['211302001', '211302001'])
    assert.ok(one && two)
    const before = await issued('paper')
    await assert.rejects(
      toy.engine.perform(
        office,
        [act(one.entryId, 1, 'approve'), act(two.entryId, 1, 'issue', { consent: 'x' })],
        newId(),
      ),
      { code: 'ledgers.wrong_stage' },
    )
    await toy.engine.perform(office, [act(two.entryId, 1, 'approve')], newId())
    assert.deepEqual(await issued('paper'), [...before, before.length + 1])
  })

  test('batches that draw from two counts in opposite orders do not wait for each other', async () => {
    const { office } = toy.actors
    const leader = { ...office, divisions: ['211302', '211303'] }
    const places = Array.from({ length: 80 }, (_, index) => (index % 2 === 0 ? '211302001' : '211303001'))
    const entries = (
      await toy.engine.perform(
        leader,
        places.map((divisionCode) => ({
          ledger: 'permit',
          action: 'register',
          divisionCode,
          input: { subject: 'x', consent: 'x' },
        })),
        newId(),
      )
    ).results
    await toy.engine.perform(
      leader,
      entries.map(({ entryId }) => act(entryId, 1, 'approve')),
      newId(),
    )
    const pairs = Array.from({ length: 40 }, (_, index) => entries.slice(index * 2, index * 2 + 2))
    await Promise.all(
      pairs.map((pair, index) =>
        toy.engine.perform(
          leader,
          (index % 2 === 0 ? pair : pair.toReversed()).map(({ entryId }) => act(entryId, 2, 'issue')),
          newId(),
        ),
      ),
    )
    const certificates = await Promise.all(
      entries.map(async ({ entryId }) => (await read(entryId))['certificate']),
    )
    assert.deepEqual(
      certificates.map(String).sort(),
      ['211302', '211303'].flatMap((district) =>
        Array.from({ length: 40 }, (_, index) => `${district}-${String(index + 1).padStart(5, '0')}`),
      ),
    )
  })

  test('counting begins again with the year in Shanghai, and replay needs no count', async () => {
    const { backdater } = toy.actors
    const [entry] = await registerAll(['211302001'])
    assert.ok(entry)
    toy.clock.set(new Date('2026-12-31T16:30:00Z'))
    await toy.engine.perform(backdater, [act(entry.entryId, 1, 'approve')], newId())
    const { state } = await toy.engine.get(backdater, entry.entryId)
    assert.equal(state.values['paper'], '朝双〔2027〕0001号')
    const log = await readLog(toy.engine.handle.db, entry.entryId)
    assert.deepEqual(stateAsOf(entry.entryId, log.map(toLogged), '9999-01-01', 'recorded'), state)
  })

  test('a pattern that makes a number given out before is refused, and nothing is written', async () => {
    const { office } = toy.actors
    const [entry] = await registerAll(['211302001'])
    assert.ok(entry)
    await sql`update serial set last = 0 where serial = 'paper'`.execute(toy.engine.handle.db)
    await assert.rejects(toy.engine.perform(office, [act(entry.entryId, 1, 'approve')], newId()), {
      code: 'ledgers.serial_taken',
    })
    assert.equal((await toy.engine.get(office, entry.entryId)).state.seq, 1)
  })
})
