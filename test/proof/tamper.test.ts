import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { chainHash } from '#kernel/crypto/server'
import { newId } from '#kernel/db/server'
import type { Finding } from '#kernel/ledgers/model'
import { Relay, takeCheckpoint, verifyLog } from '#kernel/ledgers/server'
import { openToy, type Toy } from '../toy/toy-engine.ts'

type Stored = {
  entry_id: string
  seq: number
  kind: number
  account_id: number
  position_id: number
  effective_at: Date
  recorded_at: Date
  alg: number
  body: Buffer
  hash: Buffer
}

/** What somebody with all rights in the database, and none outside it, can do to the log. */
describe('tampering in the database', () => {
  let toy: Toy
  let relay: Relay
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-tamper-'))
  let first: string
  let second: string

  before(async () => {
    toy = await openToy()
    relay = new Relay({ engine: toy.engine, consumers: [], onError: () => undefined })
    await db().script('alter table action disable trigger action_append_only')
  })
  after(() => toy.close())
  beforeEach(async () => {
    assert.deepEqual((await verify()).findings, [])
    first = await lifecycle('A broken pipe')
    second = await lifecycle('A hole in the road')
    await seal()
    assert.deepEqual((await verify()).findings, [])
    await db().script(
      `drop schema if exists kept cascade; create schema kept;
      ${tables.map((name) => `create table kept.${name} as table ${name};`).join('\n')}`,
    )
  })

  const db = () => toy.engine.handle
  const tables = ['action', 'entry', 'task', 'checkpoint', 'to_seal', 'outbox', 'request']
  const run = (text: string) => db().script(text)

  async function lifecycle(subject: string): Promise<string> {
    const { steward, office, unit } = toy.actors
    const input = { subject, category: 'water' }
    const { results } = await toy.engine.perform(
      steward,
      [{ ledger: 'toy', action: 'register', divisionCode: '211302001', input }],
      newId(),
    )
    const entryId = results[0]!.entryId
    const steps = [
      [office, 'dispatch', { organisationId: 903 }],
      [unit, 'acknowledge', {}],
      [unit, 'comment', { text: 'on the way' }],
      [unit, 'complete', { cost: 20_000_000 }],
      [steward, 'verify', { outcome: 'passed' }],
    ] as const
    for (const [index, [actor, action, input]] of steps.entries()) {
      toy.clock.advance(60_000)
      await toy.engine.perform(actor, [{ entryId, expectedSeq: index + 1, action, input }], newId())
    }
    return entryId
  }

  async function seal(): Promise<void> {
    await relay.drain()
    await takeCheckpoint({ handle: db(), keys: toy.engine.keys, clock: toy.clock, folder })
  }

  const verify = () =>
    verifyLog({
      handle: db(),
      checkpoints: join(folder, 'checkpoints.jsonl'),
      publicKey: toy.engine.keys.signing.publicKey,
      replay: 'all',
      pageSize: 7,
    })

  /** Findings after the damage, which is then undone. */
  async function findings(damage: () => Promise<void>): Promise<Finding[]> {
    await damage()
    const found = await verify()
    await restore()
    return found.findings
  }

  async function restore(): Promise<void> {
    await run(`truncate ${tables.join()} cascade`)
    for (const name of tables) {
      const { rows } = await sql<{ columns: string }>`
        select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
        where attrelid = ${name}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`.execute(
        db().db,
      )
      const columns = rows[0]!.columns
      await run(
        `insert into ${name} (${columns}) overriding system value select ${columns} from kept.${name}`,
      )
    }
  }

  async function log(entryId: string): Promise<Stored[]> {
    const { rows } = await sql<Stored>`select * from action where entry_id = ${entryId} order by seq`.execute(
      db().db,
    )
    return rows
  }

  /** What a clever intruder does: every hash from a step on is computed again, and the entry's head with it. */
  async function recompute(entryId: string): Promise<void> {
    let previous: Buffer = Buffer.alloc(32)
    for (const row of await log(entryId)) {
      previous = chainHash('sm3', [
        previous,
        row.entry_id,
        row.seq,
        row.kind,
        row.account_id,
        row.position_id,
        row.effective_at,
        row.recorded_at,
        row.alg,
        row.body,
      ])
      await sql`update action set hash = ${previous} where entry_id = ${entryId} and seq = ${row.seq}`.execute(
        db().db,
      )
    }
    await sql`update entry set head_hash = ${previous} where id = ${entryId}`.execute(db().db)
  }

  const short = (list: Finding[]) =>
    list.map(({ code, entryId, seq, column, was }) => ({ code, entryId, seq, column, was }))

  test('one byte of one action', async () => {
    const [, , action] = await log(first)
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: action!.body.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const now = (action!.body[at]! + by) % 256
          const hex = (byte: number) => `0x${byte.toString(16).padStart(2, '0')}`
          const found = await findings(() =>
            run(
              `update action set body = set_byte(body, ${at}, ${now}) where entry_id = '${first}' and seq = 3`,
            ),
          )
          assert.deepEqual(short(found), [
            {
              code: 'altered',
              entryId: first,
              seq: 3,
              column: 'body',
              was: `byte ${at}: ${hex(action!.body[at]!)}, now ${hex(now)}`,
            },
          ])
          assert.equal(found[0]?.title, 'A broken pipe')
          assert.match(found[0]?.no ?? '', /^TOY2026\d{6}$/)
        },
      ),
      { numRuns: 5 },
    )
  })

  test('any other column of an action', async () => {
    const [, action] = await log(first)
    const cases: [string, string, string | undefined][] = [
      ['account_id', 'account_id + 1', String(action!.account_id)],
      ['position_id', '1', String(action!.position_id)],
      ['kind', 'kind + 1', String(action!.kind)],
      ['alg', '2', '1'],
      ['effective_at', `effective_at - interval '3 days'`, action!.effective_at.toISOString()],
      ['recorded_at', `recorded_at + interval '90 minutes'`, action!.recorded_at.toISOString()],
      ['recorded_at', `recorded_at + interval '1 microsecond'`, undefined],
      ['effective_at', `'infinity'`, undefined],
      ['hash', `set_byte(hash, 0, (get_byte(hash, 0) + 1) % 256)`, undefined],
    ]
    for (const [column, value, was] of cases) {
      const found = await findings(() =>
        run(`update action set ${column} = ${value} where entry_id = '${first}' and seq = 2`),
      )
      assert.deepEqual(short(found), [{ code: 'altered', entryId: first, seq: 2, column, was }], column)
    }
  })

  test('a whole entry with everything of it', async () => {
    const found = await findings(() =>
      run(
        `delete from task where entry_id = '${first}'; delete from participation where entry_id = '${first}';
        delete from entry_span where entry_id = '${first}'; delete from action where entry_id = '${first}';
        delete from request where results @> '[{"entryId": "${first}"}]'; delete from entry where id = '${first}';`,
      ),
    )
    assert.deepEqual(
      found.map(({ code, entryId, lastSeq }) => ({ code, entryId, lastSeq })),
      [{ code: 'deleted_entry', entryId: first, lastSeq: 6 }],
    )
    assert.match(found[0]?.registeredAt ?? '', /^2026-03-/)
  })

  test('the tail of a log, the entry set back to match', async () => {
    const found = await findings(async () => {
      await run(`delete from action where entry_id = '${first}' and seq > 4`)
      await run(`update entry e set seq = 4, head_hash = a.hash from action a
        where e.id = '${first}' and a.entry_id = e.id and a.seq = 4`)
    })
    assert.deepEqual(
      found.map(({ code, entryId, seq, lastSeq }) => ({ code, entryId, seq, lastSeq })),
      [{ code: 'cut_tail', entryId: first, seq: 5, lastSeq: 6 }],
    )
  })

  test('a chain computed again after a change', async () => {
    const found = await findings(async () => {
      await run(`update action set account_id = 9999 where entry_id = '${first}' and seq = 3`)
      await recompute(first)
    })
    assert.deepEqual(
      found.map(({ code, entryId, seq, lastSeq, column, was }) => ({
        code,
        entryId,
        seq,
        lastSeq,
        column,
        was,
      })),
      [{ code: 'recomputed', entryId: first, seq: 3, lastSeq: 6, column: 'account_id', was: '9003' }],
    )
  })

  test('a chain computed again and the checkpoints in the database removed', async () => {
    const found = await findings(async () => {
      await run(`update action set account_id = 9999 where entry_id = '${first}' and seq = 3`)
      await recompute(first)
      await run('delete from checkpoint')
    })
    assert.deepEqual(
      new Set(found.map((finding) => finding.code)),
      new Set(['checkpoint_missing', 'recomputed']),
    )
  })

  test('a chain computed again and listed for sealing once more', async () => {
    const before = await verify()
    await run(`update action set account_id = 9999 where entry_id = '${first}' and seq = 6`)
    await recompute(first)
    await run(`insert into to_seal values ('${first}', 6)`)
    await takeCheckpoint({ handle: db(), keys: toy.engine.keys, clock: toy.clock, folder })
    const after = await verify()
    assert.equal(after.checkpoints, before.checkpoints + 1)
    assert.deepEqual(
      after.findings.map(({ code, entryId, seq }) => ({ code, entryId, seq })),
      [{ code: 'recomputed', entryId: first, seq: 6 }],
    )
    // The false checkpoint stands for good, also once the action is as it was: it is the proof.
    await run(`update action set account_id = 9001 where entry_id = '${first}' and seq = 6`)
    await recompute(first)
    const mended = await verify()
    assert.deepEqual(
      mended.findings.map(({ code, seq, checkpoint }) => ({ code, seq, checkpoint })),
      [{ code: 'recomputed', seq: 6, checkpoint: after.checkpoints }],
    )
    await forget()
  })

  /** Starts over with an empty log and no checkpoints. */
  async function forget(): Promise<void> {
    await run(`truncate ${tables.join()} cascade`)
    rmSync(join(folder, 'checkpoints.jsonl'))
  }

  test('an action taken out of the middle', async () => {
    const found = await findings(() =>
      run(`delete from action where entry_id = '${first}' and seq in (3, 4)`),
    )
    assert.deepEqual(
      found.map(({ code, entryId, seq, lastSeq }) => ({ code, entryId, seq, lastSeq })),
      [{ code: 'deleted_action', entryId: first, seq: 3, lastSeq: 4 }],
    )
  })

  test('an action and an entry put in past the system', async () => {
    const found = await findings(async () => {
      await run(`insert into action select entry_id, 7, kind, account_id, position_id, effective_at, recorded_at, alg, body, hash
        from action where entry_id = '${first}' and seq = 4`)
      await recompute(first)
      await run(`update entry set seq = 7 where id = '${first}'`)
      const copy = newId()
      await run(`insert into action select '${copy}', seq, kind, account_id, position_id, effective_at, recorded_at, alg, body, hash
        from action where entry_id = '${second}'`)
      await recompute(copy)
    })
    assert.deepEqual(
      found
        .filter((finding) => finding.code === 'inserted')
        .map(({ entryId, seq, lastSeq }) => [entryId === first, seq, lastSeq]),
      [
        [true, 7, undefined],
        [false, 1, 6],
      ],
    )
  })

  test('a projection that says something else than its log', async () => {
    const cases: [string, string][] = [
      [`update entry set stage = 'closed', is_open = false where id = '${first}'`, 'stage, isOpen'],
      [`update entry set data = data || '{"cost": 1}' where id = '${first}'`, 'values'],
      [`update entry set n1 = 1 where id = '${first}'`, 'n1'],
      [`update entry set head_hash = '\\x00' where id = '${first}'`, 'head_hash'],
      [`update entry set seq = 3 where id = '${first}'`, 'seq'],
      [
        `update task set due_at = due_at + interval '1 day' where entry_id = '${first}' and closed_seq is null`,
        'tasks',
      ],
      [`delete from task where entry_id = '${first}'`, 'tasks'],
    ]
    for (const [statement, what] of cases) {
      const found = await findings(() => run(statement))
      assert.deepEqual(
        found.map(({ code, entryId, what }) => ({ code, entryId, what })),
        [{ code: 'projection_differs', entryId: first, what }],
        statement,
      )
    }
  })

  test('what was written since the last checkpoint is chained and counted, and its loss is named', async () => {
    const third = await lifecycle('A lamp')
    await relay.drain()
    const whole = await verify()
    assert.deepEqual([whole.findings, whole.unsealed], [[], 6])
    await run(`delete from action where entry_id = '${third}' and seq = 6`)
    assert.deepEqual(
      (await verify()).findings.map(({ code, seq }) => ({ code, seq })),
      [{ code: 'cut_tail', seq: 6 }],
    )
    // The loss is sealed too, so that it stays provable.
    await takeCheckpoint({ handle: db(), keys: toy.engine.keys, clock: toy.clock, folder })
    assert.deepEqual(
      (await verify()).findings.map(({ code, seq }) => ({ code, seq })),
      [{ code: 'cut_tail', seq: 6 }],
    )
    await forget()
  })
})
