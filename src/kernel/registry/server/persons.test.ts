import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { Tx } from '#kernel/db/server'
import { openRegistryWorld, type RegistryWorld, registrar } from '../../../../test/world/registry.ts'
import type { Person, PersonPage } from '../model/person.ts'
import { listRows } from './record-store.ts'
import { behindWall, type Reach } from './registry-wall-store.ts'

const village = '211302009004'
const zhang = {
  name: '张谷雨',
  idNumber: '990000199001010017',
  phone: '154 0000 0001',
  divisionCode: village,
}
const far = registrar({ accountId: 2, divisions: ['211303'] })

describe('persons', () => {
  let world: RegistryWorld
  let person: Person
  const key = randomUUID()
  before(async () => {
    world = await openRegistryWorld()
    const answer = await world.call<Person>(registrar(), 'POST', '/api/persons', zhang, key)
    assert.equal(answer.status, 201)
    person = answer.body
  })
  after(() => world.close())

  const count = async (table: 'person' | 'unmasking' | 'registry_change') => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(
      world.handle.db,
    )
    return rows[0]?.n ?? 0
  }

  test('a registered person shows masked, with what the identity number says', () => {
    const { name, sex, birthDate, idNumber, phone, version, can } = person
    assert.deepEqual(
      { name, sex, birthDate, idNumber, phone, version, can },
      {
        name: '张谷雨',
        sex: 'male',
        birthDate: '1990-01-01',
        idNumber: '990000********0017',
        phone: '154****0001',
        version: 1,
        can: { update: true, unmask: true, erase: false },
      },
    )
  })

  test('identity number and phone stand nowhere in the clear', async () => {
    const { rows } = await sql<{ text: string }>`
      select row_to_json(person)::text as text from person
      union all select row_to_json(registry_change)::text from registry_change
      union all select row_to_json(registry_request)::text from registry_request`.execute(world.handle.db)
    for (const { text } of rows) {
      assert.equal(/199001010017|15400000001/.test(text), false)
      assert.equal(text.includes(Buffer.from('990000199001010017').toString('hex')), false)
    }
  })

  test('registering is on record, without the blind index', async () => {
    const { rows } = await sql<{ version: number; account: number; changes: Record<string, unknown> }>`
      select version, account_id as account, changes from registry_change where object_id = ${person.id}`.execute(
      world.handle.db,
    )
    assert.equal(rows.length, 1)
    assert.deepEqual(rows[0]?.changes['name'], [null, '张谷雨'])
    assert.equal(rows[0]?.account, 1)
    assert.equal('id_number_index' in (rows[0]?.changes ?? {}), false)
  })

  test('nobody gets in without signing in or without the right', async () => {
    assert.equal((await world.call(null, 'GET', `/api/persons/${person.id}`)).status, 401)
    const noRight = registrar({ rights: [] })
    assert.equal((await world.call(noRight, 'GET', '/api/persons')).status, 403)
    const reader = registrar({ rights: ['registry.read'] })
    assert.equal((await world.call(reader, 'POST', '/api/persons', zhang)).status, 403)
    const { body } = await world.call<Person>(reader, 'GET', `/api/persons/${person.id}`)
    assert.deepEqual(body.can, { update: false, unmask: false, erase: false })
  })

  test('out of scope, and above the reader’s class, a person is not there', async () => {
    const low = registrar({ sensitivity: 0 })
    for (const actor of [far, low]) {
      assert.equal((await world.call(actor, 'GET', `/api/persons/${person.id}`)).status, 404)
      const update = { expectedVersion: 1, name: '李白露' }
      assert.equal((await world.call(actor, 'PUT', `/api/persons/${person.id}`, update)).status, 404)
      const unmask = { field: 'phone', purpose: 'call back' }
      assert.equal((await world.call(actor, 'POST', `/api/persons/${person.id}/unmask`, unmask)).status, 404)
      for (const q of ['', zhang.idNumber, zhang.phone, '张', 'zgy']) {
        const { body } = await world.call<PersonPage>(actor, 'GET', `/api/persons?q=${encodeURIComponent(q)}`)
        assert.deepEqual([body.rows, body.total], [[], 0])
      }
    }
    assert.equal((await world.call(registrar(), 'GET', `/api/persons/${randomUUID()}`)).status, 404)
  })

  test('the same key answers the same person, another body under it is refused', async () => {
    const again = await world.call<Person>(registrar(), 'POST', '/api/persons', zhang, key)
    assert.equal(again.status, 201)
    assert.equal(again.body.id, person.id)
    const other = await world.call(registrar(), 'POST', '/api/persons', { ...zhang, name: '李白露' }, key)
    assert.equal(other.status, 409)
    assert.equal(other.body.code, 'registry.client_key_reused')
    assert.equal(await count('person'), 1)
    // Keys belong to an account: another one's use of the same key is its own.
    const theirs = { name: '王芒种', divisionCode: '211303' }
    assert.equal((await world.call(far, 'POST', '/api/persons', theirs, key)).status, 201)
  })

  test('one request sent five times at once registers one person', async () => {
    const body = { name: '赵小满', divisionCode: village }
    const once = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => world.call<Person>(registrar(), 'POST', '/api/persons', body, once)),
    )
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201])
    assert.equal(new Set(answers.map((answer) => answer.body.id)).size, 1)
  })

  test('an identity number belongs to one person, whoever may see them', async () => {
    for (const actor of [registrar(), far]) {
      const divisionCode = actor === far ? '211303' : village
      const { status, body } = await world.call(actor, 'POST', '/api/persons', { ...zhang, divisionCode })
      assert.deepEqual([status, body.code, body.path], [409, 'registry.id_number_held', 'idNumber'])
      assert.equal(JSON.stringify(body).includes('张谷雨'), false)
    }
  })

  test('bad input names the field and what is wrong with it', async () => {
    const { status, body } = await world.call(registrar(), 'POST', '/api/persons', {
      name: ' ',
      idNumber: '990000199001010011',
      phone: '110',
      divisionCode: '2113',
    })
    assert.equal(status, 400)
    const items = Object.fromEntries((body.errors ?? []).map(({ path, code }) => [path, code]))
    assert.equal(items['idNumber'], 'registry.id_number_checksum')
    assert.equal(items['phone'], 'registry.phone_form')
    assert.ok('name' in items && 'divisionCode' in items)
    const detail = body.errors?.find(({ path }) => path === 'phone')?.detail
    assert.equal(detail, 'A phone number is 11 digits (mobile), or fixed with its area code.')
  })

  test('what contradicts the identity number, or reaches beyond the registrar, is refused', async () => {
    const cases = [
      [{ ...zhang, sex: 'female' }, 400, 'registry.sex_contradicts'],
      [{ ...zhang, birthDate: '1990-01-02' }, 400, 'registry.birth_date_contradicts'],
      [{ name: '孙处暑', divisionCode: village, birthDate: '2026-03-03' }, 400, 'registry.birth_date_future'],
      [{ name: '孙处暑', divisionCode: '211303001' }, 404, 'registry.outside_scope'],
      [{ name: '孙处暑', divisionCode: '211302' }, 404, 'registry.outside_scope'],
      [{ name: '孙处暑', divisionCode: '211302009999' }, 400, 'registry.unknown_division'],
      [{ name: '孙处暑', divisionCode: village, sensitivity: 3 }, 403, 'registry.above_sensitivity'],
    ] as const
    for (const [input, status, code] of cases) {
      const answer = await world.call(registrar(), 'POST', '/api/persons', input)
      assert.deepEqual([answer.status, answer.body.code], [status, code])
    }
  })

  test('a list finds by name, pinyin and initials, page by page, and never by a whole number', async () => {
    const found = async (query: string) => {
      const { body } = await world.call<PersonPage>(registrar(), 'GET', `/api/persons?${query}`)
      return [body.rows.map(({ name }) => name), body.total]
    }
    for (const q of ['张', '张谷雨', 'zhang', 'Zhang Gu', 'zgy']) {
      assert.deepEqual(await found(`q=${encodeURIComponent(q)}`), [['张谷雨'], 1], q)
    }
    for (const q of ['谷', '%', '_', '990000199001010', '990000199001010017', '154-0000-0001']) {
      assert.deepEqual(await found(`q=${encodeURIComponent(q)}`), [[], 0], q)
    }
    assert.deepEqual(await found(''), [['张谷雨', '赵小满'], 2])
    assert.deepEqual(await found('size=1&page=2'), [['赵小满'], 2])
    assert.deepEqual(await found('division=211302009'), [['张谷雨', '赵小满'], 2])
    assert.deepEqual(await found('division=211303'), [[], 0])
  })

  test('who has a whole number is told by a request of its own, on record whether found or not', async () => {
    const looks = async () => {
      const { rows } = await sql<{ object_id: string | null; field: string }>`
        select object_id, field from unmasking order by at, id`.execute(world.handle.db)
      return rows.map((row) => `${row.field} ${row.object_id}`)
    }
    const ask = async (number: string, actor = registrar()) => {
      const { status, body } = await world.call<PersonPage>(actor, 'POST', '/api/persons/number', { number })
      return [status, body.rows?.map(({ name }) => name)]
    }
    const before = await looks()
    const { body } = await world.call<PersonPage>(registrar(), 'GET', `/api/persons?q=${zhang.idNumber}`)
    assert.deepEqual([body.rows, body.total, body.wholeNumber], [[], 0, true])
    assert.deepEqual(await looks(), before)
    assert.deepEqual(await ask('154-0000-0001'), [200, ['张谷雨']])
    assert.deepEqual(await ask('990000199001010017'), [200, ['张谷雨']])
    assert.deepEqual(await ask('154-0000-0009'), [200, []])
    assert.deepEqual(await ask('990000199001010017', registrar({ divisions: ['211303'] })), [200, []])
    assert.deepEqual((await ask('张谷雨'))[0], 400)
    const asked = [`idNumber ${person.id}`, 'idNumber null', `phone ${person.id}`, 'phone null']
    assert.deepEqual((await looks()).toSorted(), [...before, ...asked].toSorted())
  })

  test('a list that forgot its own condition would still show nothing beyond the wall', async () => {
    const names = async (reach: Reach) => {
      const read = (tx: Tx) => listRows(tx, 'person', [sql`true`], 'pinyin, id', { page: 1, size: 50 })
      const { rows, total } = await behindWall(world.handle.db, reach, read)
      assert.equal(total, rows.length)
      return rows.map(({ name }) => name)
    }
    const all = await names({ roots: ['211302', '211303'], class: 3 })
    assert.ok(all.length > 2)
    assert.deepEqual(await names({ roots: ['211302'], class: 1 }), ['张谷雨', '赵小满'])
    assert.deepEqual(await names({ roots: ['211302'], class: 0 }), [])
    assert.deepEqual(await names({ roots: [], class: 3 }), [])
  })

  test('an update is made from a version, keeps what is left out and goes on record', async () => {
    const update = { expectedVersion: 1, phone: '15400000002', address: '5-2-301' }
    const changed = await world.call<Person>(registrar(), 'PUT', `/api/persons/${person.id}`, update)
    assert.equal(changed.status, 200)
    assert.equal(changed.body.version, 2)
    assert.equal(changed.body.phone, '154****0002')
    assert.equal(changed.body.idNumber, person.idNumber)
    const stale = await world.call(registrar(), 'PUT', `/api/persons/${person.id}`, update)
    assert.deepEqual(
      [stale.status, stale.body.code, stale.body.params],
      [409, 'registry.version_changed', { version: 2 }],
    )
    const { rows } = await sql<{ changes: Record<string, unknown> }>`
      select changes from registry_change where object_id = ${person.id} and version = 2`.execute(
      world.handle.db,
    )
    assert.deepEqual(Object.keys(rows[0]?.changes ?? {}).sort(), ['address', 'phone'])
    assert.deepEqual(rows[0]?.changes['address'], ['', '5-2-301'])
    const same = await world.call<Person>(registrar(), 'PUT', `/api/persons/${person.id}`, {
      expectedVersion: 2,
      phone: '15400000002',
    })
    assert.equal(same.body.version, 2)
  })

  test('a person is not moved out of the registrar’s divisions', async () => {
    const update = { expectedVersion: 2, divisionCode: '211303001' }
    const { status, body } = await world.call(registrar(), 'PUT', `/api/persons/${person.id}`, update)
    assert.deepEqual([status, body.code], [404, 'registry.outside_scope'])
  })

  test('unmasking needs the right and a purpose, and is on record before it answers', async () => {
    const url = `/api/persons/${person.id}/unmask`
    const reader = registrar({ rights: ['registry.read'] })
    const request = { field: 'idNumber', purpose: '核对低保申请材料' }
    assert.equal((await world.call(reader, 'POST', url, request)).status, 403)
    assert.equal(
      (await world.call(registrar(), 'POST', url, { field: 'idNumber', purpose: ' ' })).status,
      400,
    )
    const before = await count('unmasking')
    const shown = await world.call<{ value: string }>(registrar(), 'POST', url, request)
    assert.deepEqual([shown.status, shown.body], [200, { value: '990000199001010017' }])
    const { rows } =
      await sql`select account_id, position_id, object_id, field, purpose, at from unmasking offset ${before}`.execute(
        world.handle.db,
      )
    assert.deepEqual(rows, [
      {
        account_id: 1,
        position_id: 1,
        object_id: person.id,
        field: 'idNumber',
        purpose: '核对低保申请材料',
        at: world.deps.now(),
      },
    ])
  })

  test('the logs can only be appended to', async () => {
    const before = await count('unmasking')
    for (const table of ['unmasking', 'registry_change']) {
      const name = sql.table(table)
      await assert.rejects(sql`update ${name} set account_id = 9`.execute(world.handle.db), /appended only/)
      await assert.rejects(sql`delete from ${name}`.execute(world.handle.db), /appended only/)
      await assert.rejects(sql`truncate ${name}`.execute(world.handle.db), /appended only/)
    }
    assert.equal(await count('unmasking'), before)
  })
})
