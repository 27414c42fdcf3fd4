import { join } from 'node:path'
import { openChromium } from '../../scripts/test/chromium.ts'
import { runCommand } from '../../scripts/test/command.ts'
import { runTestFiles } from '../../scripts/test/node-tests.ts'

type Attack = { name: string; files: readonly string[]; browser?: boolean }

/** Each attack with the tests that try it. */
export const attacks: readonly Attack[] = [
  {
    name: 'guessing passwords, names that exist, fixed sessions',
    files: [
      'src/kernel/identity/server/session.test.ts',
      'src/kernel/identity/server/sessions.test.ts',
      'src/kernel/identity/model/lockout.test.ts',
    ],
  },
  {
    name: 'writes by other sites, undeclared fields, client keys, climbing paths, drops, large bodies',
    files: ['test/attack/doors.test.ts', 'src/kernel/http/server/http-server.test.ts'],
  },
  { name: 'ids, lists, counts and events of others, guessed', files: ['test/access/access.test.ts'] },
  {
    name: 'forged and replayed keys, live events, hidden fields',
    files: ['test/access/more-ways.test.ts', 'test/access/leaks.test.ts'],
  },
  {
    name: 'our own network through what the house dials',
    files: [
      'test/attack/dialling.test.ts',
      'src/kernel/notices/server/outgoing.test.ts',
      'src/kernel/notices/server/adapters.test.ts',
    ],
  },
  {
    name: 'bombs, entities and foreign paths in files, pages as files',
    files: [
      'test/attack/hostile-files.test.ts',
      'src/kernel/files/server/files.test.ts',
      'src/kernel/files/server/images.test.ts',
      'src/kernel/map/server/exchange.test.ts',
      'src/platforms/projects/model/mspdi/read-project.test.ts',
    ],
  },
  {
    name: 'formulas in tables that leave',
    files: [
      'src/kernel/reports/server/xlsx/workbook.test.ts',
      'src/platforms/grid/web/quality/table-text.test.ts',
    ],
  },
  { name: 'SQL in every parameter', files: ['test/attack/sql.test.ts'] },
  { name: 'patterns slowed by what they read', files: ['test/attack/patterns.test.ts'] },
  { name: 'malformed requests', files: ['test/attack/fuzz.test.ts'] },
  { name: 'metrics that tell of persons', files: ['src/main/metrics.test.ts'] },
  { name: 'a past written anew', files: ['test/proof/tamper.test.ts'] },
  {
    name: 'scripts in every text, in Chromium',
    files: ['test/e2e/planted-scripts.test.ts'],
    browser: true,
  },
]

type Verdict = { attack: string; tests: number; verdict: 'held' | 'found' | 'not run' }

async function judge({ name, files, browser }: Attack, root: string, print: Print): Promise<Verdict> {
  const chromium = browser ? await openChromium() : undefined
  const left = (reason: string): Verdict => {
    print(`  ${name}: ${reason}`)
    return { attack: name, tests: 0, verdict: 'not run' }
  }
  if (chromium && 'reason' in chromium) return left(chromium.reason)
  if (chromium) {
    const build = await runCommand(process.execPath, [join(root, 'bin', 'web.mjs')])
    if (build.code !== 0) return left('the web pages can’t be built')
  }
  const { passed, failures, notRun } = await runTestFiles(files, {
    YIWANG_TEST_DATABASE: process.env['DATABASE_URL'] ?? 'embedded',
    YIWANG_ATTACK: 'whole',
    DATABASE_URL: undefined,
    ...(chromium && 'path' in chromium ? { YIWANG_CHROMIUM: chromium.path } : {}),
  })
  for (const { name, reason } of failures) print(`\n✗ ${name}\n${reason}\n`)
  const verdict = failures.length > 0 ? 'found' : notRun.length > 0 || passed === 0 ? 'not run' : 'held'
  return { attack: name, tests: passed + failures.length, verdict }
}

type Print = (line: string) => void

/** Tries every attack by its tests, one after the other, and prints a table; answers whether all of them were held. */
export async function suite(root: string, wanted: readonly string[], print: Print): Promise<boolean> {
  const chosen = attacks.filter(
    ({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
  )
  const verdicts: Verdict[] = []
  for (const attack of chosen) {
    const verdict = await judge(attack, root, print)
    verdicts.push(verdict)
    print(`${verdict.verdict.padEnd(8)}${attack.name}`)
  }
  const width = Math.max(...chosen.map(({ name }) => name.length), 6)
  print(`\n${'attack'.padEnd(width)}  tests  verdict`)
  for (const { attack, tests, verdict } of verdicts)
    print(`${attack.padEnd(width)}  ${String(tests).padStart(5)}  ${verdict}`)
  return verdicts.length > 0 && verdicts.every(({ verdict }) => verdict === 'held')
}
