/** The steps of `npm test` and the files each of them takes. */
import { join } from 'node:path'
import { openChromium } from './chromium.ts'
import { runCommand } from './command.ts'
import { runTestFiles } from './node-tests.ts'
import { openOffice } from './office.ts'
import { checked, leftOut, nothing, type Outcome } from './outcome.ts'
import { openPostgres } from './postgres-cluster.ts'
import { readSources, type SourceFile } from './sources.ts'

export const groups = ['check', 'unit', 'postgres', 'paper', 'screens'] as const
export type Group = (typeof groups)[number]
export type Step = { name: string; group: Group; run: () => Promise<Outcome> }

const root = process.cwd()
const program = (name: string) => join(root, 'node_modules', '.bin', name)

/** Which group a test file belongs to: the browser's, the checks of the repository itself, what is printed, or the rest. */
export function groupOf(path: string): Group {
  if (path.startsWith('test/e2e/')) return 'screens'
  if (path.startsWith('test/paper/')) return 'paper'
  if (path === 'test/tidy.test.ts' || path === 'scripts/test/boundaries.test.ts') return 'check'
  return 'unit'
}

/** True for tests that open a database through the test world and so run on each of the databases. */
export function usesDatabase({ path, text }: SourceFile): boolean {
  return (
    groupOf(path) === 'unit' &&
    (path.startsWith('test/proof/') ||
      /YIWANG_TEST_DATABASE|['"][./]*\/(test\/)?(world|toy)\/|openTestDatabase/.test(text))
  )
}

function findTestFiles(filters: readonly string[]): SourceFile[] {
  const folders = ['bin', 'scripts', 'src', 'test', 'bench']
  return readSources(root, folders, ['.test.ts', '.test.tsx', '.test.mjs']).filter(
    ({ path }) =>
      filters.length === 0 || filters.some((filter) => path.includes(filter.replace(/^\.\//, ''))),
  )
}

async function runPostgres(files: readonly string[]): Promise<Outcome> {
  if (files.length === 0) return nothing()
  const postgres = await openPostgres()
  if ('reason' in postgres) return leftOut(`the tests on PostgreSQL: ${postgres.reason}`)
  try {
    return await runTestFiles(files, { YIWANG_TEST_DATABASE: postgres.url, DATABASE_URL: undefined })
  } finally {
    await postgres.stop()
  }
}

async function runPaper(files: readonly string[]): Promise<Outcome> {
  if (files.length === 0) return nothing()
  const reason = await openOffice()
  if (reason !== null) return leftOut(`the tests of what is printed: ${reason}`)
  return runTestFiles(files, { YIWANG_TEST_DATABASE: 'embedded', DATABASE_URL: undefined })
}

async function runScreens(files: readonly string[]): Promise<Outcome> {
  if (files.length === 0) return nothing()
  const chromium = await openChromium()
  if ('reason' in chromium) return leftOut(`the tests of the screens: ${chromium.reason}`)
  const build = await runCommand(process.execPath, [join(root, 'bin', 'web.mjs')])
  if (build.code !== 0) return checked('the web is built', build)
  return runTestFiles(files, {
    YIWANG_TEST_DATABASE: 'embedded',
    YIWANG_CHROMIUM: chromium.path,
    DATABASE_URL: undefined,
  })
}

/** Every step of the chosen groups. Filters leave only the test files whose path contains one of them. */
export function planSteps(chosen: ReadonlySet<Group>, filters: readonly string[]): Step[] {
  const files = findTestFiles(filters)
  const of = (group: Group) => files.filter(({ path }) => groupOf(path) === group).map(({ path }) => path)
  const onDatabases = files.filter(usesDatabase).map(({ path }) => path)
  const command = (name: string, bin: string, args: readonly string[]): Step => ({
    name,
    group: 'check',
    run: async () => checked(name, await runCommand(program(bin), args)),
  })
  const whole = filters.length === 0
  const embedded = { YIWANG_TEST_DATABASE: 'embedded', DATABASE_URL: undefined }
  const steps: Step[] = [
    {
      name: 'unit and routes, embedded database',
      group: 'unit',
      run: () => runTestFiles(of('unit'), embedded),
    },
    ...(whole
      ? [
          command('types', 'tsc', ['--noEmit']),
          command('lint', 'oxlint', ['--quiet', '.']),
          command('format', 'biome', ['format', '.']),
          command('dead code', 'knip', ['--no-progress', '--no-config-hints']),
        ]
      : []),
    { name: 'boundaries and tidiness', group: 'check', run: () => runTestFiles(of('check'), embedded) },
    { name: 'the same on PostgreSQL', group: 'postgres', run: () => runPostgres(onDatabases) },
    { name: 'what is printed, LibreOffice and Poppler', group: 'paper', run: () => runPaper(of('paper')) },
    { name: 'screens, Chromium', group: 'screens', run: () => runScreens(of('screens')) },
  ]
  return steps.filter(({ group }) => chosen.has(group))
}
