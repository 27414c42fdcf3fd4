import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import { defineLedger, type LedgerInput } from '#kernel/ledgers/model'
import { complaintLedger } from '../../../../test/toy/complaint-ledger.ts'
import { permitLedger } from '../../../../test/toy/permit-ledger.ts'
import { reactingLedgers } from '../../../../test/toy/reacting-ledgers.ts'
import { openToy } from '../../../../test/toy/toy-engine.ts'
import { reactionConsumer, runReactions } from './reactions.ts'
import { Relay } from './relay.ts'

describe('chains of reactions', () => {
  test('end after five, and say so', async () => {
    const again: NonNullable<LedgerInput['reactions']> = [
      {
        id: 'again',
        label: { 'zh-CN': '再登记', en: 'Again' },
        on: { action: 'register' },
        register: { ledger: 'permit', fields: { subject: { of: 'title' } } },
      },
    ]
    const toy = await openToy(undefined, {
      ledgers: [defineLedger({ ...permitLedger.definition, reactions: again })],
    })
    try {
      await toy.engine.perform(
        toy.actors.office,
        [{ ledger: 'permit', action: 'register', divisionCode: '211302001', input: { subject: 'x' } }],
        newId(),
      )
      const relay = new Relay({
        engine: toy.engine,
        consumers: [reactionConsumer(toy.engine)],
        onError: () => undefined,
      })
      for (let round = 0; round < 9; round += 1) {
        await relay.drain()
        await runReactions(toy.engine)
      }
      const { rows } = await sql<{ state: string; code: string | null; n: number }>`
        select state, fault ->> 'code' as code, count(*) as n from reaction_due group by 1, 2 order by 1`.execute(
        toy.engine.handle.db,
      )
      assert.deepEqual(rows, [
        { state: 'done', code: null, n: 5 },
        { state: 'failed', code: 'ledgers.reactions_too_deep', n: 1 },
      ])
    } finally {
      await toy.close()
    }
  })

  test('that come back to where they began are refused', async () => {
    const ping: NonNullable<LedgerInput['reactions']> = [
      {
        id: 'ping',
        label: { 'zh-CN': '来', en: 'Ping' },
        on: { action: 'nod' },
        act: { on: 'parts', action: 'nod' },
      },
      {
        id: 'pong',
        label: { 'zh-CN': '去', en: 'Pong' },
        on: { action: 'nod' },
        act: { on: 'whole', action: 'nod' },
      },
    ]
    const nod = {
      id: 'nod',
      word: 'report' as const,
      label: { 'zh-CN': '知悉', en: 'Nod' },
      from: ['registered'],
      by: [{ who: 'system' as const }, { who: 'role' as const, role: 'project_office' }],
    }
    const { definition } = complaintLedger
    const toy = await openToy(undefined, {
      ledgers: [defineLedger({ ...definition, actions: [...definition.actions, nod], reactions: ping })],
    })
    try {
      const { office } = toy.actors
      const { results } = await toy.engine.perform(
        office,
        [1, 2].map(() => ({
          ledger: 'complaint',
          action: 'register',
          divisionCode: '211302001',
          input: { subject: 'x' },
        })),
        newId(),
      )
      const [whole, part] = results.map(({ entryId }) => entryId) as [string, string]
      const link = {
        entryId: part,
        expectedSeq: 1,
        action: 'link',
        input: { entryId: whole, relation: 'part_of' },
      }
      await toy.engine.perform(office, [link], newId())
      await toy.engine.perform(
        office,
        [{ entryId: whole, expectedSeq: 1, action: 'nod', input: {} }],
        newId(),
      )
      const relay = new Relay({
        engine: toy.engine,
        consumers: [reactionConsumer(toy.engine)],
        onError: () => undefined,
      })
      for (let round = 0; round < 9; round += 1) {
        await relay.drain()
        await runReactions(toy.engine)
      }
      const { rows } = await sql<{ reaction: string; code: string }>`
        select reaction, fault ->> 'code' as code from reaction_due where state = 'failed'`.execute(
        toy.engine.handle.db,
      )
      assert.deepEqual(rows, [{ reaction: 'ping', code: 'ledgers.reaction_loops' }])
    } finally {
      await toy.close()
    }
  })
})

test('a house does not open where a reaction reaches what no ledger declares', async () => {
  await assert.rejects(
    openToy(undefined, { ledgers: [reactingLedgers[0]] }),
    (error: { items: { path: string; code: string }[] }) => {
      assert.deepEqual(
        error.items.map(({ path, code }) => `${path} ${code}`),
        ['complaint.reactions.1.register.ledger ledgers.not_declared'],
      )
      return true
    },
  )
})
