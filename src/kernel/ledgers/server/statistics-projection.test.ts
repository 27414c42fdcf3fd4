import assert from 'node:assert/strict'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { type Live, liveCourse, liveStep } from '../../../../test/toy/random-course.ts'
import { openToy, type Toy } from '../../../../test/toy/toy-engine.ts'
import { checkpointFile } from './checkpoint-file.ts'
import { takeCheckpoint } from './checkpoint.ts'
import { Relay } from './relay.ts'
import { refreshStaleCases, sameCases } from './statistics-projection.ts'
import { caseRows } from './statistics-rows.ts'
import { readBehind, readCases, readEntryLogs } from './statistics-store.ts'
import { verifyLog } from './verify.ts'

describe('the cases that statistics count', () => {
  let toy: Toy
  let relay: Relay
  before(async () => {
    toy = await openToy('2026-03-02T01:00:00Z')
    relay = new Relay({ engine: toy.engine, consumers: [], onError: (error) => assert.fail(String(error)) })
  })
  after(() => toy.close())

  /** Compares each entry's rows with those that its log makes. */
  async function compare(ids: readonly string[]): Promise<void> {
    const { handle, book } = toy.engine
    const stored = await readCases(handle.db, ids)
    const logs = await handle.db.transaction().execute((tx) => readEntryLogs(tx, ids))
    assert.equal(logs.length, ids.length)
    for (const entry of logs) {
      const { definition } = book.version(book.getById(entry.ledgerId), entry.version)
      const replayed = caseRows({ ...entry, definition })
      assert.ok(replayed.some(({ basis }) => basis === 'registered'))
      assert.ok(sameCases(stored.get(entry.id) ?? [], replayed), `entry ${entry.id} differs`)
    }
  }

  test('are after any course of entries what a replay of their logs makes, whenever the relay took its turns', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(liveStep, { minLength: 10, maxLength: 40 }),
        fc.nat(15),
        async (steps, turn) => {
          const lived: Live[] = await liveCourse(toy, steps, async (index) => {
            if (index % (turn + 1) === turn) await relay.drain()
          })
          await relay.drain()
          await compare(lived.map(({ id }) => id))
        },
      ),
      { seed: 20_260_310, numRuns: 12 },
    )
    const { rows } = await sql<{ told: string }>`
      select distinct basis || ' ' || coalesce(rule, case yes when 0 then 'no' else 'yes' end) as told from statistics_case`.execute(
      toy.engine.handle.db,
    )
    const told = new Set(rows.map((row) => row.told))
    for (const verdict of ['due yes', 'due no', 'due voided', 'due suspended', 'due handed_on'])
      assert.ok(told.has(verdict), `no course came to: ${verdict}`)
    for (const verdict of ['finished yes', 'finished no', 'registered yes', 'registered no', 'response yes'])
      assert.ok(told.has(verdict), `no course came to: ${verdict}`)
  })

  test('are made for entries older than the table, and what was altered in them is found by verification', async () => {
    const { db } = toy.engine.handle
    const lived = await liveCourse(toy, [], async () => undefined)
    await relay.drain()
    const ids = lived.map(({ id }) => id)
    await sql`delete from statistics_case where entry_id = any(${ids}::uuid[])`.execute(db)
    await sql`insert into statistics_stale select * from unnest(${ids}::uuid[])`.execute(db)
    while ((await refreshStaleCases(toy.engine)) > 0);
    await compare(ids)

    const folder = await mkdtemp(join(tmpdir(), 'yiwang-statistics-'))
    const { handle, keys } = toy.engine
    while (await takeCheckpoint({ handle, keys, clock: toy.clock, folder }));
    const verify = async () => {
      const publicKey = keys.signing.publicKey
      const found = await verifyLog({ handle, checkpoints: checkpointFile(folder), publicKey, replay: 'all' })
      return found.findings.map(({ code, entryId }) => ({ code, entryId }))
    }
    assert.deepEqual(await verify(), [])
    const [first] = ids
    await sql`update statistics_case set rule = 'voided' where entry_id = ${first} and basis = 'registered'`.execute(
      db,
    )
    assert.deepEqual(await verify(), [{ code: 'statistics_differ', entryId: first }])
    await sql`insert into statistics_stale values (${first})`.execute(db)
    assert.deepEqual(await verify(), [])
    await refreshStaleCases(toy.engine)
    assert.deepEqual(await verify(), [])
  })

  test('what this program cannot read yet waits, and holds up nothing else', async () => {
    const { db } = toy.engine.handle
    const [one, other] = await liveCourse(toy, [], async () => undefined)
    assert.ok(one && other)
    await sql`
      insert into action (entry_id, seq, kind, account_id, position_id, effective_at, recorded_at, alg, body, hash)
      select entry_id, seq + 1, 30000, account_id, position_id, effective_at, recorded_at, alg, body, hash
      from action where entry_id = ${one.id}`.execute(db)
    await relay.drain()
    const cases = await readCases(db, [one.id, other.id])
    assert.equal(cases.get(one.id), undefined)
    assert.notEqual(cases.get(other.id), undefined)
    assert.deepEqual(await readBehind(db, [one.id, other.id]), new Set([one.id]))
    assert.equal(await refreshStaleCases(toy.engine), 0)
    assert.deepEqual(await readBehind(db, [one.id]), new Set([one.id]))
  })
})
