import { performance } from 'node:perf_hooks'
import { allPatterns, type Pattern } from './find-patterns.ts'
import { grows, growthOf, type Measured, measure } from './measure.ts'
import { textOf } from './slow-inputs.ts'

export type Judged = Pattern & { source: string; measured: Measured }

/** Each pattern of the program once, measured; and those that are wholly put together as the program runs. */
export function judgeAll(root: string): { judged: Judged[]; composed: Pattern[] } {
  const judged = new Map<string, Judged>()
  const composed: Pattern[] = []
  for (const pattern of allPatterns(root)) {
    const { source, flags } = pattern
    if (source === undefined) composed.push(pattern)
    else if (!judged.has(`${source}/${flags}`))
      judged.set(`${source}/${flags}`, { ...pattern, source, measured: measure(source, flags) })
  }
  return { judged: [...judged.values()], composed }
}

/** What the engine of this machine takes for the worst input, to show what the steps mean. */
function millisecondsOf({ source, flags, measured }: Judged, length: number): number {
  if (!measured.worst) return 0
  const text = textOf(measured.worst.input, length)
  const pattern = new RegExp(source, flags)
  const started = performance.now()
  pattern.test(text)
  return performance.now() - started
}

/** Looks for patterns that an input could slow; answers whether there are none. */
export function patterns(root: string, print: (line: string) => void): boolean {
  const { judged, composed } = judgeAll(root)
  const inputs = judged.reduce((sum, { measured }) => sum + measured.inputs, 0)
  const found = judged.filter(({ measured }) => grows(measured))
  print(`${judged.length} patterns, ${inputs} inputs made to slow them`)
  const slowest = judged
    .filter(({ measured }) => measured.worst)
    .toSorted((a, b) => growthOf(b.measured.worst?.steps ?? []) - growthOf(a.measured.worst?.steps ?? []))
  for (const one of slowest.slice(0, Math.max(5, found.length))) {
    const { worst } = one.measured
    print(
      `${grows(one.measured) ? '✗' : ' '} × ${growthOf(worst?.steps ?? []).toFixed(2)} for twice the input: ${one.path}:${one.line} /${one.source}/${one.flags}`,
    )
    if (!grows(one.measured)) continue
    print(`    ${JSON.stringify(worst?.input)}: ${worst?.steps.join(', ')} steps`)
    // What grows without bound would not come back from a longer one.
    const lengths = growthOf(worst?.steps ?? []) === Infinity ? [20] : [10_000, 20_000]
    for (const length of lengths)
      print(`    ${length} characters: ${millisecondsOf(one, length).toFixed(1)} ms on this machine`)
  }
  for (const { path, line } of composed) print(`  from data, measured as the data has it: ${path}:${line}`)
  print(found.length === 0 ? 'no pattern can be slowed' : `patterns that can be slowed: ${found.length}`)
  return found.length === 0
}
