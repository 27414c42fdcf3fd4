import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { AppError } from '#kernel/errors/model'
import { copyInto, copyLine } from './copy.ts'
import { type DatabaseHandle, openDatabase } from './database.ts'
import { idTime, newId } from './ids.ts'
import { migrate, type Migration } from './migrations.ts'
import { plannedAnew, runStatement } from './statement.ts'
import { executeTogether } from './together.ts'

const url = process.env['YIWANG_TEST_DATABASE']

describe('the database', () => {
  let handle: DatabaseHandle
  before(async () => {
    handle = await openDatabase({ url: url === 'embedded' ? undefined : url })
  })
  after(() => handle.close())

  test('answers the same types on both databases', async () => {
    const { rows } =
      await sql`select 9007199254740991::bigint as big, '2026-02-14'::date as day, 1.10::numeric as exact,
      '\\x00ff'::bytea as bytes, '2026-02-14T00:00:00Z'::timestamptz as at, '{"a":1}'::jsonb as data,
      array['a','b'] as list, ${Buffer.from([1, 2])}::bytea as sent`.execute(handle.db)
    assert.deepEqual(rows[0], {
      big: 9007199254740991,
      day: '2026-02-14',
      exact: '1.10',
      bytes: Buffer.from([0, 255]),
      at: new Date('2026-02-14T00:00:00Z'),
      data: { a: 1 },
      list: ['a', 'b'],
      sent: Buffer.from([1, 2]),
    })
  })

  test('takes an instant of any year that somebody may ask about', async () => {
    const years = ['-000001-10-03', '0000-12-31', '0001-01-01', '2026-02-14', '9999-12-31', '+010000-01-02']
    for (const day of years) {
      const at = new Date(`${day}T16:30:15.250Z`)
      const { rows } = await sql<{ ms: number }>`
        select (extract(epoch from ${at}::timestamptz) * 1000)::bigint as ms`.execute(handle.db)
      assert.equal(rows[0]?.ms, at.getTime(), day)
    }
  })

  test('a transaction that fails leaves nothing behind', async () => {
    await handle.script('drop table if exists scratch; create table scratch (n int)')
    await assert.rejects(
      handle.db.transaction().execute(async (tx) => {
        await sql`insert into scratch values (1)`.execute(tx)
        await sql`select 1/0`.execute(tx)
      }),
    )
    const { rows } = await sql<{ n: number }>`select count(*) as n from scratch`.execute(handle.db)
    assert.equal(rows[0]?.n, 0)
    await handle.script('drop table scratch')
  })

  test('a transaction stands with the statement that ends it, and takes no other after it', async () => {
    await handle.script('drop table if exists scratch; create table scratch (n int primary key)')
    const add = (n: number) => ['insert into scratch values ($1)', [n]] as const
    const count = async () =>
      (await sql<{ n: number }>`select count(*) as n from scratch`.execute(handle.db)).rows[0]?.n
    await handle.db.transaction().execute(async (tx) => {
      await runStatement(tx, ...add(1))
      await runStatement(tx, ...add(2), 'ends_transaction')
    })
    assert.equal(await count(), 2)
    await handle.db.transaction().execute((tx) => runStatement(tx, ...add(3), 'ends_transaction'))
    await assert.rejects(
      handle.db.transaction().execute(async (tx) => {
        await runStatement(tx, ...add(4))
        await runStatement(tx, ...add(1), 'ends_transaction')
      }),
      /duplicate/,
    )
    await assert.rejects(
      handle.db.transaction().execute(async (tx) => {
        await runStatement(tx, ...add(5), 'ends_transaction')
        await runStatement(tx, ...add(6))
      }),
      /has ended/,
    )
    await handle.db.transaction().execute((tx) => runStatement(tx, ...add(7)))
    const { rows } = await sql<{ n: number }>`select n from scratch order by n`.execute(handle.db)
    assert.deepEqual(
      rows.map(({ n }) => n),
      [1, 2, 3, 5, 7],
    )
    await handle.script('drop table scratch')
  })

  test('two queries in one go answer each its own, and what fails leaves the line clear', async () => {
    const one = sql<{ n: number }>`select ${1}::int as n`
    assert.deepEqual(
      await executeTogether(handle.db, [one, sql`select n from generate_series(1, 2) as s(n)`]),
      [[{ n: 1 }], [{ n: 1 }, { n: 2 }]],
    )
    await Promise.all(
      Array.from({ length: 30 }, async (_, turn) => {
        const bad = sql`select 1 / ${0}::int`
        await assert.rejects(
          turn % 2 ? executeTogether(handle.db, [one, bad]) : executeTogether(handle.db, [bad, one]),
          /division by zero/,
        )
        assert.deepEqual((await one.execute(handle.db)).rows, [{ n: 1 }])
      }),
    )
  })

  test('a statement that asks for it is planned each time, the others once for a connection', async () => {
    if (handle.kind === 'embedded') return
    const kept = await handle.db.transaction().execute(async (tx) => {
      await sql`select ${1}::int as once`.execute(tx)
      await sql`select ${1}::int as ${plannedAnew} anew`.execute(tx)
      const { rows } = await sql<{ statement: string }>`
        select statement from pg_prepared_statements where statement ~ '(once|anew)$'`.execute(tx)
      return rows.map(({ statement }) => statement)
    })
    assert.deepEqual(kept, ['select $1::int as once'])
  })

  test('rows come in by COPY with every kind of value, in the transaction and with it gone again', async () => {
    await handle.script(
      'drop table if exists scratch; create table scratch (n int, words text, bytes bytea, at timestamptz, day date)',
    )
    const at = new Date('2026-02-14T00:00:00.123Z')
    const words = ['一\t二\r\n三\\N \\', '\\N', '', '\\.']
    const lines = words.map((text, n) => copyLine([n, text, Buffer.from([0, 92, 255]), at, '2026-02-14']))
    const chunks = [...lines, copyLine([9, null, null, null, null])].map((line) => Buffer.from(line, 'utf8'))
    const columns = ['n', 'words', 'bytes', 'at', 'day']
    const copied = handle.db.transaction().execute((tx) => copyInto(tx, 'scratch', columns, chunks))
    assert.equal(await copied, 5)
    const { rows } = await sql<Record<string, unknown>>`select * from scratch order by n`.execute(handle.db)
    assert.deepEqual(
      rows.map((row) => row['words']),
      [...words, null],
    )
    assert.deepEqual(rows[0], {
      n: 0,
      words: words[0],
      bytes: Buffer.from([0, 92, 255]),
      at,
      day: '2026-02-14',
    })
    await assert.rejects(
      handle.db.transaction().execute(async (tx) => {
        await copyInto(tx, 'scratch', ['n'], [Buffer.from('1\n2\n')])
        await copyInto(tx, 'scratch', ['n'], [Buffer.from('1\nnot a number\n')])
      }),
      /not a number/,
    )
    await assert.rejects(
      handle.db.transaction().execute((tx) => copyInto(tx, 'scratch; drop table scratch', ['n'], [])),
      /is no name/,
    )
    const counted = await sql<{ n: number }>`select count(*) as n from scratch`.execute(handle.db)
    assert.equal(counted.rows[0]?.n, 5)
    await handle.script('drop table scratch')
  })

  test('a query beside the transaction that waits for it fails at once', async () => {
    const beside = handle.db.transaction().execute(() => sql`select 1`.execute(handle.db))
    await assert.rejects(beside, /must go through it/)
    const { rows } = await sql<{ one: number }>`select 1 as one`.execute(handle.db)
    assert.equal(rows[0]?.one, 1)
  })

  test('a notification reaches its listeners', async () => {
    const heard = Promise.withResolvers<string>()
    const stop = await handle.listen('test_channel', heard.resolve)
    await sql`select pg_notify('test_channel', 'hello')`.execute(handle.db)
    assert.equal(await heard.promise, 'hello')
    await stop()
  })

  test('connections that PostgreSQL ends are replaced, and a listener is told of the gap', async () => {
    if (handle.kind === 'embedded') return
    const gap = Promise.withResolvers<void>()
    const heard = Promise.withResolvers<string>()
    const stop = await handle.listen('test_gap', heard.resolve, gap.resolve)
    await assert.rejects(
      handle.db.transaction().execute(async (tx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
        const other = await openDatabase({ url, poolSize: 1 })
        await other.script(`select pg_terminate_backend(pid) from pg_stat_activity
          where pid = ${rows[0]?.pid} or (datname = current_database() and query = 'listen "test_gap"')`)
        await other.close()
        await sql`select 1`.execute(tx)
      }),
    )
    await gap.promise
    await sql`select pg_notify('test_gap', 'again')`.execute(handle.db)
    assert.equal(await heard.promise, 'again')
    await stop()
  })

  test('a database that a newer program has brought further is refused by an older one', async () => {
    const [one, two] = [8001, 8002].map((number) => ({
      number,
      name: `${number}-scratch`,
      text: `create table scratch_${number} (n int);`,
      hash: 'x',
    })) as [Migration, Migration]
    await migrate(handle, [one, two])
    await assert.rejects(migrate(handle, [one]), {
      code: 'db.newer_program',
      params: { name: '8002-scratch' },
    })
    assert.deepEqual(await migrate(handle, [one, two]), [])
    await handle.script(
      'drop table scratch_8001, scratch_8002; delete from migration where number in (8001, 8002)',
    )
  })

  test('an upgrade of which one migration fails rolls back whole, so that the program of before starts', async () => {
    const before = await sql<{ number: number }>`select number from migration`.execute(handle.db)
    const [good, bad] = [
      { number: 8101, name: '8101-good', text: 'create table done_whole (n int);', hash: 'x' },
      { number: 8102, name: '8102-bad', text: 'create table half_done (n int); select 1/0;', hash: 'x' },
    ] as [Migration, Migration]
    await assert.rejects(migrate(handle, [good, bad]), (error: AppError) => {
      assert.deepEqual([error.code, error.params['name']], ['db.migration_failed', '8102-bad'])
      return true
    })
    const after = await sql<{ number: number; made: string | null }>`
      select number, to_regclass('done_whole')::text as made from migration`.execute(handle.db)
    assert.deepEqual(after.rows, before.rows)
    assert.deepEqual(await migrate(handle, []), [])
    assert.deepEqual(await migrate(handle, [good]), ['8101-good'])
    await handle.script('drop table done_whole; delete from migration where number = 8101')
  })

  test('a failed migration rolls back whole', async () => {
    const bad = {
      number: 9001,
      name: '9001-bad',
      text: 'create table half_done (n int); select 1/0;',
      hash: 'x',
    }
    await assert.rejects(migrate(handle, [bad]), { code: 'db.migration_failed' })
    const { rows } = await sql<{ t: string | null }>`select to_regclass('half_done')::text as t`.execute(
      handle.db,
    )
    assert.equal(rows[0]?.t, null)
  })
})

test('a second opener of the same folder is told who holds it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-lock-'))
  const first = await openDatabase({ dataDir: folder })
  await assert.rejects(openDatabase({ dataDir: folder }), { code: 'db.in_use' })
  await first.close()
  rmSync(folder, { recursive: true })
})

test('a database that was killed while it was being made is made again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-unfinished-'))
  mkdirSync(join(folder, 'pg'))
  writeFileSync(join(folder, 'pg/PG_VERSION'), '18\n')
  writeFileSync(join(folder, 'pg.unfinished'), '')
  const first = await openDatabase({ dataDir: folder })
  await first.script('create table kept (n int)')
  await first.close()
  const second = await openDatabase({ dataDir: folder })
  await second.script('insert into kept values (1)')
  await second.close()
  rmSync(folder, { recursive: true })
})

test('ids are ordered by time and carry it', () => {
  const early = newId(new Date('2026-01-01T00:00:00.000Z'))
  const late = newId(new Date('2026-01-01T00:00:00.001Z'))
  assert.ok(early < late)
  assert.equal(idTime(early).toISOString(), '2026-01-01T00:00:00.000Z')
  assert.match(early, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
