import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { write } from 'hucre'
import { sql } from 'kysely'
import type { Import } from '#kernel/registry/model'
import { type Cells, headings, here, home, idOf, options } from '../../../../../test/world/household-list.ts'
import { openRegistryWorld, registrar, type RegistryWorld } from '../../../../../test/world/registry.ts'
import { insertPersons } from '../persons.ts'
import { CheckedList } from './checked-list.ts'
import { checkList, runList, uploadList } from './imports.ts'
import { workImports } from './work.ts'

const importer = registrar({ rights: ['registry.read', 'registry.write', 'registry.import'] })

describe('a list between its check and its run', () => {
  let world: RegistryWorld
  const deps = () => ({ ...world.deps, handle: world.handle })
  before(async () => {
    world = await openRegistryWorld()
  })
  after(() => world.close())

  const upload = async (rows: Cells[]) => {
    const content = Buffer.from(await write({ sheets: [{ name: 'a', rows: [headings, ...rows] }] }))
    return uploadList(deps(), importer, 'list.xlsx', content)
  }

  test('a list that was just checked is not read again, but judged again by what is registered now', async () => {
    const holder = new CheckedList()
    const held = { ...deps(), checked: holder }
    const checkHeld = async ({ id, proposed }: Import) => {
      await checkList(held, importer, id, { mapping: proposed, options })
      await workImports(held)
      await sql`update registry_import set content = null where id = ${id}`.execute(world.deps.db)
      await runList(held, importer, id, randomUUID())
    }
    const stateOf = async ({ id }: Import) =>
      (await world.call<Import>(importer, 'GET', `/api/imports/${id}`)).body
    try {
      const list = await upload([...home(60), ...home(61)])
      await checkHeld(list)
      const { db, keys, now } = world.deps
      const known = { name: '示例·后来', idNumber: idOf(121), sex: null, birthDate: null, phone: null }
      const place = { divisionCode: here, address: '', sensitivity: 1, source: '示例', asOf: null } as const
      await insertPersons(db, keys, [{ ...known, ...place }], now())
      await workImports(held)
      const done = await stateOf(list)
      assert.deepEqual(
        [done.state, done.report?.persons, done.report?.reasons.map(({ code }) => code).sort()],
        ['done', 2, ['registry.import.id_number_held', 'registry.import.other_row']],
      )
      const late = await upload([...home(62)])
      await checkHeld(late)
      await holder.release()
      await workImports(held)
      assert.equal((await stateOf(late)).state, 'cancelled')
    } finally {
      await holder.release()
    }
  })

  test('nobody is a member who is not registered, and nobody goes who is still a member', async () => {
    const { db } = world.deps
    const stray = sql`insert into household_member (household_id, person_id, relation, from_date)
      select id, ${randomUUID()}::uuid, 'child', '2020-01-01' from household limit 1`
    await assert.rejects(stray.execute(db), /not registered/)
    const one = sql`(select person_id from household_member limit 1)`
    const home = sql`(select household_id from household_member limit 1)`
    await assert.rejects(sql`delete from person where id = ${one}`.execute(db), /named by/)
    await assert.rejects(sql`delete from household where id = ${home}`.execute(db), /named by/)
    await assert.rejects(
      sql`update person set id = ${randomUUID()}::uuid where id = ${one}`.execute(db),
      /named by/,
    )
  })

  test('nobody is registered where no division is, and no division goes where somebody is', async () => {
    const { db } = world.deps
    const moved = sql`update person set division_code = '990000000001' where id = (select min(id::text)::uuid from person)`
    await assert.rejects(moved.execute(db), /not registered/)
    const copied = sql`insert into household (id, division_code, address, sensitivity, source, version, created_at, updated_at)
      select gen_random_uuid(), code, '', 1, 'test', 1, now(), now()
      from (values (${here}), ('990000000001')) as given (code)`
    await assert.rejects(copied.execute(db), {
      constraint: 'household_division_code_fkey',
      detail: /\(990000000001\)/,
    })
    const gone = sql`delete from division where code = (select division_code from person limit 1)`
    await assert.rejects(gone.execute(db), /is named by the register/)
  })
})
