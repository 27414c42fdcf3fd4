import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { isAppError } from '#kernel/errors/model'
import { openToy, type Toy } from './toy-engine.ts'
import { place } from './toy-course.ts'

const writers = 100

/** Whatever number of people act on one entry at once, each is done whole or told clearly that it changed meanwhile. */
describe('a hundred writers on one entry', () => {
  let toy: Toy
  before(async () => {
    toy = await openToy()
  })
  after(() => toy.close())

  const register = async () => {
    const { results } = await toy.engine.perform(
      toy.actors.steward,
      [
        {
          ledger: 'toy',
          divisionCode: place,
          action: 'register',
          input: { subject: 'A broken pipe', category: 'water' },
        },
      ],
      randomUUID(),
    )
    return results[0]?.entryId ?? ''
  }
  const comment = (entryId: string, expectedSeq: number, text: string, key: string = randomUUID()) =>
    toy.engine.perform(toy.actors.office, [{ entryId, expectedSeq, action: 'comment', input: { text } }], key)
  const seqs = async (entryId: string) => {
    const { rows } = await sql<{ seq: number; body: Buffer }>`
      select seq, body from action where entry_id = ${entryId} order by seq`.execute(toy.engine.handle.db)
    return rows
  }

  test('who saw the same step: one is done, the others hear which step it is now', async () => {
    const entryId = await register()
    const told = await Promise.allSettled(
      Array.from({ length: writers }, (_, n) => comment(entryId, 1, `writer ${n}`)),
    )
    const refused = told.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
    assert.equal(told.length - refused.length, 1)
    for (const error of refused) {
      assert.ok(isAppError(error) && error.code === 'ledgers.changed_meanwhile')
      assert.equal(error.status, 409)
      assert.deepEqual(error.params, { expected: 1, actual: 2 })
    }
    assert.deepEqual(
      (await seqs(entryId)).map(({ seq }) => seq),
      [1, 2],
    )
  })

  test('who looks again and tries again gets through: no gap, nothing double, each said once', async () => {
    const entryId = await register()
    // The embedded database takes one after another anyway, and each try costs it more.
    const writers = toy.engine.handle.kind === 'postgres' ? 100 : 30
    await Promise.all(
      Array.from({ length: writers }, async (_, n) => {
        for (let seen = 1; ; ) {
          try {
            return await comment(entryId, seen, `writer ${n}`)
          } catch (error) {
            if (!isAppError(error) || error.code !== 'ledgers.changed_meanwhile') throw error
            seen = Number(error.params['actual'])
          }
        }
      }),
    )
    const rows = await seqs(entryId)
    assert.deepEqual(
      rows.map(({ seq }) => seq),
      Array.from({ length: writers + 1 }, (_, n) => n + 1),
    )
    const texts = rows.flatMap(({ body }) => /writer \d+/.exec(body.toString('utf8'))?.[0] ?? [])
    assert.equal(new Set(texts).size, writers)
  })

  test('one request sent a hundred times is done once', async () => {
    const entryId = await register()
    const key = randomUUID()
    const told = await Promise.all(
      Array.from({ length: writers }, () => comment(entryId, 1, 'the same', key)),
    )
    assert.equal(told.filter(({ replayed }) => !replayed).length, 1)
    assert.equal(new Set(told.map(({ results }) => JSON.stringify(results))).size, 1)
    assert.equal((await seqs(entryId)).length, 2)
  })
})
