import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import { openToy, type Toy } from '../../../../test/toy/toy-engine.ts'
import { toyLedger } from '../../../../test/toy/toy-ledger.ts'
import { defineLedger } from '../model/define-ledger.ts'
import { listTasks } from './task-store.ts'

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
})
