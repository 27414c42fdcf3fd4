import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import { reactingLedgers } from '../../../../test/toy/reacting-ledgers.ts'
import { openToy, openToyEngine, type Toy } from '../../../../test/toy/toy-engine.ts'
import type { Values } from '../model/state.ts'
import { stateAsOf } from '../model/state.ts'
import type { Engine } from './engine.ts'
import { changeOf, readLog, toLogged } from './log-store.ts'
import { presentReactions } from './present-reactions.ts'
import { reactionConsumer, runAgain, runReactions } from './reactions.ts'
import { Relay } from './relay.ts'

describe('reactions', () => {
  let toy: Toy
  let other: Engine
  let relay: Relay
  before(async () => {
    toy = await openToy(undefined, { ledgers: reactingLedgers })
    const { handle, clock, keys } = toy.engine
    other = await openToyEngine({ handle, clock, keys, ledgers: reactingLedgers })
    relay = relayOf(toy.engine)
  })
  after(() => toy.close())
  beforeEach(async () => {
    toy.clock.set(new Date('2026-03-02T01:00:00Z'))
    await relay.drain()
    await runReactions(toy.engine)
  })

  const relayOf = (engine: Engine) =>
    new Relay({
      engine,
      consumers: [reactionConsumer(engine)],
      onError: (error) => {
        throw error
      },
    })
  async function register(ledger = 'complaint') {
    const { results } = await toy.engine.perform(
      toy.actors.office,
      [{ ledger, action: 'register', divisionCode: '211302001', input: { subject: 'noise' } }],
      newId(),
    )
    return results[0] as { entryId: string; no: string }
  }
  const read = async (id: string) => (await toy.engine.get(toy.actors.office, id)).state
  async function act(entryId: string, action: string, input: Values = {}) {
    const { seq } = await read(entryId)
    await toy.engine.perform(toy.actors.office, [{ entryId, expectedSeq: seq, action, input }], newId())
    return seq + 1
  }
  const duplicate = async (master: string) => {
    const { entryId } = await register()
    await act(entryId, 'link', { entryId: master, relation: 'duplicate_of' })
    return entryId
  }
  type Row = {
    reaction: string
    state: string
    tries: number
    fault: { code: string } | null
    effects: string[]
  }
  async function dueOf(entryId: string): Promise<Row[]> {
    const { rows } = await sql<Row>`
      select reaction, state, tries, fault, coalesce((select jsonb_agg(target_id) from reaction_effect f
        where f.entry_id = d.entry_id and f.seq = d.seq and f.reaction = d.reaction), '[]') as effects
      from reaction_due d where entry_id = ${entryId} order by reaction`.execute(toy.engine.handle.db)
    return rows
  }

  test('a master answers all its claimants, and another ledger gets its entry: two toy ledgers that never meet', async () => {
    const { entryId: master, no } = await register()
    const claims = [await duplicate(master), await duplicate(master)]
    const seq = await act(master, 'complete', { opinion: '已劝阻' })
    await relay.drain()
    assert.equal(await runReactions(toy.engine), 2)
    for (const claim of claims) {
      assert.equal((await read(claim)).stage, 'answered')
      const last = (await readLog(toy.engine.handle.db, claim)).at(-1)
      const change = last && changeOf(last.body)
      assert.deepEqual(change?.asks, { opinion: '已劝阻', master: no })
      assert.deepEqual(change?.because, { entryId: master, seq, reaction: 'answer_claimants', depth: 1 })
    }
    const permit =
      (await dueOf(master)).find(({ reaction }) => reaction === 'ask_for_permit')?.effects[0] ?? ''
    const state = await read(permit)
    assert.deepEqual(
      [state.ledger, state.title, state.values['consent'], state.divisionCode],
      ['permit', 'noise', '已同意', '211302001'],
    )
    assert.deepEqual(state.marks.registrant, { organisationId: 902, accountId: null })
    const { rows } = await sql`select from entry_link where entry_id = ${permit} and target_id = ${master}
      and relation = 'caused_by'`.execute(toy.engine.handle.db)
    assert.equal(rows.length, 1)
    const log = (await readLog(toy.engine.handle.db, permit)).map(toLogged)
    assert.deepEqual(stateAsOf(permit, log, '9999-01-01', 'recorded'), state)
  })

  test('what is linked after its master was done is answered with what was done before, once', async () => {
    const { entryId: master } = await register()
    await duplicate(master)
    await act(master, 'complete', { opinion: 'settled' })
    await relay.drain()
    await runReactions(toy.engine)
    const late = await duplicate(master)
    const later = await duplicate(master)
    await relay.drain()
    await runReactions(toy.engine)
    for (const id of [late, later]) {
      assert.equal((await read(id)).stage, 'answered')
      const last = (await readLog(toy.engine.handle.db, id)).at(-1)
      assert.equal(last && changeOf(last.body).asks['opinion'], 'settled')
    }
    const [answers, permits] = await dueOf(master)
    assert.deepEqual([answers?.state, answers?.effects.length], ['done', 3])
    // A permit is asked for once, whoever comes later.
    assert.equal(permits?.effects.length, 1)
  })

  test('two processes that run at once run it once', async () => {
    const masters = await Promise.all(Array.from({ length: 10 }, () => register()))
    const claims: string[] = []
    for (const { entryId } of masters) claims.push(await duplicate(entryId), await duplicate(entryId))
    for (const { entryId } of masters) await act(entryId, 'complete', { opinion: 'x' })
    await relay.drain()
    await Promise.all([runReactions(toy.engine), runReactions(other), runReactions(toy.engine)])
    for (const { entryId } of masters)
      assert.deepEqual(
        (await dueOf(entryId)).map(({ reaction, state, effects }) => [reaction, state, effects.length]),
        [
          ['answer_claimants', 'done', 2],
          ['ask_for_permit', 'done', 1],
        ],
      )
    for (const claim of claims) assert.deepEqual((await read(claim)).seq, 3)
    const { rows } = await sql<{ n: number }>`select count(*) as n from entry_link
      where relation = 'caused_by' and target_id = any(${masters.map(({ entryId }) => entryId)}::uuid[])`.execute(
      toy.engine.handle.db,
    )
    assert.equal(rows[0]?.n, 10)
  })

  test('a process that ends between the action, the outbox and the job loses nothing', async () => {
    const { entryId } = await register()
    const claim = await duplicate(entryId)
    await act(entryId, 'complete', { opinion: 'x' })
    const { handle } = toy.engine
    // The relay dies in the middle of its round.
    const dying = new Relay({
      engine: toy.engine,
      consumers: [
        reactionConsumer(toy.engine),
        {
          name: 'dying',
          consume: async () => {
            throw new Error('killed')
          },
        },
      ],
      onError: () => undefined,
    })
    await assert.rejects(dying.drain(), /killed/)
    assert.deepEqual(await dueOf(entryId), [])
    await relayOf(other).drain()
    assert.equal((await dueOf(entryId)).length, 2)
    // The job dies after one reaction's action was taken and before it was settled.
    await sql`update reaction_due set next_at = '2026-03-01' where entry_id = ${entryId}`.execute(handle.db)
    await runReactions(toy.engine)
    await sql`update reaction_due set state = 'due', tries = 0 where entry_id = ${entryId}`.execute(handle.db)
    assert.equal(await runReactions(other), 2)
    assert.equal((await read(claim)).seq, 3)
    assert.deepEqual(
      (await dueOf(entryId)).map(({ effects }) => effects.length),
      [1, 1],
    )
  })

  test('a refusal is kept with its reason and tried again later, then stays for a person, who has it run again', async () => {
    const { entryId: master } = await register()
    const good = await duplicate(master)
    const bad = await duplicate(master)
    // The declaration allows the answer in one stage only.
    await sql`update entry set stage = 'registered' where id = ${bad}`.execute(toy.engine.handle.db)
    const seq = await act(master, 'complete', { opinion: 'x' })
    await relay.drain()
    await runReactions(toy.engine)
    const failing = async () => (await dueOf(master)).find(({ reaction }) => reaction === 'answer_claimants')
    assert.equal((await read(good)).stage, 'answered', 'one that refuses doesn’t keep the others from it')
    assert.deepEqual(
      [(await failing())?.state, (await failing())?.tries, (await failing())?.fault?.code],
      ['due', 1, 'ledgers.wrong_stage'],
    )
    const shown = async (id: string, by = toy.actors.office) =>
      (await presentReactions(toy.engine, by, { id, ledger: 'complaint' })).filter(
        ({ reaction }) => reaction === 'answer_claimants',
      )
    const [from] = await shown(master)
    assert.match(from?.reason ?? '', /is not possible in the present stage/)
    assert.deepEqual(
      [from?.outward, from?.state, from?.entries.map(({ id }) => id), from?.canRun],
      [true, 'due', [good], false],
    )
    const [upon] = await shown(good)
    assert.deepEqual(
      [upon?.outward, upon?.step, upon?.label.en, upon?.entries.map(({ id }) => id)],
      [false, 3, 'Answer the duplicates', [master]],
    )
    const [unseen] = await shown(good, toy.actors.stranger)
    assert.deepEqual([unseen?.label.en, unseen?.entries, unseen?.unseen], ['Reaction', [], 1])
    const mayRun = { ...toy.actors.office, rights: ['ledgers.react'] }
    assert.equal((await shown(master, mayRun))[0]?.canRun, true)
    assert.equal(await runReactions(toy.engine), 0, 'not before it is time')
    for (const minutes of [1, 5, 30, 120, 720]) {
      toy.clock.advance(minutes * 60_000)
      await runReactions(toy.engine)
    }
    assert.deepEqual([(await failing())?.state, (await failing())?.tries], ['failed', 6])
    const key = { entryId: master, seq, reaction: 'answer_claimants' }
    await runAgain(toy.engine, key)
    assert.equal((await failing())?.state, 'due')
    await sql`update entry set stage = 'merged' where id = ${bad}`.execute(toy.engine.handle.db)
    await runAgain(toy.engine, key)
    assert.deepEqual([(await failing())?.state, (await read(bad)).stage], ['done', 'answered'])
    await assert.rejects(runAgain(toy.engine, key), { code: 'ledgers.reaction_not_failed' })
  })
})
