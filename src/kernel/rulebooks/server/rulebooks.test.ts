import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { z } from 'zod'
import type { DatabaseHandle } from '#kernel/db/server'
import { settableClock } from '#kernel/time/model'
import { openTestDatabase } from '../../../../test/world/database.ts'
import { defineRulebook } from '../model/rulebook.ts'
import { publishAtOnce, publishDraft } from './publish.ts'
import { findDraft, saveDraft } from './rulebook-store.ts'
import { Rulebooks } from './rulebooks.ts'
import { alteredVersions } from './version-chain.ts'

const Body = z.strictObject({ days: z.int(), words: z.string(), items: z.array(z.string()) })
type Body = z.infer<typeof Body>
const first: Body = { days: 3, words: '', items: [] }
const declared = {
  ...defineRulebook<Body>({
    id: 'toy_rule',
    title: { 'zh-CN': '规则', en: 'Rule' },
    right: 'ledgers.import',
    per: 'district',
    body: Body,
    words: {},
  }),
  first,
}
const bodies: fc.Arbitrary<Body> = fc.record(
  {
    days: fc.integer({ min: 0, max: 999 }),
    // What jsonb can't hold, the server refuses before it comes here.
    words: fc
      .string({ unit: 'binary', maxLength: 20 })
      .filter((words) => !words.includes('\0') && words.isWellFormed()),
    items: fc.array(fc.constantFrom('a', 'b', 'c')),
  },
  { noNullPrototype: true },
)

describe('rules that are data', () => {
  let handle: DatabaseHandle
  let books: Rulebooks
  let others: Rulebooks
  const clock = settableClock(new Date('2026-03-02T01:00:00Z'))
  let book: ReturnType<typeof books.declare<Body>>
  let elsewhere: typeof book
  before(async () => {
    handle = await openTestDatabase()
    books = await Rulebooks.open(handle, clock)
    others = await Rulebooks.open(handle, clock)
    book = books.declare(declared)
    elsewhere = others.declare(declared)
  })
  after(async () => {
    await books.close()
    await others.close()
    await handle.close()
  })
  const draft = async (district: string, body: Body) => {
    const place = { book: declared.id, district }
    const expectedRevision = (await findDraft(handle.db, place))?.revision ?? 0
    assert.ok(await saveDraft(handle.db, { ...place, body, expectedRevision, accountId: 1, at: clock.now() }))
    return (await findDraft(handle.db, place))?.revision ?? 0
  }
  const publish = (district: string, expectedRevision: number, clientKey: string = randomUUID(), more = {}) =>
    publishDraft(books, book as never, {
      district,
      reason: 'as needed',
      accountId: 1,
      locale: 'en',
      clientKey,
      expectedVersion: book.now(district).version,
      expectedRevision,
      ...more,
    })

  test('what was drafted and published is read, earlier moments keep their version, and none ever changes', async () => {
    const districts = ['211302', '211303']
    const known: { district: string; at: Date; body: Body }[] = []
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...districts), bodies, async (district, body) => {
        clock.advance(60_000)
        const before = book.now(district)
        const revision = await draft(district, body)
        assert.deepEqual(book.now(district), before, 'a draft holds nowhere')
        const same = JSON.stringify(before.body) === JSON.stringify(body)
        if (same) {
          await assert.rejects(publish(district, revision), { code: 'rulebooks.same' })
          return
        }
        const published = await publish(district, revision)
        assert.deepEqual([published.version, published.body], [before.version + 1, body])
        known.push({ district, at: clock.now(), body })
        await others.reload()
        for (const one of [book, elsewhere]) {
          assert.deepEqual(one.now(district).body, body)
          for (const past of known) {
            const later = known.find((next) => next.district === past.district && next.at > past.at)
            assert.deepEqual(one.at(past.at, past.district).body, past.body)
            const until = later ? new Date(later.at.getTime() - 1) : clock.now()
            assert.deepEqual(one.at(until, past.district).body, past.body)
          }
          for (const one of districts) assert.deepEqual(book.at(new Date(0), one).body, first)
        }
      }),
      { numRuns: 25 },
    )
    assert.deepEqual(await alteredVersions(handle.db), [])
  })

  test('another process hears of a publication, and reads it from the database', async () => {
    const heard = Promise.withResolvers<void>()
    const stop = await handle.listen('yiwang_rulebook', () => heard.resolve())
    await publish('211302', await draft('211302', { days: 77, words: 'heard', items: [] }))
    await heard.promise
    await others.reload()
    await stop()
    assert.equal(elsewhere.now('211302').body.days, 77)
  })

  test('the same key answers the same version; with other content, an old version or an old draft it is refused', async () => {
    const key = randomUUID()
    const expectedVersion = book.now('211302').version
    const revision = await draft('211302', { days: 5, words: 'once', items: [] })
    const seen = { expectedVersion }
    await assert.rejects(publish('211302', revision + 1, key, seen), { code: 'rulebooks.draft_changed' })
    const published = await publish('211302', revision, key, seen)
    assert.deepEqual(await publish('211302', revision, key, seen), published)
    await assert.rejects(publish('211302', revision, key, { ...seen, reason: 'other' }), {
      code: 'rulebooks.key_reused',
    })
    await assert.rejects(publish('211302', revision), { code: 'rulebooks.no_draft' })
    await assert.rejects(publish('211302', revision, randomUUID(), { expectedVersion: 0 }), {
      code: 'rulebooks.changed_meanwhile',
    })
  })

  test('of two who publish at once one is told that the rule changed meanwhile', async () => {
    const revision = await draft('211303', { days: 8, words: 'both', items: [] })
    const results = await Promise.allSettled([publish('211303', revision), publish('211303', revision)])
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  })

  test('a version is neither changed nor deleted, and one that was altered past the database is named', async () => {
    await assert.rejects(
      sql`update rulebook_version set reason = 'x' where book = 'toy_rule'`.execute(handle.db),
    )
    await assert.rejects(sql`delete from rulebook_version where book = 'toy_rule'`.execute(handle.db))
    const { version } = await publishAtOnce(books, book, {
      body: { ...first, days: 9 },
      reason: '',
      accountId: 1,
      district: '211303',
    })
    await handle.script('alter table rulebook_version disable trigger rulebook_version_stays')
    await sql`update rulebook_version set body = jsonb_set(body, '{days}', '10')
      where book = 'toy_rule' and district = '211303' and version = ${version}`.execute(handle.db)
    await handle.script('alter table rulebook_version enable trigger rulebook_version_stays')
    assert.deepEqual(await alteredVersions(handle.db), [{ book: 'toy_rule', version }])
  })

  test('versions that came from another table are sealed at the next start', async () => {
    await sql`insert into rulebook_version (book, version, body, reason, in_force_from, account_id)
      values ('older_rule', 1, '{"a": 1}', '', now(), 1), ('older_rule', 2, '{"a": 2}', '', now(), 1)`.execute(
      handle.db,
    )
    const again = await Rulebooks.open(handle, clock)
    await again.close()
    const { rows } = await sql<{ sealed: boolean }>`
      select hash is not null as sealed from rulebook_version where book = 'older_rule'`.execute(handle.db)
    assert.deepEqual(rows, [{ sealed: true }, { sealed: true }])
    assert.ok((await alteredVersions(handle.db)).every((one) => one.book !== 'older_rule'))
  })
})
