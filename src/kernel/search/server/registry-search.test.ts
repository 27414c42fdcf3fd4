import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { newId } from '#kernel/db/server'
import { type ObjectKind, objectKinds } from '#kernel/registry/model'
import {
  behindWall,
  insertEnterprises,
  insertHouseholds,
  insertPersons,
  insertPlaces,
  nameKeys,
  type Reach,
} from '#kernel/registry/server'
import { openRegistryWorld, type RegistryWorld } from '../../../../test/world/registry.ts'
import { normaliseSearch, planNames, planPersons } from '../model/query-plan.ts'
import { searchRegistry } from './registry-search-store.ts'

type Planted = {
  kind: ObjectKind
  id: string
  name: string
  division: string
  sensitivity: number
  head?: Planted | undefined
}

const districts = ['211302', '211303']
const divisions = [
  ...districts,
  '211302009',
  '211302010',
  '211303004',
  '211302009001',
  '211302009004',
  '211302010001',
  '211303004001',
]
const surnames = ['王', '张', '李', '欧阳']
const given = ['伟', '秀英', '秀鹰', '小明', '晓明', '明', '']

/** The rule of scope in words of its own: a root of 6, 9 or 12 digits covers what begins with it. */
const covers = (roots: readonly string[], code: string) =>
  roots.some((root) => [6, 9, 12].includes(root.length) && /^\d+$/.test(root) && code.startsWith(root))
const maySee = (one: Planted, reach: Reach): boolean =>
  covers(reach.roots, one.division) &&
  one.sensitivity <= reach.class &&
  (!one.head || maySee(one.head, reach))

/** One insertion, deletion, substitution or swap of neighbours at most. */
function isNear(a: string, b: string): boolean {
  const [one, other] = [Array.from(a), Array.from(b)]
  const [long, short] = one.length >= other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && long[at] === short[at]) at += 1
  const rest = (text: readonly string[], from: number) => text.slice(from).join('')
  if (long.length > short.length) return rest(long, at + 1) === rest(short, at)
  return (
    rest(long, at + 1) === rest(short, at + 1) ||
    (long[at] === short[at + 1] && long[at + 1] === short[at] && rest(long, at + 2) === rest(short, at + 2))
  )
}

const letters = /^[a-z0-9]+$/

function isExact(one: Planted, q: string): boolean {
  const name = (one.head ?? one).name.toLowerCase()
  if (name.includes(q)) return true
  if (!letters.test(q)) return false
  const { pinyin, initials } = nameKeys((one.head ?? one).name)
  const person = one.kind === 'person' || one.kind === 'household'
  const byPinyin = person || q.length < 3 ? pinyin.startsWith(q) : pinyin.includes(q)
  return byPinyin || (q.length > 1 && initials.includes(q))
}

describe('the one function that searches the register', () => {
  let world: RegistryWorld
  let db: Database
  const all: Planted[] = []
  before(async () => {
    world = await openRegistryWorld()
    db = world.handle.db
    await plant()
  })
  after(() => world.close())

  async function plant(): Promise<void> {
    const { keys } = world.deps
    const now = new Date('2026-03-02T00:00:00Z')
    const common = { address: '', source: 'planted', asOf: null }
    let turn = 0
    for (const divisionCode of divisions)
      for (const surname of surnames)
        for (const name of given.map((part) => `${surname}${part}`).filter((item) => item.length > 1)) {
          const sensitivity = turn++ % 4
          const one = { name, division: divisionCode, sensitivity }
          const person: Planted = { ...one, kind: 'person', id: newId(now) }
          const household: Planted = {
            ...one,
            kind: 'household',
            id: newId(now),
            sensitivity: turn % 3,
            head: person,
          }
          const enterprise: Planted = {
            ...one,
            kind: 'enterprise',
            id: newId(now),
            name: `双塔区${name}超市`,
          }
          const place: Planted = { ...one, kind: 'place', id: newId(now), name: `${name}大院` }
          const rest = { ...common, divisionCode, sensitivity }
          await insertPersons(db, keys, [{ id: person.id, name, ...rest }], now)
          const members = [{ personId: person.id, relation: 'head' as const }]
          await insertHouseholds(
            db,
            [
              {
                ...rest,
                id: household.id,
                number: null,
                from: '2026-01-01',
                members,
                sensitivity: household.sensitivity,
              },
            ],
            now,
          )
          const firm = { ...rest, industry: '', products: '', note: '', contactName: '' }
          await insertEnterprises(db, keys, [{ id: enterprise.id, name: enterprise.name, ...firm }], now)
          await insertPlaces(db, [{ id: place.id, name: place.name, kind: 'area', note: '', ...rest }], now)
          all.push(person, household, enterprise, place)
        }
  }

  const ask = (kinds: readonly ObjectKind[], q: string, reach: Reach, countMax = 10_000) => {
    const persons = planPersons(q, (name) => nameKeys(name).pinyin)
    const asked = { kinds, persons, names: planNames(q) }
    return behindWall(db, reach, (tx) => searchRegistry(tx, asked, reach, countMax))
  }
  const find = async (kind: ObjectKind, q: string, reach: Reach, countMax?: number) =>
    (await ask([kind], q, reach, countMax)).get(kind) ?? []
  const kinds = fc.constantFrom(...objectKinds)
  const codes = fc.constantFrom(...divisions, '2113', '21130200', '211302009004001', '999999', '%')
  const reaches = fc.record({
    roots: fc.uniqueArray(codes, { maxLength: 4 }),
    class: fc.integer({ min: -1, max: 3 }),
  })
  const queries = fc.constantFrom(
    '王',
    '明',
    '秀',
    '王伟',
    '秀英',
    '王秀英',
    '欧阳',
    '欧阳小明',
    '阳小',
    '龙',
    '超市',
    '大院',
    '区王',
    '双塔区王伟超市',
    'w',
    'wang',
    'wangxiuying',
    'wxy',
    'xy',
    'oyxm',
    'zhangwei',
    'chaoshi',
    'dayuan',
    'zzz',
    'stq',
    '%',
    '_',
  )

  test('it answers what the rule of scope allows and the text asks for: nothing more, nothing less', async () => {
    let found = 0
    await fc.assert(
      fc.asyncProperty(kinds, queries, reaches, async (kind, text, reach) => {
        const answered = await find(kind, text, reach)
        const q = normaliseSearch(text)
        const right = all.filter((one) => one.kind === kind && maySee(one, reach) && isExact(one, q))
        const exact = answered.filter(({ rank }) => rank < 3).map(({ id }) => id)
        assert.deepEqual(exact.toSorted(), right.map(({ id }) => id).toSorted())
        for (const { id } of answered) {
          const one = all.find((item) => item.id === id)
          assert.ok(
            one && one.kind === kind && maySee(one, reach),
            `${text} finds what ${JSON.stringify(reach)} hides`,
          )
        }
        found += answered.length
      }),
      { numRuns: 400 },
    )
    assert.ok(found > 1000, `only ${found} were found in all`)
  })

  test('asked for together, each kind answers what it answers by itself, in the same order', async () => {
    const some = fc.uniqueArray(kinds, { minLength: 2 })
    const asksAll = fc.asyncProperty(some, queries, reaches, async (together, text, reach) => {
      const found = await ask(together, text, reach, 20)
      for (const kind of objectKinds) {
        const alone = together.includes(kind) ? await find(kind, text, reach, 20) : []
        assert.deepEqual(found.get(kind) ?? [], alone, kind)
      }
    })
    await fc.assert(asksAll, { numRuns: 100 })
  })

  test('a name with one typing error is found wherever it may be seen, and nothing further off', async () => {
    const names = [...new Set(all.filter(({ kind }) => kind === 'person').map(({ name }) => name))]
    const typed = fc.constantFrom(
      '王秀鸥',
      '秀王英',
      '王秀',
      '王秀秀英',
      '欧阳小名',
      '欧阳晓',
      '明小王',
      '小明',
      '明张',
    )
    const latin = fc.constantFrom(
      'wangxiuyin',
      'wnagxiuying',
      'wangxuying',
      'zhangwie',
      'ouyangxiomaing',
      'lixiaomin',
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(typed, latin), reaches, async (q, reach) => {
        const answered = await find('person', q, reach)
        const exact = answered.filter(({ rank }) => rank < 3).length
        const visible = all.filter((one) => one.kind === 'person' && maySee(one, reach))
        const nearTo = (name: string) => {
          const { pinyin } = nameKeys(name)
          if (letters.test(q)) return isNear(pinyin, q)
          const substituted = name.length === 2 && q.length === 2
          return substituted ? Array.from(name).toReversed().join('') === q : isNear(name, q)
        }
        for (const { id, rank } of answered.filter(({ rank }) => rank === 3)) {
          const { name } = visible.find((one) => one.id === id) as Planted
          const alike = nameKeys(name).pinyin === nameKeys(q).pinyin
          assert.ok(alike || nearTo(name), `${q} finds ${name}, rank ${rank}`)
        }
        if (exact > 0) return
        const right = names.filter(nearTo).flatMap((name) => visible.filter((one) => one.name === name))
        const ids = new Set(answered.map(({ id }) => id))
        const missing = right.filter(({ id }) => !ids.has(id))
        assert.deepEqual(missing.map(({ name }) => name).slice(0, 3), [], `for ${q}, of ${right.length}`)
      }),
      { numRuns: 200 },
    )
  })

  test('behind the wall a statement that asks for everything gets what is within scope, and nothing unasked', async () => {
    await fc.assert(
      fc.asyncProperty(kinds, reaches, async (kind, reach) => {
        const rows = await behindWall(db, reach, async (tx) => {
          const answer = await sql<{ id: string }>`select id from ${sql.table(kind)}`.execute(tx)
          return answer.rows
        })
        const right = all.filter((one) => one.kind === kind && maySee({ ...one, head: undefined }, reach))
        assert.deepEqual(rows.map(({ id }) => id).toSorted(), right.map(({ id }) => id).toSorted())
      }),
      { numRuns: 60 },
    )
    const unsaid = await db.transaction().execute(async (tx) => {
      await sql`set local role yiwang_reader`.execute(tx)
      const answer = await sql<{ n: number }>`
        select (select count(*) from person) + (select count(*) from household_member) as n`.execute(tx)
      return answer.rows[0]?.n
    })
    assert.equal(unsaid, 0)
    const writes = db.transaction().execute(async (tx) => {
      await sql`set local role yiwang_reader`.execute(tx)
      await sql`update person set name = 'x'`.execute(tx)
    })
    await assert.rejects(writes, /permission denied/)
  })

  test('members are seen with their household only', async () => {
    const reach = { roots: ['211302009'], class: 1 }
    const rows = await behindWall(db, reach, async (tx) => {
      const answer = await sql<{ id: string }>`select household_id as id from household_member`.execute(tx)
      return answer.rows
    })
    const right = all.filter((one) => one.kind === 'household' && maySee({ ...one, head: undefined }, reach))
    assert.deepEqual(rows.map(({ id }) => id).toSorted(), right.map(({ id }) => id).toSorted())
  })
})
