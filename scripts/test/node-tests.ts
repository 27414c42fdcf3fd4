/** Runs test files in one process of node:test and counts what came of it. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { runCommand } from './command.ts'
import type { Outcome } from './outcome.ts'
import type { TestLine } from './reporter.ts'

const secondsPerTestMax = 180
const runMsMax = 45 * 60_000
/** Time for a process to end by itself once its last test is done; one that stays has left something open. */
const lingerMsMax = 120_000

function tail(text: string, lines = 40): string {
  return text.trim().split('\n').slice(-lines).join('\n')
}

/** The count of a run, from the reporter's lines, how the process ended, and what it printed. */
export function countRun(
  lines: readonly TestLine[],
  run: { code: number; output: string; lingered: boolean; files: readonly string[] },
): Outcome {
  const outcome: Outcome = { passed: 0, failures: [], notRun: [] }
  const fail = (name: string, reason: string) => outcome.failures.push({ name, reason })
  for (const line of lines) {
    if (line.kind === 'pass') outcome.passed += 1
    if (line.kind === 'fail') fail(`${line.file}: ${line.name}`, line.reason)
    if (line.kind === 'stray') fail(line.name, line.reason)
    if (line.kind === 'skip') fail(`${line.file}: ${line.name}`, 'a skipped test is a test that nobody runs')
  }
  const ended = lines.some(({ kind }) => kind === 'end')
  if (run.lingered)
    fail('the test process does not end', `something was left open, or it took too long\n${tail(run.output)}`)
  else if (!ended) fail('the test process broke off', tail(run.output))
  const told = new Set(lines.flatMap((line) => ('file' in line ? [line.file] : [])))
  const silent =
    run.code === 0 || run.lingered ? [] : run.files.filter((file) => !told.has(relative(process.cwd(), file)))
  for (const file of silent) fail(`${file}: no test of it ran`, tail(run.output))
  if (run.code !== 0 && outcome.failures.length === 0)
    fail(`the test process ended with code ${run.code}`, tail(run.output))
  return outcome
}

/** The lines written so far. One that cannot be read is left out; a run without its last line has broken off. */
function readLines(path: string): TestLine[] {
  if (!existsSync(path)) return []
  const texts = readFileSync(path, 'utf8').split('\n').slice(0, -1)
  return texts.flatMap((text) => {
    try {
      return [JSON.parse(text) as TestLine]
    } catch {
      return []
    }
  })
}

/** Calls `stop` when every test is done and the process goes on, or when it takes longer than a run may. */
function watchRun(path: string, lingerMs: number, stop: () => void): NodeJS.Timeout {
  const started = Date.now()
  let [seen, since] = [0, Date.now()]
  return setInterval(() => {
    const lines = readLines(path)
    if (lines.length !== seen) [seen, since] = [lines.length, Date.now()]
    const count = (wanted: TestLine['kind']) => lines.filter(({ kind }) => kind === wanted).length
    const isIdle = count('begun') > 0 && count('begun') === count('done')
    if ((isIdle && Date.now() - since > lingerMs) || Date.now() - started > runMsMax) stop()
  }, 500)
}

export async function runTestFiles(
  files: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  lingerMs = lingerMsMax,
): Promise<Outcome> {
  if (files.length === 0) return { passed: 0, failures: [], notRun: [] }
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-test-'))
  const path = join(folder, 'lines.json')
  const script = join(import.meta.dirname, 'run-files.ts')
  const args = [script, path, String(secondsPerTestMax), ...files]
  let lingered = false
  let watch: NodeJS.Timeout | undefined
  const { code, output } = await runCommand(process.execPath, args, {
    env: { ...process.env, NODE_ENV: 'test', ...env },
    onStart: (child) => {
      watch = watchRun(path, lingerMs, () => {
        lingered = true
        child.kill('SIGKILL')
      })
    },
  })
  clearInterval(watch)
  const outcome = countRun(readLines(path), { code, output, lingered, files })
  rmSync(folder, { recursive: true, force: true })
  return outcome
}
