/**
 * `npm test`: every check and every test, with one count over all of them.
 *   npm test -- --only unit                     one group of check, unit, postgres, paper, screens
 *   npm test -- --only postgres src/kernel/db   only test files whose path contains a text
 *   YIWANG_ALL=1 npm test                       what cannot be run counts as failed
 */
import { parseArgs } from 'node:util'
import { stopAll } from './command.ts'
import { closingLines, hasFailed, type Outcome, sum } from './outcome.ts'
import { type Group, groups, planSteps, type Step } from './steps.ts'

const lanes = 2

function chosenGroups(only: readonly string[]): Set<Group> {
  const names = only.flatMap((text) => text.split(','))
  const unknown = names.find((name) => !groups.some((group) => group === name))
  if (unknown !== undefined) throw new Error(`--only takes ${groups.join(', ')}; not ${unknown}`)
  return new Set(names.length === 0 ? groups : groups.filter((group) => names.includes(group)))
}

async function runStep(step: Step): Promise<Outcome> {
  const started = Date.now()
  const outcome = await step.run()
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  const { passed, failures, notRun } = outcome
  const verdict = failures.length > 0 ? 'FAILED' : notRun.length > 0 ? 'not run' : 'ok'
  console.log(`${verdict.padEnd(8)}${step.name}: ${passed} passed, ${failures.length} failed (${seconds} s)`)
  for (const { name, reason } of failures) console.log(`\n  ✗ ${name}\n${reason.replaceAll(/^/gm, '    ')}\n`)
  return outcome
}

/** Takes the steps in order over a few lanes; the screens get the machine to themselves, for they watch the clock. */
async function runSteps(steps: readonly Step[], isStopped: () => boolean): Promise<Outcome[]> {
  const screens = steps.filter(({ group }) => group === 'screens')
  const queue = steps.filter(({ group }) => group !== 'screens')
  const outcomes: Outcome[] = []
  const lane = async () => {
    for (let step = queue.shift(); step && !isStopped(); step = queue.shift())
      outcomes.push(await runStep(step))
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  for (const step of isStopped() ? [] : screens) outcomes.push(await runStep(step))
  return outcomes
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { only: { type: 'string', multiple: true, default: [] } },
    allowPositionals: true,
  })
  const everything = process.env['YIWANG_ALL'] === '1'
  let stopped = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      stopped = true
      stopAll()
    })
  const steps = planSteps(chosenGroups(values.only), positionals)
  const total = sum(await runSteps(steps, () => stopped))
  if (stopped) total.failures.push({ name: 'the run was stopped', reason: 'by a signal' })
  console.log('')
  for (const line of closingLines(total, everything)) console.log(line)
  process.exitCode = hasFailed(total, everything) ? 1 : 0
}

await main()
