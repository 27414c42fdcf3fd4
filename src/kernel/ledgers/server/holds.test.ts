import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { standingHolds, standingHoldsLocked } from '#kernel/registry/server'
import { settableClock } from '#kernel/time/model'
import { permitLedger } from '../../../../test/toy/permit-ledger.ts'
import { openToyEngine, toyActors } from '../../../../test/toy/toy-engine.ts'
import { openRegistryWorld, type RegistryWorld, registrar } from '../../../../test/world/registry.ts'
import type { Directory } from './directory.ts'
import type { Engine } from './engine.ts'
import type { HoldsOn } from './holds.ts'
import { presentEntry } from './present.ts'
import { readAttachments } from './attachment-store.ts'

const court: Actor = registrar({ rights: ['registry.read', 'registry.write', 'registry.hold'] })
const by = { 'zh-CN': '双塔区人民法院', en: 'Shuangta District Court' }

const holdsOn: HoldsOn = async (db, subjects, mode) => {
  const refs = subjects.map(({ kind, objectId }) => ({ kind, id: objectId }))
  const rows = await (mode === 'lock' ? standingHoldsLocked(db, refs) : standingHolds(db, refs))
  return rows.map(({ kind, objectKind, objectId, document, placedAt }) => ({
    kind,
    objectKind,
    objectId,
    document,
    by,
    placedAt: placedAt.toISOString(),
  }))
}

describe('holds on what an entry concerns', () => {
  let world: RegistryWorld
  let engine: Engine
  const { office } = toyActors()
  before(async () => {
    world = await openRegistryWorld()
    const { handle, deps } = world
    const clock = settableClock(new Date('2026-03-02T01:00:00Z'))
    engine = await openToyEngine({ handle, clock, keys: deps.keys, ledgers: [permitLedger], holdsOn })
  })
  after(() => world.close())

  async function site(): Promise<string> {
    const place = { name: '示例地块', kind: 'parcel', divisionCode: '211302009004' }
    return (await world.call<{ id: string }>(court, 'POST', '/api/places', place)).body.id
  }
  async function hold(id: string, kind = 'seizure') {
    const body = { kind, document: '(2026)辽1302执12号', reason: '执行案件' }
    const { body: answer } = await world.call<{ holds: { id: string }[] }>(
      court,
      'POST',
      `/api/places/${id}/holds`,
      body,
    )
    return answer.holds[0]?.id ?? ''
  }
  const lift = (id: string, holdId: string) =>
    world.call(court, 'PUT', `/api/places/${id}/holds/${holdId}/lifting`, { reason: '完毕' })
  async function permit(place?: string): Promise<string> {
    const { results } = await engine.perform(
      office,
      [
        {
          ledger: 'permit',
          action: 'register',
          divisionCode: '211302001',
          input: { subject: 'x', ...(place === undefined ? {} : { site: place }) },
        },
      ],
      newId(),
    )
    return results[0]?.entryId ?? ''
  }
  const act = (entryId: string, expectedSeq: number, action: string, input = {}) =>
    engine.perform(office, [{ entryId, expectedSeq, action, input }], newId())
  const held = { code: 'ledgers.held', status: 409 }

  test('approval is refused with kind, document and who placed it; other words go on; once lifted it passes', async () => {
    const place = await site()
    const id = await permit(place)
    const holdId = await hold(place)
    await assert.rejects(act(id, 1, 'approve'), {
      ...held,
      params: {
        label: 'Approve',
        hold: 'seizure',
        document: '(2026)辽1302执12号',
        by: 'Shuangta District Court',
      },
    })
    await act(id, 1, 'survey')
    await act(id, 2, 'provisional')
    await lift(place, holdId)
    await act(id, 3, 'approve')
  })

  test('a declaration names the kinds that refuse', async () => {
    const place = await site()
    const id = await permit(place)
    await hold(place, 'dispute')
    await assert.rejects(act(id, 1, 'survey'), held)
    await act(id, 1, 'provisional')
  })

  test('what a step before brought in counts, and so does what comes with the action itself', async () => {
    const place = await site()
    await hold(place)
    const id = await permit()
    await act(id, 1, 'note', { site: place })
    await assert.rejects(act(id, 2, 'approve'), held)
    const other = await permit()
    const subjects = [{ kind: 'place' as const, objectId: place, role: 'neighbour' }]
    await assert.rejects(
      engine.perform(
        office,
        [{ entryId: other, expectedSeq: 1, action: 'approve', input: {}, subjects }],
        newId(),
      ),
      held,
    )
  })

  test('the entry shows its holds, and why an action can’t be taken', async () => {
    const place = await site()
    const id = await permit(place)
    await hold(place)
    const directory: Directory = {
      organisations: async () => new Map(),
      positions: async () => new Map(),
      accounts: async () => new Map(),
    }
    const answer = await presentEntry(
      { engine, directory, actor: office, now: engine.clock.now() },
      await engine.get(office, id),
      await readAttachments(engine.handle.db, id),
      null,
    )
    assert.deepEqual(
      answer.holds.map(({ kind, objectId }) => [kind, objectId]),
      [['seizure', place]],
    )
    assert.deepEqual(answer.can['approve'], {
      code: 'ledgers.held',
      reason:
        '“Approve” is held back: a seizure stands on what the entry concerns ((2026)辽1302执12号, placed by Shuangta District Court).',
    })
    assert.equal(answer.can['provisional'], true)
  })

  async function untilSomeoneWaits(): Promise<void> {
    // The embedded database has one connection, for which the second waits instead of for the row.
    if (engine.handle.kind !== 'postgres') return
    for (;;) {
      const { rows } = await sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(engine.handle.db)
      if (rows.length > 0) return
    }
  }

  test('a hold that is being placed is waited for, and then refuses', async () => {
    const place = await site()
    const id = await permit(place)
    const placed = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    const placing = engine.handle.db.transaction().execute(async (tx) => {
      await sql`select from place where id = ${place} for update`.execute(tx)
      await sql`insert into hold (id, object_kind, object_id, kind, document, reason, placed_account_id,
          placed_position_id, placed_organisation_id, placed_at)
        values (${newId()}, 'place', ${place}, 'freeze', 'x', 'x', 1, 1, 1, now())`.execute(tx)
      placed.resolve()
      await gate.promise
    })
    await placed.promise
    const approving = assert.rejects(act(id, 1, 'approve'), held)
    await untilSomeoneWaits()
    gate.resolve()
    await placing
    await approving
  })

  test('an approval that is being written is waited for: the hold comes after it', async () => {
    const place = await site()
    const id = await permit(place)
    const approved = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    const approving = engine.handle.db.transaction().execute(async (tx) => {
      await engine.performIn(
        tx,
        office,
        [{ entryId: id, expectedSeq: 1, action: 'approve', input: {} }],
        newId(),
      )
      approved.resolve()
      await gate.promise
    })
    await approved.promise
    let isPlaced = false
    const placing = hold(place).then(() => {
      isPlaced = true
    })
    await untilSomeoneWaits()
    assert.equal(isPlaced, false)
    gate.resolve()
    await Promise.all([approving, placing])
    await assert.rejects(act(id, 2, 'issue', { consent: 'x' }), held)
  })

  test('entries without subjects ask the register nothing', async () => {
    let asked = 0
    const counting = await openToyEngine({
      handle: world.handle,
      clock: engine.clock,
      keys: engine.keys,
      ledgers: [permitLedger],
      holdsOn: async (...args) => {
        asked += 1
        return holdsOn(...args)
      },
    })
    const id = await permit()
    await counting.perform(office, [{ entryId: id, expectedSeq: 1, action: 'approve', input: {} }], newId())
    assert.equal(asked, 0)
  })
})
