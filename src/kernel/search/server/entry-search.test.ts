import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { readAllRight } from '#kernel/ledgers/server'
import { nameKeys } from '#kernel/registry/server'
import { openToy, type Toy } from '../../../../test/toy/toy-engine.ts'
import { planNames } from '../model/query-plan.ts'
import type { EntryRequest } from './entry-conditions-store.ts'
import { searchEntries } from './entry-search-store.ts'
import { newestThatFit } from './newest-entries-store.ts'

const [district, township, village] = ['211302', '211302001', '211302001001']
const neighbour = '211302003'

describe('the search for entries', () => {
  let toy: Toy
  let pattern: string
  before(async () => {
    toy = await openToy()
    const { results } = await toy.engine.perform(
      toy.actors.steward,
      [
        {
          ledger: 'toy',
          action: 'register',
          divisionCode: village,
          input: { subject: 'x', category: 'water' },
        },
      ],
      newId(),
    )
    pattern = results[0]?.entryId ?? ''
  })
  after(() => toy.close())

  /** Entries with these titles and their names in the search, the first of them the oldest. */
  async function plant(
    titles: readonly string[],
    divisionCode = village,
    sensitivity = 0,
  ): Promise<string[]> {
    const rows = titles.map((title) => {
      const id = newId()
      return { id, no: id, title, division_code: divisionCode, sensitivity, ...nameKeys(title) }
    })
    const { db } = toy.engine.handle
    const planted = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, no text, title text, pinyin text,
      initials text, division_code text, sensitivity int)`
    const { rows: columns } = await sql<{ name: string }>`
      select attname as name from pg_attribute where attrelid = 'entry'::regclass and attnum > 0 and not attisdropped
        and attgenerated = ''`.execute(db)
    const own = new Set(['id', 'no', 'title', 'division_code', 'sensitivity'])
    const list = columns.map(({ name }) => sql.ref(name))
    const values = columns.map(({ name }) => sql.ref(`${own.has(name) ? 'r' : 'e'}.${name}`))
    await sql`insert into entry (${sql.join(list)}) select ${sql.join(values)} from entry e, ${planted} where e.id = ${pattern}`.execute(
      db,
    )
    await sql`insert into search_entry (id, ledger_id, name, pinyin, initials, division_code)
      select r.id, e.ledger_id, lower(r.title collate "C"), r.pinyin, r.initials, r.division_code
      from entry e, ${planted} where e.id = ${pattern}`.execute(db)
    return rows.map(({ id }) => id)
  }
  const some = (count: number, title: string) => Array.from({ length: count }, (_, no) => `${title} ${no}`)

  const actorAt = (...divisions: string[]): Actor => ({ ...toy.actors.steward, divisions, sensitivity: 1 })
  const requestOf = (q: string, actor: Actor, division?: string): EntryRequest => ({
    actor,
    plan: planNames(q),
    numbers: [],
    ledgerIds: toy.engine.book.all().map(({ id }) => id),
    division,
    countMax: 501,
    codes: toy.engine.codes,
  })
  async function found(q: string, actor: Actor, division?: string): Promise<string[]> {
    const rows = await searchEntries(toy.engine.handle.db, requestOf(q, actor, division))
    const ids = rows.map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length, 'nothing is found twice')
    return ids
  }

  test('titles that fit by name, by pinyin and by initials are counted once each', async () => {
    await plant(some(300, 'baogao'))
    await plant(some(300, '报告'))
    // What is newest has no such word, so that the keys are asked.
    await plant(some(450, 'else'))
    for (const place of [district, township, village])
      assert.equal((await found('baogao', actorAt(place))).length, 501, place)
    assert.equal((await found('报告', actorAt(district))).length, 300)
    assert.equal((await found('bg', actorAt(district))).length, 300)
  })

  test('who finds a number is offered nothing like it', async () => {
    const [sought, ...others] = await plant(['龘第7351号', '麤第7351号', '龘第7351弄'])
    assert.deepEqual(await found('龘第7351号', actorAt(district)), [sought])
    const offered = await found('齉第7351号', actorAt(district))
    assert.deepEqual(new Set(offered), new Set([sought, others[0]]))
  })

  test('of a word that nearly all have, the newest are found, within scope, class and what is asked for', async () => {
    const old = await plant(some(200, '井盖'), village)
    await plant(some(100, '井盖'), neighbour)
    const secret = await plant(some(50, '井盖'), village, 3)
    const fresh = await plant(some(600, '井盖'), village)
    const newest = new Set(fresh.toSorted().slice(-501))
    await plant(some(50, '井盖'), village, 2)
    for (const actor of [
      actorAt(district),
      actorAt(township),
      actorAt(village),
      actorAt(township, neighbour),
    ]) {
      for (const q of ['井盖', 'jinggai', 'jg']) {
        const ids = await found(q, actor)
        assert.equal(ids.length, 501)
        assert.ok(
          ids.every((id) => newest.has(id)),
          `${q} ${actor.divisions.join()}`,
        )
      }
    }
    const all = { ...actorAt(), rights: [readAllRight] as Actor['rights'], sensitivity: 3 }
    assert.equal((await found('井盖', all)).length, 501)
    assert.equal((await found('井盖', actorAt(district), neighbour)).length, 100)
    assert.equal((await found('井盖', actorAt(neighbour))).length, 100)
    const [part = ''] = fresh
    await sql`insert into participation (organisation_id, entry_id, account_id, ledger_id, division_code)
      select 7003, id, 0, ledger_id, division_code from entry where id = ${part}`.execute(
      toy.engine.handle.db,
    )
    const partaker = { ...actorAt(neighbour), organisationId: 7003 }
    assert.ok((await found('井盖', partaker)).includes(part))
    assert.deepEqual(await found('井盖', actorAt('211303')), [])
    assert.deepEqual(await found('井盖', { ...actorAt(district), ledgers: ['other'] }), [])
    // With one error in typing, too, wherever it is.
    for (const q of ['xinggai', 'jigngai', 'jinggao']) {
      const { db } = toy.engine.handle
      const near = await newestThatFit(db, requestOf(q, actorAt(district)), 'near', sql`3`)
      assert.equal(near.length, 501, q)
      assert.ok(
        near.every(({ id }) => newest.has(id)),
        q,
      )
    }
    assert.equal((await found('jinggao', actorAt(district))).length, 501)
    // A number is what it is, of however many others it differs in one digit.
    assert.deepEqual(await found('井盖1x', actorAt(district)), [])
    // The oldest and the secret ones are there for who looks for them.
    const ids = new Set(await found('井盖 1', { ...actorAt(village), sensitivity: 3 }))
    assert.ok(ids.has(old[1] ?? '') && ids.has(secret[1] ?? ''))
  })

  test('who takes part elsewhere finds it there, whether that is in few entries or in thousands', async () => {
    const { db } = toy.engine.handle
    const [there = '', above = ''] = [
      ...(await plant(['龘靐事项'], neighbour)),
      ...(await plant(['龘靐事项'], district)),
    ]
    const [hidden = ''] = await plant(['龘靐事项'], neighbour, 3)
    const [mine = ''] = await plant(['龘靐事项'], village)
    const actor = { ...actorAt(township), organisationId: 7001, accountId: 71 }
    const takePart = (ids: readonly string[], accountId = 0) =>
      sql`insert into participation (organisation_id, entry_id, account_id, ledger_id, division_code)
        select 7001, id, ${accountId}, ledger_id, division_code from entry where id = any(${ids}::uuid[])`.execute(
        db,
      )
    assert.deepEqual(await found('龘靐', actor), [mine])
    await takePart([there, above, hidden, mine])
    await takePart([there], 71)
    const seen = [there, above, mine].sort()
    assert.deepEqual((await found('龘靐', actor)).sort(), seen)
    assert.deepEqual((await found('龘靐项事', actor)).sort(), seen)
    assert.deepEqual(await found('龘靐', actor, neighbour), [there])
    await takePart(await plant(some(2100, '别的'), neighbour))
    assert.deepEqual((await found('龘靐', actor)).sort(), seen)
    assert.deepEqual(await found('龘靐', actor, neighbour), [there])
    // Somebody else's part in the same organisation isn't one's own.
    const [theirs = ''] = await plant(['龘靐事项'], neighbour)
    await takePart([theirs], 72)
    assert.ok(!(await found('龘靐', actor)).includes(theirs))
  })

  test('an actor of some ledgers finds of the others only what it takes part in', async () => {
    const { db } = toy.engine.handle
    const [one = '', two = ''] = await plant(['麤麤 one', '麤麤 two'], village)
    const actor = { ...actorAt(township), organisationId: 7002, ledgers: ['other'] }
    assert.deepEqual(await found('麤麤', actor), [])
    await sql`insert into participation (organisation_id, entry_id, account_id, ledger_id, division_code)
      select 7002, id, 0, ledger_id, division_code from entry where id = ${two}`.execute(db)
    assert.deepEqual(await found('麤麤', actor), [two])
    assert.deepEqual((await found('麤麤', { ...actor, ledgers: 'all' })).sort(), [one, two].sort())
  })
})
