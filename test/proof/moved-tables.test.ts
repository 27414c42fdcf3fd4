import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { DatabaseHandle } from '#kernel/db/server'
import { openTestDatabase } from '../world/database.ts'

const source = (path: string) => readFileSync(join(import.meta.dirname, '../../src', path), 'utf8')
const projects = 'platforms/projects/server/migrations'

/** The statements that made a table and its index, as they were released. */
function making(path: string, table: string): string {
  const found = source(path)
    .split(/;\s*$/mu)
    .filter((statement) => new RegExp(`^\\s*create (table|index \\w+ on) ${table}\\b`, 'u').test(statement))
  assert.ok(found.length > 0, table)
  return `${found.join(';\n')};`
}

describe('rows of a table that moved', () => {
  let handle: DatabaseHandle
  before(async () => {
    handle = await openTestDatabase()
  })
  after(() => handle.close())
  const rowsOf = async (query: string) => (await sql.raw<{ row: object }>(query).execute(handle.db)).rows
  /** Runs with what other tables would have to hold left out. */
  const alone = (script: string) =>
    handle.script(`set session_replication_role = replica; ${script} set session_replication_role = origin;`)

  test('circulars of projects come whole into the kernel’s, with their files, and nothing else changes', async () => {
    const made = `${projects}/2160-circulars.sql`
    await handle.script(making(made, 'project_circular') + making(made, 'project_circular_file'))
    const columns = `'week', '211302', '2026-03-02', '2026-03-08', '2026-03-08T16:00:00Z', '2026-03-08T16:00:00.123456Z'`
    await alone(`
      insert into project_circular select ('00000000-0000-7000-8000-00000000000' || n)::uuid, ${columns
        .split(', ')
        .map((one, at) => `${one}::${['text', 'text', 'date', 'date', 'timestamptz', 'timestamptz'][at]}`)
        .join(', ')},
        n, 2, '{"accounts": {"7": "甲"}}', jsonb_build_object('n', n, 'text', '督查“通报”', 'share', 0.1), sha256('c'),
        '2026-03-09T01:02:03.456789Z', 7, 8, ('00000000-0000-7000-8000-0000000000a' || n)::uuid
        from generate_series(1, 3) as n;
      insert into project_circular_file select entry_id, format, number, 2, sha256('f'), entry_id, made_at
        from project_circular, (values ('docx', ''), ('pdf', ''), ('pdf', '〔2026〕1号')) as file (format, number);`)
    const before = await rowsOf(
      `select to_jsonb(c) - 'rule_no' || '{"ledger": "circular"}' as row from project_circular c order by entry_id`,
    )
    const files = await rowsOf(
      'select to_jsonb(f) as row from project_circular_file f order by entry_id, format, number',
    )
    assert.deepEqual([before.length, files.length], [3, 9])
    await alone(source(`${projects}/2209-circulars-in-the-kernel.sql`))
    assert.deepEqual(await rowsOf('select to_jsonb(c) as row from circular c order by entry_id'), before)
    assert.deepEqual(
      await rowsOf('select to_jsonb(f) as row from circular_file f order by entry_id, format, number'),
      files,
    )
    assert.deepEqual(await rowsOf(`select to_regclass('project_circular')::text as row`), [{ row: null }])
  })

  test('the rules of visits and of phones come over as versions, and what was never changed brings none', async () => {
    const rules = `select jsonb_build_array(book, district, version, body, reason, in_force_from, account_id) as row
      from rulebook_version where book in ('grid_coverage', 'offline_lease') order by book, district, version`
    const offline = 'kernel/offline/server/migrations'
    const lease = async (hours: number) => {
      await handle.script(making(`${offline}/1200-offline.sql`, 'offline_rule'))
      await handle.script(`insert into offline_rule (lease_hours, pin_tries) values (${hours}, 6)`)
      await handle.script(source('kernel/rulebooks/server/migrations/1310-lease-in-rulebooks.sql'))
    }
    await lease(12)
    assert.deepEqual(await rowsOf(rules), [])
    const grid = 'platforms/grid/server/migrations'
    await handle.script(making(`${grid}/3001-duty-and-coverage.sql`, 'grid_coverage_rule'))
    await alone(`insert into grid_coverage_rule values
      ('211302', 2, 60, '按季', 5, '2026-02-01T00:00:00Z'), ('211302', 1, 120, '试行', 4, '2026-01-01T00:00:00Z'),
      ('211303', 1, 30, '按月', 6, '2026-03-01T00:00:00Z');`)
    await handle.script(source(`${grid}/3401-coverage-in-rulebooks.sql`))
    await lease(8)
    const [one, two, three, phones] = (await rowsOf(rules)).map(({ row }) => row as unknown[])
    assert.deepEqual(
      [one?.slice(0, 5), one?.[6]],
      [['grid_coverage', '211302', 1, { visitDays: 120 }, '试行'], 4],
    )
    assert.deepEqual(
      [two?.slice(0, 5), two?.[6]],
      [['grid_coverage', '211302', 2, { visitDays: 60 }, '按季'], 5],
    )
    assert.deepEqual(three?.slice(0, 5), ['grid_coverage', '211303', 1, { visitDays: 30 }, '按月'])
    assert.deepEqual(phones?.slice(0, 4), ['offline_lease', '', 1, { leaseHours: 8, pinTries: 6 }])
  })
})
