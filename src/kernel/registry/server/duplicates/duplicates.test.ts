import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  type DuplicatePage,
  type DuplicatePair,
  idNumberCheckCharacter,
  type Person,
  type ProposalAnswer,
} from '#kernel/registry/model'
import { openRegistryWorld, registrar, type RegistryWorld } from '../../../../../test/world/registry.ts'
import { nameCore } from './name-core.ts'
import { insertPersons } from '../persons.ts'
import { sweepDuplicates } from './sweep.ts'

const here = '211302009001'
const elsewhere = '211302101200'
const merger = registrar({ rights: ['registry.read', 'registry.write', 'registry.merge'] })
const other = registrar({
  divisions: ['211302101'],
  rights: ['registry.read', 'registry.write', 'registry.merge'],
})
const both = registrar({
  divisions: ['211302'],
  rights: ['registry.read', 'registry.write', 'registry.merge'],
})
const idNumber = `99000019850204002${idNumberCheckCharacter('99000019850204002')}`

describe('possible duplicates', () => {
  let world: RegistryWorld
  const sweep = async () => {
    while ((await sweepDuplicates(world.deps)) > 0);
  }
  const propose = async (actor: typeof merger, values: object, kind = 'person') =>
    (await world.call<ProposalAnswer>(actor, 'POST', '/api/duplicates/proposals', { kind, values })).body
  const register = async (actor: typeof merger, person: object) => {
    const { status, body } = await world.call<Person>(actor, 'POST', '/api/persons', person)
    assert.equal(status, 201, JSON.stringify(body))
    return body
  }
  before(async () => {
    world = await openRegistryWorld()
  })
  after(() => world.close())

  test('who may be registered already is proposed with the reasons, and only from within the scope', async () => {
    const facts = { name: '杨立春', birthDate: '1985-02-04', sex: 'female', phone: '15400000777' }
    const mine = await register(merger, { ...facts, divisionCode: here, address: '示例路1号' })
    await register(other, { ...facts, divisionCode: elsewhere, phone: '15400000778' })
    const typed = { name: '杨力春', birthDate: '1985-02-04', phone: '154 0000 0777', divisionCode: here }
    const { proposals, heldUnseen } = await propose(merger, typed)
    assert.deepEqual(heldUnseen, [])
    assert.deepEqual(
      proposals.map(({ id, band, reasons }) => ({ id, band, first: reasons[0] })),
      [{ id: mine.id, band: 'sure', first: { field: 'phone', finding: 'same', points: 32 } }],
    )
    assert.ok(!JSON.stringify(proposals).includes('15400000777'))
    assert.deepEqual(
      (await propose(other, { ...typed, divisionCode: elsewhere })).proposals.map(
        ({ divisionCode }) => divisionCode,
      ),
      [elsewhere],
    )
  })

  test('a whole identity number that somebody unseen holds is said to be held, and nothing of the holder', async () => {
    await register(other, { name: '顾忍冬', idNumber, divisionCode: elsewhere })
    assert.deepEqual(await propose(merger, { idNumber }), { proposals: [], heldUnseen: ['idNumber'] })
    // The same by name and day of birth alone tells nothing.
    assert.deepEqual(
      await propose(merger, { name: '顾忍冬', birthDate: '1985-02-04', divisionCode: elsewhere }),
      {
        proposals: [],
        heldUnseen: [],
      },
    )
  })

  test('pairs across scopes show to who sees both, and to nobody else', async () => {
    const facts = { name: '任防风', birthDate: '1970-01-02', phone: '15400000779' }
    await register(merger, { ...facts, divisionCode: here })
    await register(other, { ...facts, divisionCode: elsewhere })
    await sweep()
    const of = async (actor: typeof merger) =>
      (await world.call<DuplicatePage>(actor, 'GET', '/api/duplicates?kind=person')).body.rows.filter(
        ({ left }) => left.label === '任防风',
      )
    const [pair] = await of(both)
    assert.ok(pair)
    assert.deepEqual([await of(merger), await of(other)], [[], []])
    assert.equal((await world.call(merger, 'GET', `/api/duplicates/${pair.id}`)).status, 404)
    assert.equal((await world.call(registrar(), 'GET', '/api/duplicates')).status, 403)
  })

  test('that two are two is remembered, also when they are compared again, and can be taken back', async () => {
    const facts = { name: '袁天麻', birthDate: '1991-05-06', divisionCode: here, address: '示例路9号' }
    const one = await register(merger, facts)
    await register(merger, { ...facts, phone: '15400000780' })
    await sweep()
    const list = async (query = '') =>
      (await world.call<DuplicatePage>(merger, 'GET', `/api/duplicates?kind=person${query}`)).body.rows.find(
        ({ left }) => left.label === '袁天麻',
      )
    const pair = await list()
    assert.ok(pair)
    const said = await world.call<DuplicatePair>(merger, 'PUT', `/api/duplicates/${pair.id}/distinct`, {
      reason: 'twins',
    })
    assert.equal(said.body.distinct?.reason, 'twins')
    await world.call(merger, 'PUT', `/api/persons/${one.id}`, { expectedVersion: 1, address: '示例路9号楼' })
    await sweep()
    assert.equal(await list(), undefined)
    assert.equal((await list('&decided=true'))?.id, pair.id)
    assert.equal((await world.call(other, 'PUT', `/api/duplicates/${pair.id}/distinct`, {})).status, 404)
  })

  test('what no longer looks alike is no longer listed', async () => {
    const facts = { name: '柳石斛', birthDate: '1993-05-06', divisionCode: here }
    await register(merger, facts)
    const two = await register(merger, facts)
    await sweep()
    const count = async () =>
      (await world.call<DuplicatePage>(merger, 'GET', '/api/duplicates?kind=person')).body.rows.filter(
        ({ left }) => left.label === '柳石斛',
      ).length
    assert.equal(await count(), 1)
    await world.call(merger, 'PUT', `/api/persons/${two.id}`, { expectedVersion: 1, birthDate: '1950-01-01' })
    await sweep()
    assert.equal(await count(), 0)
  })

  test('what came by the hundred in one statement is compared batch by batch, each once', async () => {
    const born = (n: number) => `19${String(30 + (n % 60)).padStart(2, '0')}-06-07`
    const rest = { divisionCode: here, address: '', sensitivity: 1, source: 'planted', asOf: null }
    const many = Array.from({ length: 1203 }, (_, n) => ({ name: `沈${n}`, birthDate: born(n), ...rest }))
    many.push(
      { ...rest, name: '沈菖蒲', birthDate: '1990-06-08' },
      { ...rest, name: '沈菖蒲', birthDate: '1990-06-08' },
    )
    await sweep()
    await insertPersons(world.deps.db, world.deps.keys, many, new Date('2026-03-04T00:00:00Z'))
    const shown = async () => {
      const { body } = await world.call<DuplicatePage>(merger, 'GET', '/api/duplicates?kind=person')
      return { behind: body.behind, found: body.rows.filter(({ left }) => left.label === '沈菖蒲').length }
    }
    assert.deepEqual(await shown(), { behind: true, found: 0 })
    const batches: number[] = []
    for (let more = 1; more > 0; batches.push(more)) more = await sweepDuplicates(world.deps)
    assert.deepEqual(batches, [1000, 205, 0])
    assert.deepEqual(await shown(), { behind: false, found: 1 })
  })

  test('a firm is known by its name without form and place', () => {
    const names = [
      '朝阳市双塔区甘草机械制造有限责任公司',
      '甘草机械制造',
      '甘草机械制造（集团）有限公司',
      '城市商店',
    ]
    assert.deepEqual(names.map(nameCore), ['甘草机械制造', '甘草机械制造', '甘草机械制造集团', '城市'])
  })
})
