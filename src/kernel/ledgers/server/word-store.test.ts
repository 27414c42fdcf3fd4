import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { DatabaseHandle } from '#kernel/db/server'
import { openTestDatabase } from '../../../../test/world/database.ts'
import { sayingText, wordKeys } from './word-store.ts'

const signs = [
  ...Array.from('中山街路灯不亮井盖aAbBkKiIsS0129%_\\ -。éÉßſǅñΣσςЖж'),
  '\u212a',
  '\u0130',
  '𠮷',
  '🏮',
  '\n',
]
const words = fc.array(fc.constantFrom(...signs), { maxLength: 12 }).map((list) => list.join(''))
const number = fc
  .tuple(fc.constantFrom('SJ', 'CS', 'K'), fc.integer({ min: 0, max: 99_999 }))
  .map(([prefix, value]) => `${prefix}2026${value}`)
/** What somebody looks for: a part of a title or number in whatever case, or something else. */
const entry = fc.record({ title: words, no: number })
const asked = fc
  .tuple(entry, words, fc.nat(14), fc.integer({ min: 1, max: 5 }), fc.nat(4))
  .map(([of, other, from, length, how]) => {
    const part = Array.from(how === 0 ? of.no : of.title)
      .slice(from, from + length)
      .join('')
    const q = how === 1 ? other : how === 2 ? part.toUpperCase() : how === 3 ? part.toLowerCase() : part
    return { ...of, q }
  })
  .filter(({ q }) => q !== '')

describe('lists by words', () => {
  let handle: DatabaseHandle
  before(async () => {
    handle = await openTestDatabase()
  })
  after(() => handle.close())

  test('what has the words is kept under all of their keys: the answer is that of looking at every entry', async () => {
    let found = 0
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: 100, maxLength: 100 }), async (all) => {
        const compared = await Promise.all(
          all.map(async ({ title, no, q }) => {
            const like = `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
            const { rows } = await sql<{ kept: boolean; scanned: boolean }>`
              select (${sayingText(q)}) as kept, e.title ilike ${like} or e.no ilike ${like} as scanned
              from (select ${title}::text as title, ${no}::text collate "C" as no) e`.execute(handle.db)
            return { title, no, q, ...rows[0] }
          }),
        )
        found += compared.filter(({ scanned }) => scanned).length
        assert.deepEqual(
          compared.filter(({ kept, scanned }) => kept !== scanned),
          [],
        )
      }),
      { numRuns: 15 },
    )
    assert.ok(found > 100, `${found} were found`)
  })

  test('words are looked up by their pairs, a single character by itself, and letters of other alphabets not at all', () => {
    assert.deepEqual(wordKeys('路灯B1'), ['路灯', '灯b', 'b1'])
    assert.deepEqual(wordKeys('灯'), ['灯'])
    assert.deepEqual(wordKeys('9'), [])
    assert.deepEqual(wordKeys('caféa'), ['ca', 'af'])
  })

  test('the index is there, and serves a list by words', async () => {
    const { rows } = await handle.db.transaction().execute(async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx)
      return sql<Record<string, string>>`
        explain select e.id from entry e where ${sayingText('路灯不亮')}`.execute(tx)
    })
    assert.match(JSON.stringify(rows), /entry_words/)
  })

  test('a word that most have is read where place and state leave few, a rare one is looked up', async () => {
    const rare = await handle.db.transaction().execute(async (tx) => {
      await sql`insert into ledger (code, version) values ('worded', 1)`.execute(tx)
      await sql`
        insert into entry (id, ledger_id, def_version, no, stage, is_open, division_code, organisation_id, opened_at,
          effective_at, since_effective, since_recorded, seq, head_hash, title, data, origins, marks)
        select gen_random_uuid(), ledger.id, 1, 'WD2026' || n, 'registered', n % 10 = 0,
          '2113020' || lpad((n % 20)::text, 2, '0'), 1, now(), now(), now(), now(), 1, '',
          case when n = 700 then '望江亭积水' else '中山街积水' end, '{}', '{}', '{}'
        from ledger, generate_series(1, 4000) n where code = 'worded'`.execute(tx)
      // What waits to be put in order would make the index dear, whatever is known of its words.
      await sql`select gin_clean_pending_list('entry_words')`.execute(tx)
      await sql`analyze entry`.execute(tx)
      const planOf = async (text: string, more = sql``) =>
        JSON.stringify(
          (
            await sql`explain select count(*) from entry e
              where e.ledger_id = (select id from ledger where code = 'worded') and ${sayingText(text)} ${more}`.execute(
              tx,
            )
          ).rows,
        )
      const here = sql`and e.is_open and e.district = '211302' and e.township = '211302010'`
      assert.doesNotMatch(await planOf('中山街', here), /Scan on entry_words/)
      await sql`select count(*) from entry e where ${sayingText('中山街')} ${here}`.execute(tx)
      const { rows } = await sql`
        select from pg_prepared_statements where statement ~ 'entry_words' and not statement ~ 'explain'`.execute(
        tx,
      )
      assert.equal(rows.length, 0, 'a plan that was kept would know neither word')
      return planOf('望江亭')
    })
    assert.match(rare, /Scan on entry_words/)
  })
})
