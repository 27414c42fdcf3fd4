import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type RawBuilder, sql } from 'kysely'
import { newId } from '#kernel/db/server'
import { openToy, type Toy } from '../../../../test/toy/toy-engine.ts'
import { toyLedger } from '../../../../test/toy/toy-ledger.ts'
import { defineLedger } from '../model/define-ledger.ts'
import { listTasks, todoPage } from './task-store.ts'

describe('the to-do list', () => {
  let toy: Toy
  const secret = defineLedger({ ...toyLedger.definition, id: 'toy_secret', prefix: 'TS' })
  before(async () => {
    toy = await openToy(undefined, { ledgers: [toyLedger, secret] })
  })
  after(() => toy.close())

  async function register(ledger: string): Promise<string> {
    const { results } = await toy.engine.perform(
      toy.actors.steward,
      [
        {
          ledger,
          action: 'register',
          divisionCode: '211302001001',
          input: { subject: `${ledger} pipe`, category: 'water' },
        },
      ],
      newId(),
    )
    return results[0]?.entryId ?? ''
  }

  test('what is counted is what is listed, though a ledger has entries above the class of who reads', async () => {
    const actor = { ...toy.actors.office, sensitivity: 2 }
    const open = [await register('toy'), await register('toy')]
    const [seen, hidden] = [await register('toy_secret'), await register('toy_secret')]
    await sql`update entry set sensitivity = 3 where id = ${hidden}`.execute(toy.engine.handle.db)
    const asked = { actor, page: 1, size: 20, now: toy.clock.now() }
    const ledgersAbove = [toy.engine.book.get('toy_secret').id]
    const { rows, total } = await listTasks(toy.engine.handle.db, { ...asked, ledgersAbove })
    assert.deepEqual(rows.map(({ entry_id }) => entry_id).sort(), [...open, seen].sort())
    assert.equal(total, 3)
    const whole = await listTasks(toy.engine.handle.db, {
      ...asked,
      actor: { ...actor, sensitivity: 4 },
      ledgersAbove: [],
    })
    assert.deepEqual([whole.rows.length, whole.total], [4, 4])
  })
  test('a page is read in the order of its index, though hundreds are due at the same moment', async () => {
    const { db } = toy.engine.handle
    const { office } = toy.actors
    const entryId = await register('toy')
    await sql`
      insert into task (id, entry_id, ledger_id, kind, organisation_id, opened_seq, opened_at, due_at, clock)
      select gen_random_uuid(), ${entryId}, ledger.id, 'dispatch', 10000 + n % 20, 1, now(), '2026-03-09T09:30:00Z', '{}'
      from ledger, generate_series(1, 4000) n where code = 'toy'`.execute(db)
    await sql`vacuum analyze task`.execute(db)
    const actor = { ...office, organisationId: 10001 }
    const { rows, counted } = todoPage({ actor, page: 1, size: 50, now: toy.clock.now(), ledgersAbove: [] })
    const planOf = async (query: RawBuilder<unknown>) =>
      JSON.stringify((await sql`explain ${query}`.execute(db)).rows)
    const page = await planOf(rows)
    assert.match(page, /task_organisation/)
    assert.doesNotMatch(page, /Sort/)
    assert.match(await planOf(counted), /Index Only Scan using task_organisation/)
    await sql`delete from task where entry_id = ${entryId}`.execute(db)
  })
  test('it is counted as far as a page beyond the one asked for, and a thousand at least', async () => {
    const { db } = toy.engine.handle
    const entryId = await register('toy')
    await sql`
      insert into task (id, entry_id, ledger_id, kind, organisation_id, opened_seq, opened_at, clock)
      select gen_random_uuid(), ${entryId}, ledger.id, 'dispatch', 10001, 1, now(), '{}'
      from ledger, generate_series(1, 1210) where code = 'toy'`.execute(db)
    const actor = { ...toy.actors.office, organisationId: 10001 }
    const asked = { actor, size: 50, now: toy.clock.now() }
    const secretOnly = [toy.engine.book.get('toy_secret').id]
    const countedAt = async (page: number, ledgersAbove: number[]) => {
      const { rows, total, more } = await listTasks(db, { ...asked, page, ledgersAbove })
      return [rows.length, total, more]
    }
    for (const ledgersAbove of [[], secretOnly, [...secretOnly, toy.engine.book.get('toy').id]]) {
      assert.deepEqual(await countedAt(1, ledgersAbove), [50, 1000, true])
      assert.deepEqual(await countedAt(20, ledgersAbove), [50, 1050, true])
      assert.deepEqual(await countedAt(24, ledgersAbove), [50, 1210, false])
      assert.deepEqual(await countedAt(25, ledgersAbove), [10, 1210, false])
    }
    await sql`delete from task where entry_id = ${entryId}`.execute(db)
  })
})
