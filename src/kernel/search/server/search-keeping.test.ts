import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { behindWall, insertPersons, nameKeys, type Reach } from '#kernel/registry/server'
import { openRegistryWorld, type RegistryWorld } from '../../../../test/world/registry.ts'
import { planNames, planPersons } from '../model/query-plan.ts'
import { catchUpPersons, searchRegistry } from './registry-search-store.ts'

describe('what the search knows of persons', () => {
  let world: RegistryWorld
  let db: Database
  before(async () => {
    world = await openRegistryWorld()
    db = world.handle.db
  })
  after(() => world.close())

  const find = (q: string, reach: Reach, countMax = 1000) => {
    const persons = planPersons(q, (name) => nameKeys(name).pinyin)
    const asked = { kinds: ['person'] as const, persons, names: planNames(q) }
    return behindWall(db, reach, async (tx) => {
      const found = await searchRegistry(tx, asked, reach, countMax)
      return found.get('person') ?? []
    })
  }

  test('who moves, changes the name or is erased is found anew or not at all, in the same moment', async () => {
    const district = { roots: ['211302'], class: 3 }
    const village = { roots: ['211302009004'], class: 3 }
    const now = new Date('2026-03-03T00:00:00Z')
    const rest = { divisionCode: '211302010001', address: '', sensitivity: 1, source: 'planted', asOf: null }
    const [id = ''] = await insertPersons(db, world.deps.keys, [{ name: '诸葛亮', ...rest }], now)
    const ids = async (q: string, reach: Reach) => (await find(q, reach)).map((row) => row.id)
    assert.deepEqual([await ids('诸葛亮', district), await ids('诸葛亮', village)], [[id], []])
    await sql`update person set division_code = '211302009004' where id = ${id}`.execute(db)
    assert.deepEqual([await ids('诸葛亮', district), await ids('诸葛亮', village)], [[id], [id]])
    await sql`update person set name = '司马懿', pinyin = 'simayi', initials = 'smy' where id = ${id}`.execute(
      db,
    )
    assert.deepEqual([await ids('诸葛亮', district), await ids('司马懿', district)], [[], [id]])
    await sql`update person set name = '', pinyin = '', initials = '', sex = null, birth_date = null, address = '',
      source = '', erased_at = now(), certificate = 'QC1' where id = ${id}`.execute(db)
    const left = await sql<{ n: number }>`select count(*) as n from search_person where id = ${id}`.execute(
      db,
    )
    assert.deepEqual([await ids('司马懿', district), left.rows[0]?.n], [[], 0])
  })

  test('its indexes can be built anew over what is there, as they are where an older installation is brought up', async () => {
    const rest = { divisionCode: '211302010001', address: '', sensitivity: 1, source: 'planted', asOf: null }
    await insertPersons(db, world.deps.keys, [{ name: '太史慈', ...rest }], new Date('2026-03-03T00:00:00Z'))
    await sql`insert into search_entry (id, ledger_id, name, pinyin, initials, division_code)
      values (gen_random_uuid(), 1, '井盖', 'jinggai', 'jg', '211302010001')`.execute(db)
    for (const index of ['search_person_keys', 'enterprise_search', 'place_search', 'search_entry_keys'])
      await sql`reindex index ${sql.raw(index)}`.execute(db)
    assert.equal((await find('太史慈', { roots: ['211302'], class: 3 })).length, 1)
  })

  test('an import of many waits for its turn, and each of them is found after it', async () => {
    const now = new Date('2026-03-03T00:00:00Z')
    const rest = { divisionCode: '211303004001', address: '', sensitivity: 1, source: 'planted', asOf: null }
    const many = Array.from({ length: 150 }, () => ({ name: '公孙胜', ...rest }))
    await insertPersons(db, world.deps.keys, many, now)
    const reach = { roots: ['211303'], class: 3 }
    const byKeys = async () => (await find('公孙胜', reach)).filter(({ rank }) => rank < 3).length
    assert.equal(await byKeys(), 0)
    const taken: number[] = []
    for (let more = 1; more > 0; taken.push(more))
      more = await db.transaction().execute((tx) => catchUpPersons(tx, 100))
    // Whoever was registered in the same moment is copied once more with them.
    assert.deepEqual([taken[0], taken.at(-1), taken.length], [100, 0, 3])
    assert.equal(await byKeys(), 150)
    assert.equal((await find('公孙胜', reach, 20)).length, 20)
  })
})
