import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { runTestFiles } from './node-tests.ts'
import { checked, closingLines, hasFailed, leftOut, type Outcome, sum } from './outcome.ts'
import { programFolders } from './postgres-cluster.ts'
import { groupOf, usesDatabase } from './steps.ts'

async function runPlanted(context: TestContext, text: string, lingerMs?: number): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-planted-'))
  context.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'planted.test.mjs')
  writeFileSync(file, `import { describe, test } from 'node:test'\n${text}`)
  return runTestFiles([file], {}, lingerMs)
}

test('passed tests are counted, subtests too, suites not', async (context) => {
  const outcome = await runPlanted(
    context,
    `describe('suite', () => { test('one', () => {}); test('two', async (t) => { await t.test('three', () => {}) }) })`,
  )
  assert.deepEqual(outcome, { passed: 3, failures: [], notRun: [] })
})

test('a test may start processes of its own', async (context) => {
  const outcome = await runPlanted(
    context,
    `import { fork } from 'node:child_process'
    import { writeFileSync } from 'node:fs'
    const script = new URL('./child.mjs', import.meta.url)
    writeFileSync(script, 'process.exit(process.execArgv.length)')
    test('forks', (t, done) => { fork(script).on('exit', (code) => done(code === 0 ? null : new Error('flags'))) })`,
  )
  assert.deepEqual(outcome, { passed: 1, failures: [], notRun: [] })
})

const faults: readonly [name: string, text: string, passed: number, reason: RegExp][] = [
  ['a failed test', `test('a', () => {}); test('b', () => { throw new Error('broken') })`, 1, /broken/],
  [
    'a test that fails inside a suite, once',
    `describe('s', () => { test('a', () => { throw new Error('deep') }) })`,
    0,
    /deep/,
  ],
  ['a skipped test', `test('a', () => {}); test.skip('b', () => {})`, 1, /skipped/],
  ['a test put off', `test('a', () => {}); test('b', { todo: true }, () => {})`, 1, /skipped/],
  [
    'a rejection that nobody handles',
    `test('a', async () => { Promise.reject(new Error('lost')); await new Promise((r) => setTimeout(r, 20)) })`,
    0,
    /lost/,
  ],
  [
    'a rejection after the test',
    `test('a', () => { setTimeout(() => Promise.reject(new Error('late')), 50) })`,
    1,
    /late/,
  ],
  ['a file that cannot be imported', `import './nowhere.mjs'\ntest('a', () => {})`, 0, /nowhere/],
  ['a process that is ended by a test', `test('a', () => process.exit(0))`, 0, /.*/],
]

for (const [name, text, passed, reason] of faults)
  test(`${name} counts as failed`, async (context) => {
    const outcome = await runPlanted(context, text)
    assert.equal(outcome.failures.length, 1, JSON.stringify(outcome))
    assert.equal(outcome.passed, passed)
    assert.match(outcome.failures[0]?.reason ?? '', reason)
  })

test('a process that does not end after its tests counts as failed', async (context) => {
  const outcome = await runPlanted(context, `test('a', () => { setInterval(() => {}, 1000) })`, 100)
  assert.deepEqual(
    outcome.failures.map(({ name }) => name),
    ['the test process does not end'],
  )
})

test('the closing lines tell what was left out, then the count over everything', () => {
  const total = sum([checked('types', { code: 0, output: '' }), leftOut('the screens: no browser')])
  assert.deepEqual(closingLines(total, false), ['Not run: the screens: no browser', '1 passed, 0 failed'])
  assert.equal(hasFailed(total, false), false)
  assert.deepEqual(closingLines(checked('types', { code: 0, output: '' }), false), [
    'Nothing was left out.',
    '1 passed, 0 failed',
  ])
})

test('where everything must run, what was left out counts as failed', () => {
  const total = sum([checked('types', { code: 0, output: '' }), leftOut('the screens: no browser')])
  assert.equal(closingLines(total, true).at(-1), '1 passed, 1 failed')
  assert.equal(hasFailed(total, true), true)
})

test('a check that fails is one failure with what it printed', () => {
  const outcome = checked('lint', { code: 1, output: 'a.ts:1 wrong\n' })
  assert.deepEqual(outcome.failures, [{ name: 'lint', reason: 'a.ts:1 wrong' }])
  assert.equal(hasFailed(outcome, false), true)
})

test('a run without any test has failed', () => {
  assert.equal(hasFailed(sum([]), false), true)
})

test('the newest PostgreSQL of Debian is taken first, older ones than 15 never', () => {
  assert.deepEqual(programFolders('/usr/bin', ['13', '15', '17']), [
    '/usr/lib/postgresql/17/bin',
    '/usr/lib/postgresql/15/bin',
    '/usr/bin',
  ])
})

test('a test file belongs to one group, and database tests run on each database', () => {
  assert.equal(groupOf('test/e2e/problem.test.ts'), 'screens')
  assert.equal(groupOf('test/paper/exports.test.ts'), 'paper')
  assert.equal(groupOf('test/tidy.test.ts'), 'check')
  assert.equal(groupOf('src/kernel/time/model/clock.test.ts'), 'unit')
  const path = 'src/kernel/orgs/server/a.test.ts'
  assert.equal(usesDatabase({ path, text: `import { w } from '../../../../test/world/world.ts'` }), true)
  assert.equal(usesDatabase({ path, text: `import { chooseLocale } from '#kernel/i18n/model'` }), false)
})
