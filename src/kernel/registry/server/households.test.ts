import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { covers } from '#kernel/divisions/model'
import { openRegistryWorld, type RegistryWorld, registrar } from '../../../../test/world/registry.ts'
import type { Household, HouseholdPage } from '../model/household.ts'
import { insertHouseholds } from './households.ts'
import { describeObjects } from './object-store.ts'
import { insertPersons } from './persons.ts'
import { visibleTo } from './record-store.ts'
import { seedInventedPeople } from './seed-people.ts'

const village = '211302009004'
const plain = { address: '', sensitivity: 1, source: '', asOf: null, divisionCode: village }
const far = registrar({ accountId: 2, divisions: ['211303'] })

describe('households', () => {
  let world: RegistryWorld
  let people: string[]
  let home: Household
  before(async () => {
    world = await openRegistryWorld()
    people = await insertPersons(
      world.deps.db,
      world.deps.keys,
      [
        { ...plain, name: '周立春' },
        { ...plain, name: '吴惊蛰' },
        { ...plain, name: '周清明' },
        { ...plain, name: '郑隐', sensitivity: 3 },
        { ...plain, name: '冯远', divisionCode: '211303' },
      ],
      world.deps.now(),
    )
    const [head, spouse] = people
    const answer = await world.call<Household>(registrar(), 'POST', '/api/households', {
      number: '12',
      divisionCode: village,
      from: '2020-01-01',
      members: [
        { personId: head, relation: 'head' },
        { personId: spouse, relation: 'spouse' },
      ],
    })
    assert.equal(answer.status, 201)
    home = answer.body
  })
  after(() => world.close())

  const recompose = (body: object, actor = registrar()) =>
    world.call<Household & { code: string; path: string }>(
      actor,
      'PUT',
      `/api/households/${home.id}/members`,
      body,
    )
  const on = async (day: string, actor = registrar()) => {
    const { body } = await world.call<Household>(actor, 'GET', `/api/households/${home.id}?on=${day}`)
    return body.members.map(({ name, relation }) => `${name} ${relation}`)
  }

  test('a household shows its members, and lists show its head', async () => {
    assert.deepEqual(
      home.members.map(({ name, relation, from, to }) => [name, relation, from, to]),
      [
        ['周立春', 'head', '2020-01-01', null],
        ['吴惊蛰', 'spouse', '2020-01-01', null],
      ],
    )
    for (const q of ['', '12', '周', 'zlc', 'zhoulichun']) {
      const { body } = await world.call<HouseholdPage>(
        registrar(),
        'GET',
        `/api/households?q=${encodeURIComponent(q)}`,
      )
      assert.deepEqual(
        body.rows.map(({ headName, size }) => [headName, size]),
        [['周立春', 2]],
        q,
      )
    }
    const { body } = await world.call<HouseholdPage>(registrar(), 'GET', '/api/households?q=wujingzhe')
    assert.equal(body.total, 0)
  })

  test('out of scope a household is not there', async () => {
    assert.equal((await world.call(far, 'GET', `/api/households/${home.id}`)).status, 404)
    assert.equal((await recompose({ from: '2026-01-01', expectedVersion: 1, members: [] }, far)).status, 404)
    assert.equal((await world.call<HouseholdPage>(far, 'GET', '/api/households')).body.total, 0)
  })

  test('a composition holds from its day on, and earlier days stay as they were', async () => {
    const [head, spouse, child] = people
    const members = [
      { personId: spouse, relation: 'head' },
      { personId: child, relation: 'child' },
    ]
    const changed = await recompose({ from: '2024-06-01', expectedVersion: 1, members })
    assert.equal(changed.status, 200)
    assert.deepEqual(await on('2019-12-31'), [])
    assert.deepEqual(await on('2024-05-31'), ['周立春 head', '吴惊蛰 spouse'])
    assert.deepEqual(await on('2024-06-01'), ['吴惊蛰 head', '周清明 child'])
    const past = await recompose({ from: '2023-01-01', expectedVersion: 2, members })
    assert.deepEqual([past.status, past.body.code], [400, 'registry.member_from_past'])
    assert.ok(head)
  })

  test('a wrong composition is mended on its own day without a trace in the days', async () => {
    const [head, spouse, child] = people
    const members = [
      { personId: spouse, relation: 'head' },
      { personId: child, relation: 'other_relative' },
    ]
    const mended = await recompose({ from: '2024-06-01', expectedVersion: 2, members })
    assert.deepEqual([mended.status, mended.body.version], [200, 3])
    assert.deepEqual(await on('2024-06-01'), ['吴惊蛰 head', '周清明 other_relative'])
    const { rows } = await sql<{ changes: { members: unknown[][] } }>`
      select changes from registry_change where object_id = ${home.id} and version = 3`.execute(
      world.handle.db,
    )
    assert.equal(rows[0]?.changes.members.length, 2)
    assert.ok(head)
  })

  test('nobody lives in two households, and nobody unseen can be named', async () => {
    const [head, spouse, , hidden, foreign] = people
    const second = (personId: string | undefined) =>
      world.call(registrar(), 'POST', '/api/households', {
        divisionCode: village,
        from: '2025-01-01',
        members: [{ personId, relation: 'head' }],
      })
    const taken = await second(spouse)
    assert.deepEqual(
      [taken.status, taken.body.code, taken.body.path],
      [409, 'registry.member_elsewhere', 'members.0.personId'],
    )
    for (const unseen of [hidden, foreign]) {
      const answer = await second(unseen)
      assert.deepEqual([answer.status, answer.body.code], [404, 'http.not_found'])
    }
    assert.equal((await second(head)).status, 201)
  })

  test('a member whom the asker may not see shows as held, stays, and is not displaced', async () => {
    const [, spouse, , hidden] = people
    const full = registrar({ sensitivity: 3 })
    const members = [
      { personId: spouse, relation: 'head' },
      { personId: hidden, relation: 'parent' },
    ]
    assert.equal((await recompose({ from: '2025-01-01', expectedVersion: 3, members }, full)).status, 200)
    assert.deepEqual(await on('2025-01-01'), ['吴惊蛰 head', 'null parent'])
    const without = [{ personId: spouse, relation: 'head' }]
    assert.equal((await recompose({ from: '2025-02-01', expectedVersion: 4, members: without })).status, 200)
    assert.deepEqual(await on('2025-02-01', full), ['吴惊蛰 head', '郑隐 parent'])
    const hiddenHead = [
      { personId: hidden, relation: 'head' },
      { personId: spouse, relation: 'spouse' },
    ]
    // Nothing changed above, so that the version is still 4.
    assert.equal(
      (await recompose({ from: '2025-03-01', expectedVersion: 5, members: hiddenHead }, full)).status,
      200,
    )
    const displaced = await recompose({ from: '2025-04-01', expectedVersion: 6, members: without })
    assert.deepEqual([displaced.status, displaced.body.code], [409, 'registry.one_head'])
    assert.deepEqual(await on('2025-04-01', full), ['郑隐 head', '吴惊蛰 spouse'])
  })

  test('cards of objects show labels of what the asker may see, and only those', async () => {
    const refs = [
      { kind: 'person', id: people[0] ?? '' },
      { kind: 'household', id: home.id },
      { kind: 'person', id: people[4] ?? '' },
      { kind: 'place', id: people[0] ?? '' },
    ] as const
    const labels = async (actor = registrar()) =>
      (await describeObjects(world.deps.db, actor, refs, '2024-06-01')).map(({ label }) => label)
    assert.deepEqual(await labels(), ['周立春', '吴惊蛰', null, null])
    assert.deepEqual(await labels(far), [null, null, '冯远', null])
  })

  test('households go in by the thousand', async () => {
    const size = 1200
    const ids = await insertPersons(
      world.deps.db,
      world.deps.keys,
      Array.from({ length: size }, (_, n) => ({
        ...plain,
        name: '钱寒露',
        phone: `154${String(n).padStart(8, '9')}`,
      })),
      world.deps.now(),
    )
    const homes = await insertHouseholds(
      world.deps.db,
      ids.map((personId) => ({
        ...plain,
        divisionCode: '211302009005',
        from: '2020-01-01',
        members: [{ personId, relation: 'head' as const }],
      })),
      world.deps.now(),
    )
    assert.equal(new Set(homes).size, size)
    const { body } = await world.call<HouseholdPage>(
      registrar(),
      'GET',
      '/api/households?q=钱&size=200&page=6',
    )
    assert.deepEqual([body.total, body.rows.length], [size, 200])
  })

  test('what an actor sees is what lies in the roots, up to the class, with the right', async () => {
    const roots = ['211302', '211303', '211302009', village, '211302001', '21130', '']
    const actor = fc.record({
      divisions: fc.subarray(roots),
      sensitivity: fc.integer({ min: 0, max: 3 }),
      rights: fc.constantFrom([], ['registry.read']),
    })
    const { rows: all } = await sql<{ id: string; division_code: string; sensitivity: number }>`
      select id, division_code, sensitivity from person`.execute(world.handle.db)
    await fc.assert(
      fc.asyncProperty(actor, async (over) => {
        const who = registrar(over)
        const { rows } = await sql<{ id: string }>`
          select id from person where ${visibleTo(who, 'person')}`.execute(world.handle.db)
        const expected = all.filter(
          (row) =>
            over.rights.length > 0 &&
            row.sensitivity <= over.sensitivity &&
            covers(over.divisions, row.division_code),
        )
        assert.deepEqual(rows.map(({ id }) => id).sort(), expected.map(({ id }) => id).sort())
      }),
      { numRuns: 25 },
    )
  })
})

test('invented people are seeded once, into the villages asked for', async () => {
  const world = await openRegistryWorld()
  const villages = ['211302009004', '211302009005']
  const first = await seedInventedPeople(world.deps, villages)
  assert.ok(first.persons > first.households && first.households >= 30)
  assert.deepEqual(await seedInventedPeople(world.deps, villages), { persons: 0, households: 0 })
  const { body } = await world.call<HouseholdPage>(registrar(), 'GET', '/api/households')
  assert.equal(body.total, first.households)
  assert.match(body.rows[0]?.source ?? '', /虚构/)
  await world.close()
})
