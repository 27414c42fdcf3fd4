import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import {
  type Enterprise,
  type Household,
  idNumberCheckCharacter,
  type MergePlan,
  type Person,
} from '#kernel/registry/model'
import { merger, mergingIn } from '../../../../../test/world/merging.ts'
import { openRegistryWorld, type RegistryWorld } from '../../../../../test/world/registry.ts'

const here = '211302009001'
const checked = (body: string) => body + idNumberCheckCharacter(body)

describe('merging what was registered twice', () => {
  let world: RegistryWorld
  before(async () => {
    world = await openRegistryWorld()
  })
  after(() => world.close())

  const { make, person, household, merge, undo, get, everything } = mergingIn(() => world)

  test('the absorbed id answers as the survivor, with the values that were chosen and the numbers whole', async () => {
    const idNumber = checked('99000019810204001')
    const a = await person({ phone: '15400000001', address: '示例路1号' })
    const b = await person({ name: '赵丽春', idNumber, phone: '15400000002', sensitivity: 2 })
    const plan = await world.call<MergePlan>(
      merger,
      'GET',
      `/api/merges/plan?kind=person&survivorId=${a.id}&absorbedId=${b.id}`,
    )
    const chosen = Object.fromEntries(plan.body.fields.map((field) => [field.name, field.chosen]))
    assert.deepEqual(
      [chosen['idNumber'], chosen['name'], chosen['phone']],
      ['absorbed', 'survivor', 'survivor'],
    )
    assert.ok(!JSON.stringify(plan.body).includes(idNumber))
    assert.equal((await merge('person', a, b, { choices: { phone: 'absorbed' } })).status, 201)
    const one = await get<Person>('persons', b.id)
    assert.deepEqual(
      [one.id, one.name, one.birthDate, one.sensitivity, one.address],
      [a.id, '赵立春', '1981-02-04', 2, '示例路1号'],
    )
    for (const [field, value] of [
      ['idNumber', idNumber],
      ['phone', '15400000002'],
    ] as const) {
      const shown = await world.call<{ value: string }>(merger, 'POST', `/api/persons/${b.id}/unmask`, {
        field,
        purpose: 'trial of merging',
      })
      assert.equal(shown.body.value, value)
    }
    const { rows } = await sql<{ object_id: string }>`select object_id from unmasking`.execute(world.deps.db)
    assert.deepEqual(new Set(rows.map((row) => row.object_id)), new Set([a.id]))
    const logged = await sql<{ id: string; changes: object }>`
      select object_id as id, changes from registry_change where object_id = any(${[a.id, b.id]}::uuid[]) and version = 2
      order by object_id`.execute(world.deps.db)
    assert.deepEqual(
      logged.rows.map(
        ({ changes }) =>
          Object.keys(changes).includes('merged') || Object.keys(changes).includes('merged_into'),
      ),
      [true, true],
    )
    // A change made under the old id is the survivor's.
    assert.equal(
      (await world.call(merger, 'PUT', `/api/persons/${b.id}`, { expectedVersion: 2, address: '示例路2号' }))
        .status,
      200,
    )
    assert.equal((await get<Person>('persons', a.id)).address, '示例路2号')
  })

  const value = fc.constantFrom('', '示例路1号', '示例路2号')
  const facts = fc.record({
    name: fc.constantFrom('钱白露', '钱寒露'),
    phone: fc.constantFrom(null, '15400000003', '15400000004'),
    birthDate: fc.constantFrom(null, '1970-01-01', '1980-02-02'),
    address: value,
    source: value,
    sensitivity: fc.constantFrom(0, 1, 2),
  })
  const side = fc.constantFrom('survivor', 'absorbed')
  const choices = fc.dictionary(
    fc.constantFrom('name', 'idNumber', 'phone', 'birthDate', 'residence', 'household'),
    side,
  )
  let number = 0

  test('merging and undoing leaves everything as it was, whatever was chosen', async () => {
    await fc.assert(
      fc.asyncProperty(
        facts,
        facts,
        choices,
        fc.boolean(),
        fc.boolean(),
        async (one, two, chosen, numbered, atHome) => {
          number += 1
          const idNumber = numbered ? checked(`99000019700101${String(number).padStart(3, '0')}`) : null
          const birth = numbered ? { birthDate: null } : {}
          const a = await person({ ...one })
          const b = await person({ ...two, ...birth, idNumber })
          if (atHome) {
            const [c, d] = [await person({ name: '孙小满' }), await person({ name: '孙大雪' })]
            await household([
              { personId: c.id, relation: 'head' },
              { personId: a.id, relation: 'child' },
            ])
            await household([
              { personId: b.id, relation: 'head' },
              { personId: d.id, relation: 'spouse' },
            ])
          }
          const was = await everything()
          const merged = await merge('person', a, b, { choices: chosen })
          assert.equal(merged.status, 201, JSON.stringify(merged.body))
          assert.deepEqual(merged.body.undo, { obstacle: null, lost: [] })
          assert.notDeepEqual(await everything(), was)
          const undone = await undo(merged.body.id)
          assert.equal(undone.status, 200, JSON.stringify(undone.body))
          assert.deepEqual(await everything(), was)
          assert.equal((await get<Person>('persons', b.id)).id, b.id)
        },
      ),
      { numRuns: 25 },
    )
  })

  test('two households, two firms and two places become one each, and two again', async () => {
    const [c, d, e] = [await person(), await person({ name: '李当归' }), await person({ name: '李沉香' })]
    const h = await household([{ personId: c.id, relation: 'head' }], { number: '0001' })
    const i = await household(
      [
        { personId: d.id, relation: 'head' },
        { personId: e.id, relation: 'spouse' },
      ],
      { number: '0002', address: '示例路5号' },
    )
    const firm = (facts: object) =>
      make<Enterprise>('enterprises', { name: '甘草有限公司', divisionCode: here, ...facts })
    const [f, g] = [
      await firm({ phone: '15400000005' }),
      await firm({ phone: '15400000006', creditCode: '91350100M000100Y43' }),
    ]
    const place = (facts: object) =>
      make<Person>('places', { name: '示例园', kind: 'park', divisionCode: here, ...facts })
    const [p, q] = [await place({}), await place({ point: [120.45, 41.57] })]
    const was = await everything()
    const homes = await merge('household', h, i)
    const firms = await merge('enterprise', f, g, { choices: { phone: 'absorbed' } })
    const spots = await merge('place', p, q)
    assert.deepEqual([homes.status, firms.status, spots.status], [201, 201, 201])
    const joined = await get<Household>('households', i.id)
    assert.deepEqual(
      [joined.id, joined.number, joined.address, joined.members.length],
      [h.id, '0001', '示例路5号', 3],
    )
    assert.deepEqual(
      joined.members.filter(({ relation }) => relation === 'head').map(({ personId }) => personId),
      [c.id],
    )
    assert.equal((await get<Enterprise>('enterprises', g.id)).creditCode, '91350100M000100Y43')
    for (const { body } of [spots, firms, homes]) assert.equal((await undo(body.id)).status, 200)
    assert.deepEqual(await everything(), was)
  })
})
