import type { Values } from '#kernel/ledgers/model'
import type { ProjectStatement } from './statements.ts'

/**
 * What a statement says to the ledger. A fact that the source is silent on is left out: it takes back nothing that
 * an earlier source said. Where a row is corrected, facts that its first version had and the new one lacks are
 * named in `withdrawn` and set to nothing.
 */
export function toInput(statement: ProjectStatement, withdrawn: readonly string[] = []): Values {
  const said: Values = {
    stage: statement.stage,
    source: statement.source,
    projectKey: statement.key,
    name: statement.name,
    category: statement.category,
    reportedStage: statement.stage,
    ...printed({
      enterprises: statement.enterprises.join('\uff1b'),
      park: statement.park,
      investmentFen: statement.investmentFen,
      investedFen: statement.investedFen,
      capacity: statement.capacity,
      outputValue: statement.outputValue,
      jobs: statement.jobs,
      stageText: statement.stageText,
      expectedDates: statement.expectedDates,
      location: statement.location,
      notes: statement.notes,
    }),
  }
  if (statement.milestones.length > 0) {
    said.milestones = statement.milestones.map(({ kind, label, from, due, note }) => ({
      kind,
      label,
      due,
      ...printed({ from, note }),
    }))
  }
  return { ...Object.fromEntries(withdrawn.map((name) => [name, null])), ...said }
}

function printed(facts: Record<string, string | number | null>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(facts).filter(
      (fact): fact is [string, string | number] => fact[1] !== null && fact[1] !== '',
    ),
  )
}

/** The facts that the earlier version of a row had and the corrected one lacks. */
export function withdrawnFacts(before: ProjectStatement, after: ProjectStatement): string[] {
  const now = toInput(after)
  return Object.keys(toInput(before)).filter((name) => !(name in now))
}

/** The deepest place that the statements of one project agree on. */
export function agreedPlace(statements: readonly ProjectStatement[]): string {
  const codes = statements.map((statement) => statement.divisionCode)
  const [deepest = ''] = codes.toSorted((a, b) => b.length - a.length)
  if (codes.every((code) => deepest.startsWith(code))) return deepest
  return statements[0]?.divisionCode.slice(0, 6) ?? ''
}
