import {
  boundsOf,
  type Case,
  type CaseBasis,
  type ExclusionRule,
  exclusionRules,
  type Measure,
  measureBasis,
  measures,
  type Period,
  ruleAt,
} from './statistics.ts'

export type Rate = {
  /** How many of them. */
  n: number
  of: number
  excluded: { rule: ExclusionRule; count: number }[]
  /** In basis points (1/100 %); null where there is no case. */
  rate: number | null
}
export type Rates = Partial<Record<Measure, Rate>>

/**
 * `n` of `of` in basis points, rounded half up, by whole numbers alone. What is not all is never shown as all, and
 * what is not nothing never as nothing: 99,999 of 100,000 are 99.99 %, and 1 of 100,000 is 0.01 %.
 */
export function basisPoints(n: number, of: number): number | null {
  if (of === 0) return null
  const rounded = Number((BigInt(n) * 20_000n + BigInt(of)) / (BigInt(of) * 2n))
  if (n > 0 && n < of) return Math.min(9999, Math.max(1, rounded))
  return rounded
}

/** Cases that are alike, and how many there are. */
export type CaseCount = Pick<Case, 'basis' | 'rule' | 'yes'> & { count: number }

/** Measures whose cases are tasks: the others say nothing about one kind of task. */
export const taskMeasures: readonly Measure[] = measures.filter((measure) =>
  (['due', 'response', 'finished'] as CaseBasis[]).includes(measureBasis[measure]),
)

/** The rates that counted cases make. */
export function ratesOf(counts: readonly CaseCount[], of: readonly Measure[] = measures): Rates {
  return Object.fromEntries(
    of.map((measure): [Measure, Rate] => {
      const own = counts.filter(({ basis }) => basis === measureBasis[measure])
      const sum = (some: (count: CaseCount) => boolean) =>
        own.reduce((total, item) => total + (some(item) ? item.count : 0), 0)
      const n = sum(({ rule, yes }) => rule === null && yes.includes(measure))
      const all = sum(({ rule }) => rule === null)
      const excluded = exclusionRules.flatMap((rule) => {
        const count = sum((item) => item.rule === rule)
        return count > 0 ? [{ rule, count }] : []
      })
      return [measure, { n, of: all, excluded, rate: basisPoints(n, all) }]
    }),
  )
}

export type Asked = Period & {
  /** When one asks, ISO 8601 in UTC. */
  now: string
  /** Kinds of task, or all; without, those of the handling. */
  tasks?: readonly string[] | 'all' | undefined
}

/** Whether a case is among what is asked for. */
export function isAsked(one: Case, { tasks, ...period }: Asked): boolean {
  const [from, before] = boundsOf(period)
  if (one.placedAt < from || one.placedAt >= before) return false
  if (tasks === undefined) return one.usual
  return one.task !== null && (tasks === 'all' || tasks.includes(one.task))
}

/** The cases that are asked for, each with what excludes it at that time: what a figure's rows are. */
export function askedCases<T extends Case>(cases: readonly T[], asked: Asked): T[] {
  return cases.filter((one) => isAsked(one, asked)).map((one) => ({ ...one, rule: ruleAt(one, asked.now) }))
}

export function countCases(cases: readonly Case[]): CaseCount[] {
  return cases.map(({ basis, rule, yes }) => ({ basis, rule, yes, count: 1 }))
}
