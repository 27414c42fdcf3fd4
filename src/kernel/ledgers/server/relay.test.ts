import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import { openToy, type Toy } from '../../../../test/toy/toy-engine.ts'
import { toyList } from '../../../../test/toy/toy-list.ts'
import { countByGroup } from './board-store.ts'
import { countFromTotals } from './board-total-store.ts'
import { climbLadder } from './ladder.ts'
import { listEntries } from './list-store.ts'
import { type LiveMessage, mayHear } from './live.ts'
import { Relay } from './relay.ts'

describe('what follows an action', () => {
  let toy: Toy
  let relay: Relay
  const told: string[] = []
  let failing = false
  let awayFor = 0
  before(async () => {
    toy = await openToy('2026-03-02T01:00:00Z')
    relay = new Relay({
      engine: toy.engine,
      onError: () => undefined,
      consumers: [
        {
          name: 'test',
          consume: async (_tx, rows): Promise<LiveMessage[]> => {
            if (failing) throw new Error('cannot')
            if (awayFor > 0) {
              awayFor -= 1
              throw Object.assign(new Error('terminating connection'), { code: '57P01' })
            }
            told.push(...rows.map((row) => `${row.entry_id}/${row.seq}`))
            return []
          },
        },
      ],
    })
  })
  after(() => toy.close())

  async function register(divisionCode = '211302001001') {
    const { results } = await toy.engine.perform(
      toy.actors.office,
      [{ ledger: 'toy', action: 'register', divisionCode, input: { subject: 'x', category: 'road' } }],
      newId(),
    )
    return (results[0] as { entryId: string }).entryId
  }
  const act = (entryId: string, expectedSeq: number, action: string, input = {}, effectiveAt?: string) =>
    toy.engine.perform(toy.actors.backdater, [{ entryId, expectedSeq, action, input, effectiveAt }], newId())

  test('every action is told once, and listed for sealing', async () => {
    const id = await register()
    await act(id, 1, 'accept')
    await relay.drain()
    await relay.drain()
    assert.deepEqual(
      told.filter((item) => item.startsWith(id)),
      [`${id}/1`, `${id}/2`],
    )
    const { rows } = await sql`select seq from to_seal where entry_id = ${id}`.execute(toy.engine.handle.db)
    assert.equal(rows.length, 2)
  })

  test('what a consumer fails on stays for the next round', async () => {
    failing = true
    const id = await register()
    await assert.rejects(relay.drain())
    failing = false
    await relay.drain()
    assert.ok(told.includes(`${id}/1`))
  })

  test('while the database is away no row is at fault: all of it is told once it is back', async () => {
    const { db } = toy.engine.handle
    awayFor = 4
    const id = await register()
    const isTold = Promise.withResolvers<void>()
    relay.start()
    const timer = setInterval(() => {
      if (told.includes(`${id}/1`)) isTold.resolve()
    }, 20)
    await isTold.promise
    clearInterval(timer)
    await relay.stop()
    const { rows } = await sql`select * from outbox_parked`.execute(db)
    assert.deepEqual([awayFor, rows], [0, []])
  })

  test('what was done just before an orderly stop is told before it ends; a relay at rest leaves it', async () => {
    relay.start()
    const ids = await Promise.all(Array.from({ length: 5 }, () => register()))
    await relay.stop()
    assert.deepEqual(
      ids.filter((id) => !told.includes(`${id}/1`)),
      [],
    )
    const later = await register()
    await relay.stop()
    assert.equal(told.includes(`${later}/1`), false)
    await relay.drain()
  })

  test('an orderly stop comes to its end though a consumer fails', async () => {
    relay.start()
    const id = await register()
    failing = true
    await relay.stop()
    failing = false
    await relay.drain()
    assert.equal(told.includes(`${id}/1`), true)
  })

  test('boards as of a moment agree with the list as of it, from spans and from sums', async () => {
    const { engine, clock } = toy
    clock.set(new Date('2026-04-01T02:00:00Z'))
    const one = await register('211302003001')
    const two = await register('211302003002')
    clock.set(new Date('2026-04-02T02:00:00Z'))
    await act(one, 1, 'accept')
    clock.set(new Date('2026-05-05T02:00:00Z'))
    await act(two, 1, 'void', { reason: 'a mistake' })
    await relay.drain()
    const known = engine.book.get('toy')
    const expected: [string, Record<string, number>][] = [
      ['2026-03-31', {}],
      ['2026-04-01', { registered: 2 }],
      ['2026-04-02', { registered: 1, accepted: 1 }],
      ['2026-05-04', { registered: 1, accepted: 1 }],
      ['2026-05-05', { accepted: 1, voided: 1 }],
    ]
    for (const [day, counts] of expected) {
      for (const axis of ['effective', 'recorded'] as const) {
        const moment = new Date(`${day}T15:59:59.999Z`)
        const groups = await countByGroup(
          engine.handle.db,
          toyList(toy, toy.actors.office, { asOf: day, axis, township: '211302003' }),
          'stage',
        )
        assert.deepEqual(Object.fromEntries(groups.map((group) => [group.key, group.count])), counts)
        const sums = await countFromTotals(engine.handle.db, {
          ledgerId: known.id,
          area: { districts: [], townships: ['211302003'] },
          stages: null,
          moment,
          axis,
        })
        assert.deepEqual(Object.fromEntries(sums.map((sum) => [sum.stage, sum.n])), counts)
        const { total } = await listEntries(
          engine.handle.db,
          toyList(toy, toy.actors.office, { asOf: day, axis, township: '211302003' }),
        )
        assert.equal(
          total,
          Object.values(counts).reduce((sum, n) => sum + n, 0),
        )
      }
    }
  })

  test('a clock that is set back makes no state that ended before it began, on neither time line', async () => {
    const { engine, clock } = toy
    clock.set(new Date('2026-05-20T02:00:00Z'))
    const id = await register('211302005001')
    clock.set(new Date('2026-05-20T01:00:00Z'))
    await act(id, 1, 'accept')
    await act(id, 2, 'report', { category: 'power' })
    clock.set(new Date('2026-05-20T03:00:00Z'))
    await act(id, 3, 'comment', { text: 'later' })
    const { rows } = await sql<{ seq: number; recorded: string; effective: string }>`
      select seq, to_char(recorded_at at time zone 'Asia/Shanghai', 'HH24:MI') as recorded,
        to_char(effective_at at time zone 'Asia/Shanghai', 'HH24:MI') as effective
      from action where entry_id = ${id} order by seq`.execute(engine.handle.db)
    const ten = { recorded: '10:00', effective: '10:00' }
    assert.deepEqual(rows, [
      { seq: 1, ...ten },
      { seq: 2, ...ten },
      { seq: 3, ...ten },
      { seq: 4, recorded: '11:00', effective: '11:00' },
    ])
    const { rows: turned } = await sql`select 1 from entry_span where entry_id = ${id}
      and (effective_to < effective_from or recorded_to < recorded_from)`.execute(engine.handle.db)
    assert.equal(turned.length, 0)
  })

  test('a statement about an earlier time changes what was so then, not what had been recorded then', async () => {
    const { engine, clock } = toy
    clock.set(new Date('2026-06-01T02:00:00Z'))
    const id = await register('211302004001')
    clock.set(new Date('2026-06-10T02:00:00Z'))
    await act(id, 1, 'report', { category: 'power' })
    clock.set(new Date('2026-06-12T02:00:00Z'))
    await act(id, 2, 'report', { category: 'water', cost: 20_000_000 }, '2026-06-05T02:00:00Z')
    const filtered = async (asOf: string, axis: 'effective' | 'recorded', value: string) => {
      const { rows } = await listEntries(engine.handle.db, {
        ...toyList(toy, toy.actors.office, { asOf, axis, township: '211302004' }),
        filters: [{ slot: 's1', values: [value] }],
      })
      return rows.length
    }
    assert.equal(await filtered('2026-06-04', 'effective', 'road'), 1)
    assert.equal(await filtered('2026-06-06', 'effective', 'water'), 1)
    assert.equal(await filtered('2026-06-06', 'recorded', 'road'), 1)
    assert.equal(await filtered('2026-06-11', 'effective', 'power'), 1)
    const { state } = await engine.get(toy.actors.office, id)
    assert.deepEqual(
      [state.values['category'], state.values['cost'], state.values['size']],
      ['power', 20_000_000, 'large'],
    )
  })

  test('the ladder reminds, supervises and circulates by itself, once each', async () => {
    const { engine, clock, actors } = toy
    clock.set(new Date('2026-07-01T01:00:00Z'))
    const id = await register('211302005001')
    await act(id, 1, 'dispatch', { organisationId: 903, dueOn: '2026-07-03' })
    const steps = async () => {
      const { rows } = await sql<{
        kind: number
      }>`select kind from action where entry_id = ${id} and kind >= 40 order by seq`.execute(engine.handle.db)
      return rows.map((row) => row.kind)
    }
    await climbLadder(engine)
    assert.deepEqual(await steps(), [])
    clock.set(new Date('2026-07-03T01:00:00Z'))
    await climbLadder(engine)
    await climbLadder(engine)
    assert.deepEqual(await steps(), [40])
    clock.set(new Date('2026-07-08T01:00:00Z'))
    await climbLadder(engine)
    await climbLadder(engine)
    assert.deepEqual(await steps(), [40, 41, 42])
    assert.equal((await engine.get(actors.office, id)).state.stage, 'handling')
  })

  test('a change is heard by those who may read it and by nobody else', () => {
    const message: LiveMessage = {
      type: 'entry',
      entryId: newId(),
      ledger: 'toy',
      seq: 1,
      division: '211302001001',
      sensitivity: 1,
      parties: [{ organisationId: 902, accountId: null }],
    }
    const { steward, stranger, office, unit } = toy.actors
    assert.deepEqual(
      [steward, office, stranger, unit].map((actor) => mayHear(actor, message)),
      [true, true, false, false],
    )
    assert.equal(mayHear({ ...steward, sensitivity: 0 }, message), false)
    assert.equal(mayHear({ ...steward, ledgers: ['other'] }, message), false)
  })
})
