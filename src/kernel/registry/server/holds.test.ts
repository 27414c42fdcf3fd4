import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { openRegistryWorld, type RegistryWorld, registrar } from '../../../../test/world/registry.ts'
import type { HoldList } from '../model/hold.ts'

const village = '211302009004'
const court = registrar({ accountId: 3, organisationId: 30, rights: ['registry.read', 'registry.hold'] })
const far = registrar({ accountId: 2, divisions: ['211303'], rights: ['registry.read', 'registry.hold'] })
const seizure = { kind: 'seizure', document: '(2026)辽1302执12号', reason: '执行案件' }

describe('holds', () => {
  let world: RegistryWorld
  let url = ''
  before(async () => {
    world = await openRegistryWorld()
    const place = { name: '示例地块', kind: 'parcel', divisionCode: village }
    const made = await world.call<{ id: string }>(registrar(), 'POST', '/api/places', place)
    url = `/api/places/${made.body.id}/holds`
  })
  after(() => world.close())

  test('one is placed on a document, shown with who placed it, lifted once with a reason, and stays on record', async () => {
    const placed = await world.call<HoldList>(court, 'POST', url, seizure)
    assert.equal(placed.status, 201)
    const [hold] = placed.body.holds
    assert.deepEqual(
      [hold?.document, hold?.placedBy.name, hold?.lifted],
      [seizure.document, 'account 3', null],
    )
    const lifting = `${url}/${hold?.id}/lifting`
    const lifted = await world.call<HoldList>(court, 'PUT', lifting, { reason: '执行完毕' })
    assert.equal(lifted.body.holds[0]?.lifted?.reason, '执行完毕')
    const again = await world.call(court, 'PUT', lifting, { reason: '再次' })
    assert.deepEqual([again.status, again.body.code], [409, 'registry.hold_lifted'])
    const read = await world.call<HoldList>(registrar(), 'GET', url)
    assert.deepEqual(read.body, { holds: lifted.body.holds, can: { place: false } })
  })

  test('the same client key places one; with other content it is refused', async () => {
    const key = randomUUID()
    const first = await world.call<HoldList>(court, 'POST', url, { ...seizure, kind: 'mortgage' }, key)
    const second = await world.call<HoldList>(court, 'POST', url, { ...seizure, kind: 'mortgage' }, key)
    assert.equal(second.body.holds.length, first.body.holds.length)
    const other = await world.call(court, 'POST', url, { ...seizure, kind: 'freeze' }, key)
    assert.deepEqual([other.status, other.body.code], [409, 'registry.client_key_reused'])
  })

  test('without the right, out of scope, without a document or reason, and on nothing: refused', async () => {
    assert.equal((await world.call(null, 'GET', url)).status, 401)
    assert.equal((await world.call(registrar(), 'POST', url, seizure)).status, 403)
    assert.equal((await world.call(far, 'POST', url, seizure)).status, 404)
    assert.equal((await world.call(far, 'GET', url)).status, 404)
    const empty = await world.call(court, 'POST', url, { ...seizure, document: ' ' })
    assert.deepEqual([empty.status, empty.body.errors?.[0]?.path], [400, 'document'])
    assert.equal(
      (await world.call(court, 'PUT', `${url}/${randomUUID()}/lifting`, { reason: 'x' })).status,
      404,
    )
    assert.equal((await world.call(court, 'POST', `/api/persons/${randomUUID()}/holds`, seizure)).status, 404)
  })

  test('the table lets nothing be changed or deleted', async () => {
    const { db } = world.handle
    for (const statement of [
      sql`delete from hold`,
      sql`update hold set document = 'x'`,
      sql`update hold set lifted_reason = 'x' where lifted_at is not null`,
      sql`truncate hold`,
    ])
      await assert.rejects(statement.execute(db), { code: '23001' })
  })
})
