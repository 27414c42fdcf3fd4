import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { runCli } from '../cli.ts'

async function run(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const terminal = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), env: {} }
  const code = await runCli(['--lang', 'en', ...args], terminal)
  return { code, out: out.join('\n'), err: err.join('\n') }
}

describe('yiwang import', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-import-'))
  const data = join(folder, 'data')
  const list = join(import.meta.dirname, '../../../data/chaoyang/projects.csv')

  test('a project list is taken over once, and a faulty row is told with its number and reason', async () => {
    assert.equal((await run('seed', '--real-only', '--no-accounts', '--data', data)).code, 0)
    const faulty = join(folder, 'faulty.csv')
    const header =
      'district,name,enterprise,category,investment_wan,invested_wan,capacity,stage_reported,expected_dates,park,jobs,output_value,source,as_of,project_key,stage_text,location,notes'
    writeFileSync(
      faulty,
      `${header}\r\n双塔区,示例·甲（虚构）,,工业,-5,,,在建,,,,,test,2024-01,x1,,,\r\n双塔区,示例·乙（虚构）,,工业,5,,,在建,,,,,test,2024-01,x2,,,\r\n`,
    )
    const report = await run('import', 'projects', faulty, '--data', data)
    assert.equal(report.code, 1)
    assert.equal(report.out, '1 added, 0 changed, 0 unchanged, 1 refused')
    assert.match(report.err, /^row 2 \(investment_wan\): an amount cannot be negative: -5$/)
    const json = await run('import', 'projects', faulty, '--json', '--data', data)
    const { unchanged, refused } = JSON.parse(json.out) as { unchanged: unknown[]; refused: unknown[] }
    assert.equal(unchanged.length, 1)
    assert.deepEqual(refused, [{ row: 2, column: 'investment_wan', reason: 'negative_amount', value: '-5' }])
  })

  test('what cannot be read or is not known is one sentence', async () => {
    assert.equal((await run('import', 'projects')).code, 2)
    const missing = await run('import', 'projects', join(folder, 'none.csv'), '--data', data)
    assert.equal(missing.code, 2)
    assert.match(missing.err, /none\.csv/)
    const unknown = await run('import', 'trees', list, '--data', data)
    assert.equal(unknown.code, 2)
    assert.match(unknown.err, /projects/)
  })
})
