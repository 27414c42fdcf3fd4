import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import { notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { openToy, type Toy } from '../../../../test/toy/toy-engine.ts'
import { stateAsOf, type Values } from '../model/state.ts'
import { actionHash, zeroHash } from './chain.ts'
import type { Beside } from './group-commit.ts'
import { readLog, toLogged } from './log-store.ts'
import type { Performed } from './perform.ts'

const nobody = newId()

describe('actions of several callers that share a transaction', () => {
  let toy: Toy
  before(async () => {
    toy = await openToy(undefined, {
      checkSubjects: async (_tx, _actor, [subject]) => {
        if (subject?.objectId === nobody) throw notFound()
      },
    })
    await sql`create table if not exists beside_note (entry_id uuid)`.execute(toy.engine.handle.db)
  })
  after(async () => {
    await sql`drop table beside_note`.execute(toy.engine.handle.db)
    await toy.close()
  })

  const registering = (subject: string) => ({
    ledger: 'toy',
    action: 'register',
    divisionCode: '211302001001',
    input: { subject, category: 'water' },
  })
  const register = (subject = 'A broken pipe', key = newId(), beside?: Beside) =>
    toy.engine.perform(toy.actors.steward, [registering(subject)], key, beside)
  const act = (by: Actor, entryId: string, expectedSeq: number, action: string, input: Values = {}) =>
    toy.engine.perform(by, [{ entryId, expectedSeq, action, input }], newId())
  const idOf = ({ results }: Performed) => results[0]?.entryId ?? ''
  const registered = async () => idOf(await register())
  /** Their statements leave the transaction's number with the rows. */
  async function transactionsOf(performed: readonly Performed[]): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      select count(distinct xmin::text) as n from action
      where entry_id = any(${performed.map(idOf)}::uuid[])`.execute(toy.engine.handle.db)
    return Number(rows[0]?.n)
  }
  const some = (count: number) => Array.from({ length: count }, (_, index) => index)

  test('those that come while others are written go together, and each hears its own', async () => {
    const subjects = some(40).map((index) => `Pipe ${index}`)
    const performed = await Promise.all(subjects.map((subject) => register(subject)))
    // Two go at once, alone; the others wait for them, and sixteen go together.
    assert.equal(await transactionsOf(performed), 5)
    assert.deepEqual(
      performed.map(({ states: [state] }) => state?.values['subject']),
      subjects,
    )
    assert.equal(new Set(performed.map(({ results }) => results[0]?.no)).size, 40)
  })

  test('different people act on different entries in one transaction', async () => {
    const { office, unit } = toy.actors
    const ids = await Promise.all(some(12).map(registered))
    const dispatched = await Promise.all(
      ids.map((id) => act(office, id, 1, 'dispatch', { organisationId: 903, accountId: unit.accountId })),
    )
    const done = await Promise.all(
      ids.map((id, index) =>
        index % 2
          ? act(unit, id, 2, 'acknowledge')
          : act(office, id, 2, 'comment', { text: `Word ${index}` }),
      ),
    )
    assert.equal((await transactionsOf(dispatched)) < 12, true)
    assert.deepEqual(
      done.map(({ states: [state] }) => [state?.id, state?.seq]),
      ids.map((id) => [id, 3]),
    )
  })

  test('who is refused hears why, the others are done, and the refused key is still free', async () => {
    const { office, stranger } = toy.actors
    const ids = await Promise.all(some(6).map(registered))
    const key = newId()
    const outcomes = await Promise.allSettled([
      ...ids.map((id) => act(office, id, 1, 'accept')),
      act(stranger, ids[0] as string, 1, 'accept'),
      act(office, newId(), 1, 'accept'),
      register('', key),
      register('Not refused'),
    ])
    assert.deepEqual(
      outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'done' : outcome.reason.code)),
      [...ids.map(() => 'done'), 'http.not_found', 'http.not_found', 'http.invalid', 'done'],
    )
    assert.equal((await register('Better', key)).replayed, false)
  })

  test('who is refused, or sends again what was done, leaves the others together', async () => {
    const [key, used] = [newId(), newId()]
    await register('Used', used)
    const about = [{ kind: 'person' as const, objectId: nobody, role: 'reporter' as const }]
    const aboutNobody = () =>
      toy.engine.perform(toy.actors.steward, [{ ...registering('About nobody'), subjects: about }], newId())
    const others = new Map([
      [3, () => register('', key)],
      [5, () => register('Used', used)],
      [7, aboutNobody],
    ])
    const tries = some(16).map((index) => others.get(index)?.() ?? register(`With ${index}`))
    const outcomes = await Promise.allSettled([register('Ahead'), register('Ahead'), ...tries])
    const done = outcomes.flatMap((outcome) =>
      outcome.status === 'fulfilled' && !outcome.value.replayed ? [outcome.value] : [],
    )
    assert.equal(done.length, 15)
    // The two ahead, and the thirteen.
    assert.equal(await transactionsOf(done), 3)
    assert.equal((await register('Better', key)).replayed, false)
  })

  test('the same key twice at once is done once', async () => {
    const key = newId()
    const tries = await Promise.all([
      register('One', key),
      ...some(5).map(() => register()),
      register('One', key),
    ])
    const [first, last] = [tries[0], tries.at(-1) as Performed]
    assert.deepEqual([first.replayed, last.replayed], [false, true])
    assert.equal(idOf(last), idOf(first))
    const other = await Promise.allSettled([register('Two', key), register(), register()])
    assert.deepEqual(
      other.map((outcome) => (outcome.status === 'fulfilled' ? 'done' : outcome.reason.code)),
      ['ledgers.key_reused', 'done', 'done'],
    )
  })

  test('the same key in capitals is the same key', async () => {
    const key = newId()
    const tries = await Promise.all([
      ...some(3).map(() => register()),
      register('One', key),
      register('One', key.toUpperCase()),
    ])
    const [one, other] = tries.slice(3) as [Performed, Performed]
    assert.notEqual(one.replayed, other.replayed)
    assert.equal(idOf(one), idOf(other))
  })

  test('of many that act at once on the same state, one wins, and the others hear so', async () => {
    const id = await registered()
    const tries = await Promise.allSettled([
      ...some(6).map(() => act(toy.actors.office, id, 1, 'accept')),
      ...some(6).map(() => register()),
    ])
    assert.deepEqual(
      tries.map((outcome) => (outcome.status === 'fulfilled' ? 'done' : outcome.reason.code)),
      ['done', ...some(5).map(() => 'ledgers.changed_meanwhile'), ...some(6).map(() => 'done')],
    )
  })

  test('an entry that somebody else has locked keeps only those waiting who are about it', async () => {
    // The embedded database has one connection, so that nothing is locked by another.
    if (toy.engine.handle.kind === 'embedded') return
    const { office } = toy.actors
    // As many as there may be shared transactions at a time, so that waiting in them would stop everybody.
    const locked = await Promise.all(some(2).map(registered))
    const gate = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const holder = toy.engine.handle.db.transaction().execute(async (tx) => {
      const accepting = locked.map((entryId) => ({ entryId, expectedSeq: 1, action: 'accept', input: {} }))
      await toy.engine.performIn(tx, office, accepting, newId())
      held.resolve()
      await gate.promise
    })
    await held.promise
    const blocked = locked.flatMap((id) =>
      some(3).map((index) => act(office, id, 2 + index, 'comment', { text: 'After' })),
    )
    const others = await Promise.all(some(20).map(() => register()))
    assert.equal(others.length, 20)
    gate.resolve()
    await holder
    assert.deepEqual(
      (await Promise.all(blocked)).map(({ results }) => results[0]?.seq),
      [3, 4, 5, 3, 4, 5],
    )
  })

  test('a key that another transaction has claimed keeps only those waiting who use it', async () => {
    if (toy.engine.handle.kind === 'embedded') return
    const keys = [newId(), newId()]
    const gate = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const holder = toy.engine.handle.db.transaction().execute(async (tx) => {
      for (const key of keys) await toy.engine.performIn(tx, toy.actors.steward, [registering('Held')], key)
      held.resolve()
      await gate.promise
    })
    await held.promise
    const blocked = keys.map((key) => register('Held', key))
    await Promise.all(some(20).map(() => register()))
    gate.resolve()
    await holder
    assert.deepEqual(
      (await Promise.all(blocked)).map(({ replayed }) => replayed),
      [true, true],
    )
  })

  test('what one writes beside its action stands or falls with it, and with nobody else’s', async () => {
    const noting: Beside = {
      wanted: ([state]) => state?.values['subject'] !== 'Quiet',
      write: async (tx, performed) => {
        if (performed.states[0]?.values['subject'] === 'Broken') throw new Error('no note')
        await sql`insert into beside_note values (${idOf(performed)})`.execute(tx)
      },
    }
    const subjects = ['First', 'Second', 'Noted', 'Quiet', 'Broken', 'Noted too']
    const outcomes = await Promise.allSettled(subjects.map((subject) => register(subject, newId(), noting)))
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      subjects.map((subject) => (subject === 'Broken' ? 'rejected' : 'fulfilled')),
    )
    const { rows } = await sql<{ entry_id: string }>`select entry_id from beside_note`.execute(
      toy.engine.handle.db,
    )
    const done = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    const noted = done.filter(({ states: [state] }) => state?.values['subject'] !== 'Quiet').map(idOf)
    assert.deepEqual(rows.map(({ entry_id }) => entry_id).sort(), noted.sort())
    const { rows: broken } = await sql`select from entry where title = 'Broken'`.execute(toy.engine.handle.db)
    assert.equal(broken.length, 0)
  })

  test('a call from inside a transaction is refused instead of waiting for itself', async () => {
    await toy.engine.handle.db.transaction().execute(async () => {
      await assert.rejects(register(), /must go through it/)
    })
    assert.equal((await register()).replayed, false)
  })

  test('one action of many calls at once is one step of its entry’s log, and the chain holds', async () => {
    const { office, unit, steward } = toy.actors
    const ids = await Promise.all(some(5).map(registered))
    const people = [office, unit, steward]
    const outcomes = await Promise.allSettled(
      some(120).map((turn) =>
        act(people[turn % 3] as Actor, ids[(turn * 7) % 5] as string, 1 + Math.floor(turn / 20), 'comment', {
          text: `Turn ${turn}`,
        }),
      ),
    )
    const done = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value.results : []))
    const { rows } = await sql<{ n: number }>`
      select count(*) - 5 as n from action where entry_id = any(${ids}::uuid[])`.execute(toy.engine.handle.db)
    assert.equal(Number(rows[0]?.n), done.length)
    assert.equal(new Set(done.map(({ entryId, seq }) => `${entryId} ${seq}`)).size, done.length)
    assert.equal(done.length > 5, true)
    for (const id of ids) {
      const log = await readLog(toy.engine.handle.db, id)
      let previous: Buffer = zeroHash
      for (const row of log) {
        previous = actionHash(previous, row)
        assert.deepEqual(previous, row.hash)
      }
      const replayed = stateAsOf(id, log.map(toLogged), '9999-01-01', 'recorded')
      assert.deepEqual(replayed, (await toy.engine.get(office, id)).state)
    }
  })
})
