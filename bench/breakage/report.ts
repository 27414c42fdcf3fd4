import type { Machine } from '../report.ts'
import type { Outcome } from './ground.ts'

const states = { held: 'held', broken: 'BROKEN', not_run: 'not run' }

function title({ name, database }: Outcome): string {
  return `${name}, ${database === 'postgres' ? 'PostgreSQL' : 'embedded'}`
}

/** An outcome as Markdown: what was checked, what was counted. */
export function outcomeText(outcome: Outcome): string {
  const { state, reason, checks, facts, table, seconds, load } = outcome
  const lines = [
    `### ${title(outcome)}: ${states[state]}`,
    '',
    `${seconds} s, load average at its end ${load}.`,
  ]
  if (reason !== undefined) lines.push('', reason)
  const merged = new Map<string, { times: number; broken: string[] }>()
  for (const { what, holds, detail } of checks) {
    const one = merged.get(what) ?? { times: 0, broken: [] }
    one.times += 1
    if (!holds) one.broken.push(detail ?? '')
    merged.set(what, one)
  }
  if (merged.size > 0) lines.push('')
  for (const [what, { times, broken }] of merged) {
    const often = times > 1 ? ` (${times} times)` : ''
    lines.push(
      broken.length === 0 ? `- ${what}${often}` : `- **not: ${what}** (${broken.length} of ${times})`,
    )
  }
  const counted = Object.entries(facts)
  if (counted.length > 0) lines.push('', counted.map(([what, value]) => `${what}: ${value}`).join('; '))
  if (table !== undefined) lines.push('', table)
  return lines.join('\n')
}

/** The file of results with these outcomes in place of the earlier ones of the same scenarios. */
export function withOutcomes(
  file: string,
  outcomes: readonly Outcome[],
  about: Machine & { seed: number },
): string {
  const [head = '', ...sections] = file.split(/^(?=### )/m)
  const kept = new Map(sections.map((text) => [text.slice(4, text.indexOf(':')), text.trimEnd()]))
  const { at, commit, cpu, cores, memoryGb, node, postgres, seed } = about
  const where = `${at.slice(0, 16).replace('T', ' ')} UTC, ${commit}, ${cores} × ${cpu}, ${memoryGb} GB, Node ${node}, PostgreSQL ${postgres}; seed ${seed}.`
  for (const outcome of outcomes) kept.set(title(outcome), `${outcomeText(outcome)}\n\n${where}`)
  return `${head.trimEnd()}\n\n${[...kept.values()].join('\n\n')}\n`
}
