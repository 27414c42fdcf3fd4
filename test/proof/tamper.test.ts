import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#kernel/db/server'
import type { Finding } from '#kernel/ledgers/model'
import { TamperedLog } from './tampered-log.ts'

/** What somebody with all rights in the database, and none outside it, can do to the log. */
describe('tampering in the database', () => {
  let log: TamperedLog
  let first: string
  let second: string

  before(async () => {
    log = await TamperedLog.open()
  })
  after(() => log.close())
  beforeEach(async () => {
    first = await log.lifecycle('A broken pipe')
    second = await log.lifecycle('A hole in the road')
    await log.seal()
    await log.keep()
  })

  const run = (text: string) => log.run(text)
  const findings = (damage: () => Promise<void>) => log.findings(damage)
  const short = (list: Finding[]) =>
    list.map(({ code, entryId, seq, column, was }) => ({ code, entryId, seq, column, was }))

  test('one byte of one action', async () => {
    const [, , action] = await log.actions(first)
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
    const [, action] = await log.actions(first)
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
      await log.recompute(first)
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
      await log.recompute(first)
      await run('delete from checkpoint')
    })
    assert.deepEqual(
      new Set(found.map((finding) => finding.code)),
      new Set(['checkpoint_missing', 'recomputed']),
    )
  })

  test('a chain computed again and listed for sealing once more', async () => {
    const before = await log.verify()
    await run(`update action set account_id = 9999 where entry_id = '${first}' and seq = 6`)
    await log.recompute(first)
    await run(`insert into to_seal values ('${first}', 6)`)
    await log.seal()
    const after = await log.verify()
    assert.equal(after.checkpoints, before.checkpoints + 1)
    assert.deepEqual(
      after.findings.map(({ code, entryId, seq }) => ({ code, entryId, seq })),
      [{ code: 'recomputed', entryId: first, seq: 6 }],
    )
    // The false checkpoint stands for good, also once the action is as it was: it is the proof.
    await run(`update action set account_id = 9001 where entry_id = '${first}' and seq = 6`)
    await log.recompute(first)
    const mended = await log.verify()
    assert.deepEqual(
      mended.findings.map(({ code, seq, checkpoint }) => ({ code, seq, checkpoint })),
      [{ code: 'recomputed', seq: 6, checkpoint: after.checkpoints }],
    )
    await log.forget()
  })

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
      await log.recompute(first)
      await run(`update entry set seq = 7 where id = '${first}'`)
      const copy = newId()
      await run(`insert into action select '${copy}', seq, kind, account_id, position_id, effective_at, recorded_at, alg, body, hash
        from action where entry_id = '${second}'`)
      await log.recompute(copy)
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
    const third = await log.lifecycle('A lamp')
    await log.drain()
    const whole = await log.verify()
    assert.deepEqual([whole.findings, whole.unsealed], [[], 6])
    await run(`delete from action where entry_id = '${third}' and seq = 6`)
    assert.deepEqual(
      (await log.verify()).findings.map(({ code, seq }) => ({ code, seq })),
      [{ code: 'cut_tail', seq: 6 }],
    )
    // The loss is sealed too, so that it stays provable.
    await log.seal()
    assert.deepEqual(
      (await log.verify()).findings.map(({ code, seq }) => ({ code, seq })),
      [{ code: 'cut_tail', seq: 6 }],
    )
    await log.forget()
  })
})
