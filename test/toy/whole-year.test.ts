import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { climbLadder, Relay, takeCheckpoint, verifyLog } from '#kernel/ledgers/server'
import { wholeLedgerYear } from './whole-year.ts'
import { wholeLedger } from './whole-ledger.ts'

type Told = { actions: string[]; entries: number; log: string; heads: string; tables: string }

/** Runs the year on a database of its own and says what is left of it, to the byte. */
async function tell(): Promise<Told> {
  const year = await wholeLedgerYear()
  try {
    const { db } = year.engine.handle
    await year.run(() => climbLadder(year.engine))
    const { rows } = await sql<{ kind: number; hash: string; body: string }>`
      select kind, encode(hash, 'hex') as hash, convert_from(body, 'UTF8') as body from action
      order by recorded_at, entry_id, seq`.execute(db)
    const projection = await sql<{ rows: string }>`
      select string_agg(e.no || e.stage || e.seq || encode(e.head_hash, 'hex') || e.marks::text || coalesce(
        (select string_agg(t.kind || t.opened_seq || coalesce(t.closed_seq::text, '-') || coalesce(t.due_at::text, '-')
          || coalesce(t.original_due_at::text, '-') || coalesce(t.outcome, '-'), ',' order by t.id) from task t where t.entry_id = e.id), ''),
        ';' order by e.no) as rows from entry e`.execute(db)
    const folder = mkdtempSync(join(tmpdir(), 'yiwang-year-'))
    const checkpoints = join(folder, 'checkpoints.jsonl')
    const digest = (text: string) => createHash('sha256').update(text).digest('hex')
    const relay = new Relay({
      engine: year.engine,
      consumers: [],
      onError: (error) => assert.fail(String(error)),
    })
    await relay.drain()
    await takeCheckpoint({ handle: year.engine.handle, keys: year.engine.keys, clock: year.clock, folder })
    const verified = await verifyLog({
      handle: year.engine.handle,
      checkpoints,
      publicKey: year.engine.keys.signing.publicKey,
      replay: 'all',
    })
    assert.deepEqual(verified.findings, [])
    return {
      actions: rows.map(({ body }) => (JSON.parse(body) as { action: string }).action),
      entries: year.entries(),
      log: digest(rows.map(({ body }) => body).join('\n')),
      heads: digest(rows.map(({ hash }) => hash).join('\n')),
      tables: digest(projection.rows[0]?.rows ?? ''),
    }
  } finally {
    await year.close()
  }
}

describe('a year of the whole ledger, on a clock that runs ahead', () => {
  test('takes every action, verifies, and comes out the same twice, to the hash', async () => {
    const first = await tell()
    const second = await tell()
    assert.deepEqual(
      wholeLedger.definition.actions.filter(({ id }) => !first.actions.includes(id)).map(({ id }) => id),
      [],
    )
    for (const rung of ['remind', 'supervise', 'circulate'])
      assert.ok(first.actions.includes(rung), `the ladder's ${rung}`)
    for (const own of ['move_dates', 'migrate'])
      assert.ok(first.actions.includes(own), `the kernel's own ${own}`)
    assert.ok(first.entries >= 100)
    assert.deepEqual(second, first)
  })
})
