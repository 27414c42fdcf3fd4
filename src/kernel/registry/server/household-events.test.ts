import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { openRegistryWorld, type RegistryWorld, registrar } from '../../../../test/world/registry.ts'
import type { HouseholdTimeLine, PersonStays } from '../model/household-event.ts'
import type { Household } from '../model/household.ts'
import { insertHouseholds } from './households.ts'
import { insertPersons } from './persons.ts'

const village = '211302009004'
const plain = { address: '', sensitivity: 1, source: '入户', asOf: null, divisionCode: village }
const far = registrar({ accountId: 2, divisions: ['211303'] })

const one = (personId: string | undefined, relation = 'child') => [{ personId, relation }]

type Told = HouseholdTimeLine & { code: string; detail: string; path: string }

describe('what happens to households', () => {
  let world: RegistryWorld
  before(async () => {
    world = await openRegistryWorld()
  })
  after(() => world.close())

  const people = (
    ...names: (string | { name: string; birthDate?: string; sensitivity?: number; divisionCode?: string })[]
  ) =>
    insertPersons(
      world.deps.db,
      world.deps.keys,
      names.map((one) => ({ ...plain, ...(typeof one === 'string' ? { name: one } : one) })),
      world.deps.now(),
    )
  const home = async (head: string | undefined, ...others: (string | undefined)[]) => {
    const members = [head, ...others].flatMap((personId, index) => {
      if (personId === undefined) return []
      return [{ personId, relation: index === 0 ? ('head' as const) : ('child' as const) }]
    })
    const [id] = await insertHouseholds(
      world.deps.db,
      [{ ...plain, from: '2020-01-01', members }],
      world.deps.now(),
    )
    return id ?? ''
  }
  const happen = (id: string, body: object, actor = registrar(), key: string = randomUUID()) =>
    world.call<Told>(actor, 'POST', `/api/households/${id}/events`, body, key)
  const on = async (id: string, day: string, actor = registrar()) => {
    const { body } = await world.call<Household>(actor, 'GET', `/api/households/${id}?on=${day}`)
    return body.members.map(({ name, relation }) => `${name} ${relation}`)
  }
  const line = async (id: string, actor = registrar()) =>
    (await world.call<Told>(actor, 'GET', `/api/households/${id}/events`)).body

  test('a birth, a move and a death are told with both times, and days before stay as they were', async () => {
    const [head, child, guest] = await people('甲一', { name: '甲二', birthDate: '2021-05-04' }, '甲三')
    const id = await home(head)
    assert.deepEqual(
      (await line(id)).events.map((event) => [event.id, event.kind, event.on]),
      [[null, 'composition', '2020-01-01']],
    )
    const early = await happen(id, {
      kind: 'birth',
      on: '2021-05-03',
      members: one(child),
    })
    assert.deepEqual([early.status, early.body.code, early.body.path], [409, 'registry.before_birth', 'on'])
    const late = await happen(id, {
      kind: 'birth',
      on: '2021-05-05',
      members: one(child),
    })
    assert.deepEqual([late.status, late.body.code], [409, 'registry.birth_day_differs'])
    const born = await happen(id, {
      kind: 'birth',
      on: '2021-05-04',
      source: '出生医学证明',
      members: one(child),
    })
    assert.equal(born.status, 201)
    assert.equal(
      (
        await happen(id, {
          kind: 'move_in',
          on: '2022-01-01',
          members: one(guest, 'unrelated'),
        })
      ).status,
      201,
    )
    assert.equal((await happen(id, { kind: 'death', on: '2023-02-03', personIds: [guest] })).status, 201)
    assert.deepEqual(await on(id, '2021-05-03'), ['甲一 head'])
    assert.deepEqual(await on(id, '2021-05-04'), ['甲一 head', '甲二 child'])
    assert.deepEqual(await on(id, '2023-02-02'), ['甲一 head', '甲二 child', '甲三 unrelated'])
    assert.deepEqual(await on(id, '2023-02-03'), ['甲一 head', '甲二 child'])
    const { events, can } = await line(id)
    assert.deepEqual(
      events.map(({ kind, on: day, recordedAt, source, recordedBy }) => [
        kind,
        day,
        recordedAt.slice(0, 10),
        source,
        recordedBy?.name,
      ]),
      [
        ['death', '2023-02-03', '2026-03-02', '', 'account 1'],
        ['move_in', '2022-01-01', '2026-03-02', '', 'account 1'],
        ['birth', '2021-05-04', '2026-03-02', '出生医学证明', 'account 1'],
        ['composition', '2020-01-01', '2026-03-02', '入户', undefined],
      ],
    )
    assert.equal(can.record, true)
    const stays = await world.call<PersonStays>(registrar(), 'GET', `/api/persons/${guest}/households`)
    assert.deepEqual(stays.body, {
      stays: [
        { householdId: id, label: '甲一', relation: 'unrelated', from: '2022-01-01', to: '2023-02-03' },
      ],
      diedOn: '2023-02-03',
    })
  })

  test('contradictions are refused with their reason, and nothing is written', async () => {
    const [head, child, loose] = await people('乙一', '乙二', '乙三')
    const id = await home(head, child)
    const refused = async (body: object, status: number, code: string) => {
      const answer = await happen(id, body)
      assert.deepEqual([answer.status, answer.body.code], [status, code], JSON.stringify(answer.body))
    }
    await refused({ kind: 'death', on: '2022-01-01', personIds: [head] }, 409, 'registry.one_head')
    await refused({ kind: 'move_out', on: '2022-01-01', personIds: [loose] }, 409, 'registry.not_member')
    await refused({ kind: 'move_in', on: '2022-01-01', members: one(child) }, 409, 'registry.already_member')
    await refused({ kind: 'move_in', on: '2026-03-03', members: one(loose) }, 400, 'registry.event_future')
    await refused(
      { kind: 'move_in', on: '2022-01-01', members: one(loose, 'head') },
      409,
      'registry.one_head',
    )
    await refused(
      { kind: 'birth', on: '2022-01-01', members: [{ personId: randomUUID(), relation: 'child' }] },
      404,
      'http.not_found',
    )
    await refused({ kind: 'merge', on: '2022-01-01', otherId: id }, 400, 'registry.same_household')
    await refused({ kind: 'merge', on: '2022-01-01', otherId: randomUUID() }, 404, 'http.not_found')
    const dies = { kind: 'death', on: '2022-01-01', personIds: [child] }
    assert.equal((await happen(id, dies)).status, 201)
    await refused({ kind: 'move_in', on: '2022-06-01', members: one(child) }, 409, 'registry.person_dead')
    await refused({ kind: 'birth', on: '2021-01-01', members: one(child) }, 409, 'registry.already_member')
    assert.equal((await line(id)).events.length, 2)
    const last = await happen(id, { kind: 'move_out', on: '2023-01-01', personIds: [head] })
    assert.equal(last.body.closedOn, '2023-01-01')
    await refused(
      { kind: 'move_in', on: '2024-01-01', members: one(loose, 'head') },
      409,
      'registry.household_closed',
    )
  })

  test('what comes in late is worked into what is known, or refused by what is known of later', async () => {
    const [head, spouse, child, son] = await people('丙一', '丙二', '丙三', '丙四')
    const id = await home(head, spouse, child)
    const other = await home(son)
    const merged = await happen(other, { kind: 'merge', on: '2024-01-01', otherId: id })
    assert.equal(merged.status, 201)
    assert.equal((await line(id)).closedOn, '2024-01-01')
    const [newborn] = await people('丙五')
    const late = await happen(id, {
      kind: 'birth',
      on: '2022-01-01',
      members: one(newborn, 'grandchild'),
    })
    assert.equal(late.status, 201)
    assert.deepEqual(
      (await on(id, '2023-12-31')).sort(),
      ['丙一 head', '丙三 child', '丙二 child', '丙五 grandchild'].sort(),
    )
    assert.ok((await on(other, '2024-01-01')).includes('丙五 other_relative'))
    assert.equal(
      (await happen(other, { kind: 'move_out', on: '2025-01-01', personIds: [child] })).status,
      201,
    )
    const dead = await happen(id, { kind: 'death', on: '2023-01-01', personIds: [child] })
    assert.deepEqual([dead.status, dead.body.code, dead.body.path], [409, 'registry.event_contradicts', 'on'])
    assert.match(dead.body.detail, /2025-01-01 \(move out\): 丙三 doesn’t belong/)
    const gone = (await line(other)).events.find(({ kind }) => kind === 'move_out')
    const voided = await world.call<Told>(
      registrar(),
      'PUT',
      `/api/households/${other}/events/${gone?.id}/voiding`,
      { reason: '登记有误' },
    )
    assert.equal(voided.status, 200)
    assert.equal((await happen(id, { kind: 'death', on: '2023-01-01', personIds: [child] })).status, 201)
    assert.equal((await on(other, '2024-06-01')).includes('丙三 other_relative'), false)
    const again = await world.call<Told>(
      registrar(),
      'PUT',
      `/api/households/${other}/events/${gone?.id}/voiding`,
      { reason: '登记有误' },
    )
    assert.deepEqual([again.status, again.body.code], [409, 'registry.event_voided'])
  })

  test('a marriage takes somebody out of one household into another, a split makes a new one', async () => {
    const [head, wife, father, brother] = await people('丁一', '丁二', '丁三', '丁四')
    const id = await home(head)
    const old = await home(father, wife, brother)
    const married = await happen(id, {
      kind: 'marriage',
      on: '2023-05-01',
      members: one(wife, 'spouse'),
    })
    assert.deepEqual(
      married.body.events[0]?.others.map(({ label }) => label),
      ['丁三'],
    )
    assert.deepEqual(await on(old, '2023-05-01'), ['丁三 head', '丁四 child'])
    const split = await happen(old, {
      kind: 'split',
      on: '2024-05-01',
      members: one(brother, 'head'),
      household: { number: '77', address: '村东' },
    })
    assert.equal(split.status, 201)
    const [{ id: made } = { id: '' }] = split.body.events[0]?.others ?? []
    assert.deepEqual(await on(made, '2024-05-01'), ['丁四 head'])
    const { body } = await world.call<Household>(registrar(), 'GET', `/api/households/${made}`)
    assert.deepEqual([body.number, body.address, body.divisionCode, body.version], ['77', '村东', village, 1])
    const twice = await happen(old, {
      kind: 'split',
      on: '2024-06-01',
      members: one(father, 'head'),
      household: { number: '77' },
    })
    assert.deepEqual([twice.status, twice.body.code], [409, 'registry.household_number_held'])
    const head2 = await happen(id, {
      kind: 'head',
      on: '2025-01-01',
      relations: [
        { personId: wife, relation: 'head' },
        { personId: head, relation: 'spouse' },
      ],
    })
    assert.equal(head2.status, 201)
    assert.deepEqual(await on(id, '2025-01-01'), ['丁二 head', '丁一 spouse'])
  })

  test('a request sent again is done once, another under its key is refused, and out of scope is not there', async () => {
    const [head, child, hidden, foreign] = await people(
      '戊一',
      '戊二',
      { name: '戊三', sensitivity: 3 },
      { name: '戊四', divisionCode: '211303' },
    )
    const id = await home(head, hidden)
    const key = randomUUID()
    const body = { kind: 'move_in', on: '2024-01-01', members: one(child) }
    for (const _ of [1, 2]) assert.equal((await happen(id, body, registrar(), key)).status, 201)
    assert.equal((await line(id)).events.length, 2)
    const other = await happen(id, { ...body, on: '2024-01-02' }, registrar(), key)
    assert.deepEqual([other.status, other.body.code], [409, 'registry.client_key_reused'])
    assert.equal((await happen(id, body, far)).status, 404)
    assert.equal((await world.call(far, 'GET', `/api/households/${id}/events`)).status, 404)
    assert.equal((await happen(id, body, registrar({ rights: ['registry.read'] }))).status, 403)
    for (const unseen of [hidden, foreign])
      assert.equal(
        (await happen(id, { kind: 'move_out', on: '2024-05-01', personIds: [unseen] })).status,
        404,
      )
    const text = JSON.stringify(await line(id))
    assert.equal(text.includes('戊三') || text.includes(hidden ?? ''), false)
    const elsewhere = await insertHouseholds(
      world.deps.db,
      [{ ...plain, divisionCode: '211303', from: '2020-01-01', members: [] }],
      world.deps.now(),
    )
    const [abroad] = await people('戊五')
    await sql`insert into household_member (household_id, person_id, from_date, relation)
      values (${elsewhere[0]}, ${abroad}, '2020-01-01', 'head')`.execute(world.handle.db)
    const taken = await happen(id, {
      kind: 'move_in',
      on: '2024-07-01',
      members: one(abroad),
    })
    assert.deepEqual([taken.status, taken.body.code], [409, 'registry.member_elsewhere'])
  })

  test('two who move the same person at once don’t put them into two households', async () => {
    const [a, b, c, person] = await people('己一', '己二', '己三', '己四')
    const homes = await Promise.all([home(a), home(b), home(c)])
    const answers = await Promise.all(
      homes.map((id) => happen(id, { kind: 'move_in', on: '2024-01-01', members: one(person) })),
    )
    assert.ok(answers.some(({ status }) => status === 201))
    const { rows } = await sql<{ n: number }>`select count(*) as n from household_member
      where person_id = ${person} and to_date is null`.execute(world.handle.db)
    assert.equal(rows[0]?.n, 1)
  })
})
