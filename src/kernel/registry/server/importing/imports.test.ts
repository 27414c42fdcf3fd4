import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { read, write } from 'hucre'
import { sql } from 'kysely'
import { type HouseholdPage, type Import, type Person } from '#kernel/registry/model'
import { openRegistryWorld, registrar, type RegistryWorld } from '../../../../../test/world/registry.ts'
import {
  type Cells,
  checked,
  headings,
  here,
  home,
  idOf,
  options,
} from '../../../../../test/world/household-list.ts'
import { cancelList, checkList, refusedList, runList, uploadList } from './imports.ts'
import { workImports } from './work.ts'

const importer = registrar({
  rights: ['registry.read', 'registry.write', 'registry.import', 'registry.unmask'],
})
describe('importing lists of households', () => {
  let world: RegistryWorld
  const deps = () => ({ ...world.deps, handle: world.handle })
  before(async () => {
    world = await openRegistryWorld()
  })
  after(() => world.close())

  const upload = async (rows: Cells[], name = 'list.xlsx', actor = importer) => {
    const content = Buffer.from(await write({ sheets: [{ name: 'a', rows: [headings, ...rows] }] }))
    return uploadList(deps(), actor, name, content)
  }
  const check = async ({ id, proposed }: Import, actor = importer) => {
    await checkList(deps(), actor, id, { mapping: proposed, options })
    await workImports(deps())
    return (await world.call<Import>(actor, 'GET', `/api/imports/${id}`)).body
  }
  const run = async ({ id }: Import, key: string = randomUUID()) => {
    await runList(deps(), importer, id, key)
    await workImports(deps())
    return (await world.call<Import>(importer, 'GET', `/api/imports/${id}`)).body
  }
  const count = async () =>
    (
      await sql<{
        n: number
      }>`select (select count(*) from person) + (select count(*) from household) as n`.execute(world.deps.db)
    ).rows[0]?.n ?? 0

  test('a list is checked without a trace, taken over whole, and found again with its numbers', async () => {
    const list = await upload([...home(1), ...home(2)])
    assert.deepEqual(list.proposed.number, 1)
    const before = await count()
    const seen = await check(list)
    assert.equal(seen.state, 'checked')
    assert.deepEqual(seen.report, {
      rows: 4,
      households: 2,
      persons: 4,
      refusedRows: 0,
      refusedHouseholds: 0,
      alike: 0,
      reasons: [],
    })
    assert.equal(await count(), before)
    const done = await run(list)
    assert.deepEqual([done.state, done.report?.persons, done.hasContent], ['done', 4, false])
    assert.equal(await count(), before + 6)
    const homes = await world.call<HouseholdPage>(
      importer,
      'GET',
      `/api/households?q=${encodeURIComponent('赵立春1')}`,
    )
    assert.deepEqual(
      [homes.body.rows[0]?.size, homes.body.rows[0]?.number, homes.body.rows[0]?.source],
      [2, '1', '示例名册'],
    )
    const number = { number: idOf(3) }
    const found = await world.call<{ rows: Person[] }>(importer, 'POST', '/api/persons/number', number)
    const [person] = found.body.rows
    assert.equal(person?.birthDate, '1980-01-01')
    const shown = await world.call<{ value: string }>(importer, 'POST', `/api/persons/${person?.id}/unmask`, {
      field: 'idNumber',
      purpose: 'trial of import',
    })
    assert.equal(shown.body.value, idOf(3))
  })

  test('what speaks against a household refuses all of it and nothing else, with the reason of each row', async () => {
    const rows = [
      ...home(10),
      ...home(11, { id: '123' }),
      ...home(12, { relation: '配偶' }),
      ...home(13, { division: '990000000001' }),
      ...home(14, { division: '211302101200' }),
      ...home(15, { id: idOf(31) }),
      ...home(16, { id: idOf(31) }),
      ...home(1),
    ]
    const { report, ...seen } = await check(await upload(rows))
    assert.deepEqual(
      [report?.households, report?.persons, report?.refusedHouseholds, report?.refusedRows],
      [1, 2, 7, 14],
    )
    const reasons = Object.fromEntries(
      (report?.reasons ?? []).map(({ code, rows: n }) => [code.replace(/^.*\./, ''), n]),
    )
    assert.deepEqual(reasons, {
      other_row: 6,
      id_number_twice: 2,
      id_number_form: 1,
      no_head: 1,
      unknown_division: 1,
      outside_scope: 1,
      household_number_held: 1,
      id_number_held: 2,
    })
    const book = await read(await refusedList(deps(), { ...importer, locale: 'zh-CN' }, seen.id))
    const text = JSON.stringify(book.sheets)
    assert.match(text, /村代码: 区划不在您的管辖范围内/)
    assert.match(text, /同一户的另一行未通过/)
    for (const whole of [idOf(31), idOf(22), '15400000010']) assert.equal(text.includes(whole), false)
    assert.match(
      JSON.stringify((await read(await refusedList(deps(), importer, seen.id))).sheets),
      /the household has no head/,
    )
    const done = await run(seen as Import)
    assert.deepEqual([done.state, done.report?.households], ['done', 1])
  })

  test('the same key again is the same run, and another key is refused', async () => {
    const list = await check(await upload([...home(20)]))
    const key = randomUUID()
    const before = await count()
    const first = await world.call<Import>(importer, 'POST', `/api/imports/${list.id}/run`, undefined, key)
    const again = await world.call<Import>(importer, 'POST', `/api/imports/${list.id}/run`, undefined, key)
    assert.deepEqual([first.status, again.status, again.body.state], [200, 200, 'to_run'])
    await Promise.all([workImports(deps()), workImports(deps())])
    assert.equal(await count(), before + 3)
    assert.equal(
      (await world.call<Import>(importer, 'POST', `/api/imports/${list.id}/run`, undefined, key)).body.state,
      'done',
    )
    assert.equal((await world.call(importer, 'POST', `/api/imports/${list.id}/run`)).status, 409)
  })

  test('what was cancelled leaves nothing, whether it waits or is at work', async () => {
    const waiting = await check(await upload([...home(30)]))
    await runList(deps(), importer, waiting.id, randomUUID())
    assert.equal((await cancelList(deps(), importer, waiting.id)).state, 'cancelled')
    const before = await count()
    await workImports(deps())
    assert.equal(await count(), before)
    const working = await check(await upload(Array.from({ length: 40 }, (_, n) => home(100 + n)).flat()))
    await runList(deps(), importer, working.id, randomUUID())
    // It is under way: what was asked before its last look is heeded.
    await sql`update registry_import set state = 'running' where id = ${working.id}`.execute(world.deps.db)
    await cancelList(deps(), importer, working.id)
    await workImports(deps())
    const { body } = await world.call<Import>(importer, 'GET', `/api/imports/${working.id}`)
    assert.deepEqual([body.state, body.hasContent], ['cancelled', false])
    assert.equal(await count(), before)
  })

  test('a run that fails in the middle leaves nothing', async () => {
    const list = await check(await upload([...home(50), ...home(51)]))
    await runList(deps(), importer, list.id, randomUUID())
    await sql`create function fail_import() returns trigger language plpgsql as $$ begin raise exception 'lost'; end $$`.execute(
      world.deps.db,
    )
    await sql`create trigger fail_import before insert on household_member for each statement execute function fail_import()`.execute(
      world.deps.db,
    )
    const before = await count()
    await assert.rejects(workImports(deps()), /lost/)
    await sql`drop trigger fail_import on household_member`.execute(world.deps.db)
    await sql`drop function fail_import`.execute(world.deps.db)
    assert.equal(await count(), before)
    assert.equal((await world.call<Import>(importer, 'GET', `/api/imports/${list.id}`)).body.state, 'failed')
  })

  test('rows like somebody registered are counted and listed, not refused', async () => {
    const facts = { name: '孙惊蛰', birthDate: '1975-05-05', divisionCode: here, address: '示例路77号' }
    assert.equal((await world.call(importer, 'POST', '/api/persons', facts)).status, 201)
    const { report, id } = await check(
      await upload([[here, '60', '孙京蛰', '户主', null, '男', '1975年5月5日', null, '示例路77号']]),
    )
    assert.deepEqual([report?.alike, report?.refusedRows, report?.persons], [1, 0, 1])
    const [, alike] = (await read(await refusedList(deps(), importer, id))).sheets
    assert.deepEqual(alike?.rows[1]?.slice(0, 2), [2, '孙惊蛰'])
  })

  test('a .csv file of an older program is read too, and what can’t be read is refused in one sentence', async () => {
    const text = [headings, ...home(70)].map((row) => row.map((cell) => cell ?? '').join(',')).join('\r\n')
    assert.deepEqual((await uploadList(deps(), importer, '名册.csv', Buffer.from(`\uFEFF${text}`))).rows, 2)
    // GB 18030 of the two characters for name, and a row.
    const old = Buffer.concat([Buffer.from([0xd0, 0xd5, 0xc3, 0xfb]), Buffer.from('\r\nx\r\n')])
    assert.deepEqual((await uploadList(deps(), importer, 'old.csv', old)).proposed, { name: 0 })
    await assert.rejects(uploadList(deps(), importer, 'a.txt', Buffer.from('x')), {
      code: 'registry.import_kind',
    })
    await assert.rejects(uploadList(deps(), importer, 'a.xlsx', Buffer.from('x')), {
      code: 'registry.import_unreadable',
    })
    await assert.rejects(uploadList(deps(), importer, 'a.csv', Buffer.from('a,b\r\n')), {
      code: 'registry.import_empty',
    })
  })

  test('nobody else’s import is there, no number lies in clear, and the right is needed', async () => {
    const list = await check(await upload([...home(80)]))
    const other = registrar({ accountId: 2, rights: importer.rights })
    assert.equal((await world.call(other, 'GET', `/api/imports/${list.id}`)).status, 404)
    assert.equal((await world.call(other, 'PUT', `/api/imports/${list.id}/cancellation`)).status, 404)
    assert.equal((await world.call(registrar(), 'GET', '/api/imports')).status, 403)
    const { rows } = await sql<{
      row: string
    }>`select to_jsonb(i)::text as row from registry_import as i`.execute(world.deps.db)
    assert.ok(rows.length > 0)
    for (const { row } of rows) {
      assert.equal(row.includes(idOf(161)), false)
      assert.equal(row.includes(Buffer.from(idOf(161)).toString('hex')), false)
    }
    const { proposed } = list
    await assert.rejects(
      checkList(deps(), importer, list.id, { mapping: { ...proposed, name: undefined }, options }),
      { code: 'registry.import_lacks' },
    )
  })

  test('thousands go in on several threads as few do on one', async () => {
    const many = Array.from({ length: 5100 }, (_, n) => [
      [
        here,
        `m${n}`,
        `吴石斛${n}`,
        '户主',
        checked(`990000${1950 + (n % 50)}0202${String(Math.floor(n / 50) * 2 + 101)}`),
        null,
        null,
        null,
        null,
      ],
    ]).flat()
    const done = await run(await check(await upload(many)))
    assert.deepEqual([done.state, done.report?.persons, done.report?.refusedRows], ['done', 5100, 0])
    const { body } = await world.call<{ rows: Person[] }>(
      importer,
      'GET',
      `/api/persons?q=${encodeURIComponent('吴石斛5099')}`,
    )
    assert.equal(body.rows.length, 1)
  })
})
