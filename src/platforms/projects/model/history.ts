import type { ProjectStatement } from './statements.ts'

/**
 * What a source's month means on the time line. A page says what was so by the end of its month; it is not printed
 * from which day on. So the statement takes effect on the month's last day, 00:00 in Shanghai: every reading "as of
 * 2019-06" (the month's end) or "as of 2019-06-30" shows it, and none of an earlier day does.
 */
export function effectiveInstant(asOf: string): Date {
  const [year, month] = asOf.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year ?? 0, month ?? 1, 0)).toISOString().slice(0, 10)
  return new Date(`${lastOfMonth}T00:00:00+08:00`)
}

/** A fact that a source printed, with the source and its month. */
export type Dated<T> = { readonly value: T; readonly source: string; readonly asOf: string }

export const datedFacts = [
  'name',
  'enterprises',
  'category',
  'investmentFen',
  'investedFen',
  'capacity',
  'stage',
  'stageText',
  'expectedDates',
  'milestones',
  'park',
  'jobs',
  'outputValue',
  'location',
  'divisionCode',
  'notes',
] as const satisfies readonly (keyof ProjectStatement)[]
export type FactName = (typeof datedFacts)[number]

export type ProjectFacts = { readonly [Name in FactName]?: Dated<ProjectStatement[Name]> }

/** What a later source replaces even by silence: the words that belong to one page alone. */
const ofOnePage: ReadonlySet<FactName> = new Set(['stageText', 'notes'])

/**
 * What was known of a project by a month: of each fact the newest statement that prints it. A later page that is
 * silent on a fact does not take it back, and the fact keeps the source and month that it came from.
 */
export function factsAsOf(statements: readonly ProjectStatement[], month: string): ProjectFacts {
  const known = statements.filter((s) => s.asOf <= month).sort((a, b) => (a.asOf < b.asOf ? -1 : 1))
  const facts: { -readonly [Name in FactName]?: Dated<ProjectStatement[FactName]> } & object = {}
  for (const statement of known) {
    for (const fact of datedFacts) {
      const value = statement[fact]
      if (isPrinted(value) && !isCoarser(fact, value, facts)) {
        Object.assign(facts, { [fact]: { value, source: statement.source, asOf: statement.asOf } })
      } else if (ofOnePage.has(fact)) delete facts[fact]
    }
  }
  return facts as ProjectFacts
}

/** A district says less than the township that an earlier page named. */
function isCoarser(
  fact: FactName,
  value: unknown,
  facts: Record<string, Dated<unknown> | undefined>,
): boolean {
  const before = facts[fact]?.value
  return fact === 'divisionCode' && typeof before === 'string' && before.startsWith(String(value))
}

function isPrinted(value: unknown): boolean {
  return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
}
