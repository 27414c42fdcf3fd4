import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import { reapplyErasures } from '#kernel/ledgers/server'
import { leaderOf, ok, registerPerson, registrarOf } from '../../../../../test/proof/planted-person.ts'
import { everything } from '../../../../../test/proof/traces.ts'
import { openWorld, type World, worldPlaces } from '../../../../../test/world/app.ts'
import { claimantErasable, erasableClaimants } from '../incidents/claimants.ts'
import type { Caller } from '../../../../../test/world/caller.ts'
import { erasablePhones, portalErasable } from './erasable.ts'
import { insertPortalClaim } from './claim-store.ts'
import { phoneIndexOf } from './residents.ts'

const phone = '15400008842'
const otherPhone = '15400008843'

describe('a claimant who is erased by law', () => {
  let world: World
  let leader: Caller
  before(async () => {
    world = await openWorld()
    leader = await leaderOf(world)
  })
  after(() => world.close())

  const indexOf = (of: string) => phoneIndexOf(world.house, of)
  const plant = async (of: string, n: number) => {
    const { db } = world.house.handle
    const at = world.clock.now()
    const until = new Date(at.getTime() + 86_400_000)
    const [phoneIndex, claimId] = [indexOf(of), newId(at)]
    const network = Buffer.alloc(16, n)
    const row = { claimNo: `SQ-${n}`, incidentId: newId(at), codeHash: Buffer.alloc(32), hint: '198.51.*.*' }
    await db
      .transaction()
      .execute((tx) => insertPortalClaim(tx, { ...row, claimId, phoneIndex, network, at }))
    await sql`insert into portal_session (token_hash, phone_index, phone, created_at, ends_at)
      values (${Buffer.alloc(32, n)}, ${phoneIndex}, ${Buffer.alloc(8)}, ${at}, ${until})`.execute(db)
    await sql`insert into portal_code (id, phone_index, phone, code_hash, sent_at, ends_at)
      values (${newId(at)}, ${phoneIndex}, ${Buffer.alloc(8)}, ${Buffer.alloc(8)}, ${at}, ${until})`.execute(
      db,
    )
    await sql`insert into portal_count (what, key, window_at, n)
      values ('report.phone/1', ${phoneIndex}, ${at}, 1)`.execute(db)
    await sql`insert into portal_block (what, key, hint, at, until, cause, reason)
      values ('phone', ${phoneIndex}, '154****', ${at}, ${until}, 'limit', 'many')`.execute(db)
    return claimId
  }
  const placesOf = async (of: string) => {
    const index = indexOf(of)
    const all = await everything(world.house.handle, [])
    return [...all].filter(([, bytes]) => bytes.includes(index)).map(([where]) => where)
  }

  test('is found by no phone any more, also where a backup of before was restored; others are', async () => {
    const [claimId] = [await plant(phone, 1), await plant(otherPhone, 2)]
    assert.ok((await placesOf(phone)).length >= 5)
    const others = await placesOf(otherPhone)
    const personId = await registerPerson(world, '群众甲', { phone })
    const url = `/api/persons/${personId}/erasure`
    const ask = { legalBasis: '《个人信息保护法》第四十七条', requestNo: '1号', reason: '处理目的已实现' }
    ok(await registrarOf(world).post(url, ask), 201)
    ok(await leader.post(`${url}/confirmation`), 201)
    assert.deepEqual(await placesOf(phone), [])
    assert.deepEqual(await placesOf(otherPhone), others)

    const { house } = world
    await sql`update portal_claim set phone_index = ${indexOf(phone)} where claim_id = ${claimId}`.execute(
      house.handle.db,
    )
    const elsewhere = { [portalErasable]: erasablePhones(house) }
    await reapplyErasures({ engine: house.engine, file: house.erasures, elsewhere })
    assert.deepEqual(await placesOf(phone), [])
    assert.deepEqual(await placesOf(otherPhone), others)
  })

  test('stands in no claim in clear, and loses name and phone in all that were made by the phone, whichever way', async () => {
    const { house } = world
    const desk = world.as('plans.dispatcher')
    const name = '示例·惊蛰'
    const claim = async (claimantPhone: string | undefined, claimantName: string | undefined) => {
      const said = {
        channel: 'resident',
        words: '示例路口的井盖碎了',
        divisionCode: worldPlaces['riverside.first'],
      }
      const answer = await desk.post('/api/grid/claims', { ...said, claimantPhone, claimantName })
      return `/api/entries/${ok(answer, 201).claim.id}`
    }
    const shownOf = async (url: string) => {
      const { claimantName, claimantPhone } = (await desk.get(url)).body.fields
      return [claimantName?.value, claimantPhone?.value]
    }
    const [one, two] = [await claim('154 0000 8844', name), await claim('15400008844', undefined)]
    const third = await claim('15400008846', name)
    const [other, nameless] = [await claim('15400008845', name), await claim(undefined, name)]
    await world.app.relay.drain()
    assert.deepEqual(await shownOf(one), [name, '154 0000 8844'])
    for (const secret of [name, '15400008844', '154 0000 8844', '15400008845'])
      for (const [where, bytes] of await everything(house.handle, []))
        assert.ok(!bytes.includes(secret), `${where} ${secret}`)
    const keysBefore = await sql<{ id: string; wrapped: Buffer }>`
      select person_id as id, wrapped from person_key where person_id in (select id from grid_claimant)`.execute(
      house.handle.db,
    )

    const personId = await registerPerson(world, '群众乙', { phone: '15400008844' })
    const url = `/api/persons/${personId}/erasure`
    const ask = {
      legalBasis: '《个人信息保护法》第四十七条',
      requestNo: '2号',
      reason: '处理目的已实现',
      phones: ['154-0000-8846'],
    }
    const wrong = await registrarOf(world).post(url, { ...ask, phones: ['12'] })
    assert.equal(wrong.status, 400)
    ok(await registrarOf(world).post(url, ask), 201)
    assert.deepEqual(ok(await leader.get(url)).request.phones, ['154****8846'])
    ok(await leader.post(`${url}/confirmation`), 201)
    const left = await sql`select from erasure_request where phones is not null`.execute(house.handle.db)
    assert.equal(left.rows.length, 0)
    const erased = async () => {
      for (const each of [one, two, third]) {
        const [, phoneShown] = (await shownOf(each)) as [unknown, { $erased?: { certificate: string } }]
        assert.match(phoneShown.$erased?.certificate ?? '', /\d/u, each)
      }
      assert.deepEqual(await shownOf(other), [name, '15400008845'])
      assert.deepEqual(await shownOf(nameless), [name, undefined])
    }
    await erased()
    // A claim that comes later by the same phone is another claimant's.
    assert.deepEqual(await shownOf(await claim('15400008844', undefined)), [undefined, '15400008844'])

    for (const { id, wrapped } of keysBefore.rows)
      await sql`update person_key set wrapped = ${wrapped}, erased_at = null, certificate = null, erased_by = null,
        legal_basis = null where person_id = ${id}`.execute(house.handle.db)
    assert.deepEqual(await shownOf(one), [name, '154 0000 8844'])
    const elsewhere = { [claimantErasable]: erasableClaimants(house) }
    await reapplyErasures({ engine: house.engine, file: house.erasures, elsewhere })
    await erased()
  })
})
