import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { HoldList, MergeDetail, Person } from '#kernel/registry/model'
import { mergeRights, merger, mergingIn } from '../../../../../test/world/merging.ts'
import { openRegistryWorld, registrar, type RegistryWorld } from '../../../../../test/world/registry.ts'
import { keysToRead, keysToWrite } from '../person-keys.ts'

const elsewhere = registrar({ rights: mergeRights, divisions: ['211302101'] })

describe('merges that meet others, and what came after them', () => {
  let world: RegistryWorld
  before(async () => {
    world = await openRegistryWorld()
  })
  after(() => world.close())
  const { person, household, merge, undo, get } = mergingIn(() => world)

  test('of two merges at once one is done, and the same request again answers the same', async () => {
    const [a, b, c] = [await person(), await person(), await person()]
    const answers = await Promise.all([merge('person', a, b), merge('person', b, a), merge('person', c, b)])
    const done = answers.filter(({ status }) => status === 201)
    assert.equal(done.length >= 1, true)
    assert.ok(
      answers.every(({ status }) => [201, 404, 409].includes(status)),
      JSON.stringify(answers),
    )
    const { rows } = await sql`select from registry_redirect where absorbed_id = ${b.id}`.execute(
      world.deps.db,
    )
    assert.ok(rows.length <= 1)
    const [d, e] = [await person(), await person()]
    const key = randomUUID()
    const first = await merge('person', d, e, {}, key)
    const again = await merge('person', d, e, {}, key)
    assert.deepEqual([again.status, again.body.id], [201, first.body.id])
    assert.equal((await merge('person', d, e, { ground: 'another' }, key)).status, 409)
    assert.equal((await merge('person', d, e)).status, 409)
  })

  test('a chain of merges is followed to its end and undone from it', async () => {
    const [a, b, c] = [await person(), await person(), await person()]
    const inner = await merge('person', b, c)
    const outer = await merge('person', a, await get<Person>('persons', b.id))
    assert.equal((await get<Person>('persons', c.id)).id, a.id)
    const refused = await undo(inner.body.id)
    assert.deepEqual([refused.status, refused.body.code], [409, 'registry.undo_absorbed_since'])
    assert.equal((await undo(outer.body.id)).status, 200)
    assert.deepEqual(
      [(await get<Person>('persons', c.id)).id, (await get<Person>('persons', b.id)).id],
      [b.id, b.id],
    )
    assert.equal((await undo(inner.body.id)).status, 200)
    assert.equal((await get<Person>('persons', c.id)).id, c.id)
    assert.equal((await undo(inner.body.id)).body.code, 'registry.undo_undone')
  })

  test('what was changed since is named, and lost only when somebody says so', async () => {
    const [a, b] = [await person({ address: '示例路7号' }), await person()]
    const { body } = await merge('person', a, b)
    await world.call(merger, 'PUT', `/api/persons/${a.id}`, {
      expectedVersion: 2,
      address: '示例路8号',
      phone: '15400000009',
    })
    const { undo: seen } = (await world.call<MergeDetail>(merger, 'GET', `/api/merges/${body.id}`)).body
    assert.deepEqual([seen.obstacle, seen.lost.toSorted()], [null, ['phone', 'residence']])
    assert.equal((await undo(body.id)).body.code, 'registry.undo_loses')
    assert.equal((await get<Person>('persons', a.id)).address, '示例路8号')
    assert.equal((await undo(body.id, { acceptLoss: true })).status, 200)
    assert.deepEqual(
      [(await get<Person>('persons', a.id)).address, (await get<Person>('persons', a.id)).phone],
      ['示例路7号', null],
    )
  })

  test('a home that was given away since stands against undoing', async () => {
    const [a, b, c] = [await person(), await person(), await person({ name: '周芒种' })]
    const h = await household([{ personId: b.id, relation: 'head' }])
    const { body } = await merge('person', a, b, { choices: { household: 'survivor' } })
    const later = {
      from: '2026-01-01',
      expectedVersion: h.version,
      members: [{ personId: c.id, relation: 'head' }],
    }
    const set = await world.call(merger, 'PUT', `/api/households/${h.id}/members`, later)
    assert.equal(set.status, 200, JSON.stringify(set.body))
    const answer = await undo(body.id, { acceptLoss: true })
    assert.deepEqual([answer.status, answer.body.code], [409, 'registry.undo_stays_moved'])
    assert.equal((await get<Person>('persons', b.id)).id, a.id)
  })

  test('a hold on either stands on the survivor, and goes back with its own record', async () => {
    const [a, b] = [await person(), await person()]
    const hold = { kind: 'freeze', document: '示例〔2026〕1号', reason: 'trial' }
    assert.equal((await world.call(merger, 'POST', `/api/persons/${b.id}/holds`, hold)).status, 201)
    const holds = async (id: string) =>
      (await world.call<HoldList>(merger, 'GET', `/api/persons/${id}/holds`)).body.holds.length
    const { body } = await merge('person', a, b)
    assert.deepEqual([await holds(a.id), await holds(b.id)], [1, 1])
    await undo(body.id)
    assert.deepEqual([await holds(a.id), await holds(b.id)], [0, 1])
  })

  test('what was written under the absorbed one’s key stays readable', async () => {
    const [a, b] = [await person(), await person()]
    const { db, keys, now } = world.deps
    const before = await db.transaction().execute((tx) => keysToWrite(tx, keys, [b.id], now()))
    await merge('person', a, b)
    const read = (await keysToRead(db, keys, [b.id])).get(b.id)
    assert.ok(read && 'key' in read && read.key.equals(before.get(b.id) as never))
  })

  test('who doesn’t see both can’t merge them, nor see that they were merged', async () => {
    const [a, b] = [await person(), await person()]
    const { body } = await merge('person', a, b)
    assert.equal((await world.call(elsewhere, 'GET', `/api/merges/${body.id}`)).status, 404)
    assert.equal((await world.call(elsewhere, 'GET', `/api/persons/${b.id}`)).status, 404)
    assert.equal((await world.call<{ total: number }>(elsewhere, 'GET', '/api/merges')).body.total, 0)
    const other = (
      await world.call<Person>(elsewhere, 'POST', '/api/persons', {
        name: '吴石斛',
        divisionCode: '211302101200',
      })
    ).body
    assert.equal((await merge('person', await get<Person>('persons', a.id), other)).status, 404)
    assert.equal((await world.call(registrar(), 'GET', '/api/merges')).status, 403)
  })
})
