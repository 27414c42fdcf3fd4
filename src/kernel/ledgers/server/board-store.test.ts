import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { openToy, type Toy } from '../../../../test/toy/toy-engine.ts'
import { toyList } from '../../../../test/toy/toy-list.ts'
import { countByGroup, readBoard } from './board-store.ts'
import { listEntries } from './list-store.ts'
import { openStages } from './open-stages.ts'
import { Relay } from './relay.ts'
import { readAllRight } from './visibility-store.ts'

const places = ['211302001001', '211302002001', '211302002', '211302', '211303001001'] as const
type Step = { entry: number; action: number; days: number; back: number }

describe('boards', () => {
  let toy: Toy
  let relay: Relay
  before(async () => {
    toy = await openToy('2025-12-08T01:00:00Z')
    relay = new Relay({ engine: toy.engine, consumers: [], onError: (error) => assert.fail(String(error)) })
  })
  after(() => toy.close())

  const choices: ((seq: number) => [action: string, input: Record<string, string | number>])[] = [
    () => ['accept', {}],
    () => ['dispatch', { organisationId: 903 }],
    () => ['send_back', { reason: 'not ours' }],
    () => ['complete', {}],
    () => ['suspend', { reason: 'waiting' }],
    () => ['resume', {}],
    () => ['void', { reason: 'a mistake' }],
    (seq) => ['report', { cost: seq * 100 }],
    (seq) => ['comment', { text: `said at ${seq}` }],
  ]

  /** Goes through steps of a random course; what the ledger refuses is left out. */
  async function live(steps: readonly Step[]): Promise<void> {
    const { engine, clock } = toy
    const everywhere: Actor = {
      ...toy.actors.backdater,
      divisions: ['211302', '211303'],
    }
    const entries: { id: string; seq: number }[] = []
    for (const divisionCode of places) {
      const input = { subject: 'x', category: 'road' }
      const { results } = await engine.perform(
        everywhere,
        [{ ledger: 'toy', action: 'register', divisionCode, input }],
        newId(),
      )
      entries.push({ id: results[0]?.entryId ?? '', seq: 1 })
    }
    for (const { entry, action, days, back } of steps) {
      clock.set(new Date(clock.now().getTime() + days * 43_200_000))
      const one = entries[entry % entries.length]
      const choice = choices[action % choices.length]
      if (!one || !choice) continue
      const [name, input] = choice(one.seq)
      const effectiveAt = new Date(clock.now().getTime() - back * 86_400_000).toISOString()
      const unit = ['send_back', 'complete'].includes(name)
      const actor = unit ? toy.actors.unit : everywhere
      try {
        await engine.perform(
          actor,
          [
            {
              entryId: one.id,
              expectedSeq: one.seq,
              action: name,
              input,
              ...(name === 'report' ? { effectiveAt } : {}),
            },
          ],
          newId(),
        )
        one.seq += 1
      } catch {
        // Refused in this stage.
      }
    }
  }

  test('what the sums say is what counting the rows says, for whoever asks, now and as of any moment', async () => {
    const { steward, office, unit } = toy.actors
    const readers: Actor[] = [
      steward,
      office,
      unit,
      { ...unit, divisions: ['211302002'] },
      { ...office, divisions: ['211303'] },
      { ...office, divisions: [], rights: [readAllRight] },
    ]
    const { db } = toy.engine.handle
    const stages = openStages(toy.engine.book.get('toy'))
    assert.ok(stages?.open.includes('handling') && stages.closed.includes('voided'))
    const step = fc.record({
      entry: fc.nat(4),
      action: fc.nat(choices.length - 1),
      days: fc.nat(9),
      back: fc.nat(6),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 25 }),
        fc.boolean(),
        fc.nat(60),
        async (steps, summed, ago) => {
          await live(steps)
          if (summed) await relay.drain()
          const then = new Date(toy.clock.now().getTime() - ago * 43_200_000 - 1)
          for (const actor of readers)
            for (const column of ['stage', 'township'])
              for (const parameters of [
                {},
                { township: '211302002' },
                { asOf: then.toISOString() },
                { stage: ['registered', 'handling'] },
                { open: 'true' as const },
                { open: 'false' as const, township: '211302002' },
                { open: 'true' as const, asOf: then.toISOString() },
                { open: 'false' as const, asOf: then.toISOString(), axis: 'recorded' as const },
                { open: 'true' as const, stage: ['handling', 'voided'] },
                { stage: ['accepted', 'handling', 'voided'], asOf: then.toISOString() },
                { asOf: then.toISOString(), axis: 'recorded' as const, township: '211302002' },
              ]) {
                const asked = { ...toyList(toy, actor, parameters), sensitivityMax: 0, openStages: stages }
                const counted = await countByGroup(db, asked, column)
                assert.deepEqual(await readBoard(db, asked, column), counted)
                const { total } = await listEntries(db, asked)
                assert.equal(
                  total,
                  counted.reduce((sum, { count }) => sum + count, 0),
                )
              }
        },
      ),
      { seed: 20_260_302, numRuns: 8 },
    )
  })

  test('what an actor takes part in outside its scope is in its lists, in order, and counted once', async () => {
    const { office, unit } = toy.actors
    const { engine } = toy
    const ids: string[] = []
    for (const divisionCode of ['211302007001', '211302008001', '211302007002']) {
      const { results } = await engine.perform(
        office,
        [{ ledger: 'toy', action: 'register', divisionCode, input: { subject: 'y', category: 'power' } }],
        newId(),
      )
      const entryId = results[0]?.entryId ?? ''
      ids.unshift(entryId)
      await engine.perform(
        office,
        [{ entryId, expectedSeq: 1, action: 'dispatch', input: { organisationId: 904 } }],
        newId(),
      )
      toy.clock.set(new Date(toy.clock.now().getTime() + 60_000))
    }
    const handler: Actor = { ...unit, organisationId: 904, divisions: ['211302007'] }
    const pages = []
    for (const page of [1, 2, 3]) {
      const { rows, total } = await listEntries(engine.handle.db, {
        ...toyList(toy, handler, { page, size: 1, open: 'true' }),
        sensitivityMax: 0,
      })
      assert.equal(total, 3)
      pages.push(...rows.map((row) => row.id))
    }
    assert.deepEqual(pages, ids)
  })
})
