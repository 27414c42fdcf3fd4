import type { CircularRule, RankedMeasure } from './rule.ts'

/** `n` good ones of `of`. */
export type Share = { readonly n: number; readonly of: number }
export type Shares = Readonly<Record<RankedMeasure, Share>>

export type Unit = {
  readonly key: string
  readonly shares: Shares
  /** Tasks that it holds and that are overdue as the period ends. */
  readonly overdue: number
}

export type Placed<T extends Unit> = T & {
  /** Null: too few cases for a rank. */
  readonly rank: number | null
  /** In basis points, rounded half up; the order goes by the exact fraction. */
  readonly score: number | null
}

type Fraction = { numerator: bigint; denominator: bigint }

/**
 * The weighted mean of the shares, as an exact fraction. A measure without a case says nothing of the unit: its weight
 * is left out rather than given away or held against it.
 */
function scoreOf({ weights }: CircularRule, shares: Shares): Fraction | null {
  const known = weights.filter(({ measure }) => shares[measure].of > 0)
  if (known.length === 0) return null
  const common = known.reduce((product, { measure }) => product * BigInt(shares[measure].of), 1n)
  const sum = known.reduce(
    (total, { measure, weight }) =>
      total + (BigInt(weight) * BigInt(shares[measure].n) * common) / BigInt(shares[measure].of),
    0n,
  )
  const weight = known.reduce((total, item) => total + BigInt(item.weight), 0n)
  return { numerator: sum, denominator: weight * common }
}

const inBasisPoints = ({ numerator, denominator }: Fraction) =>
  Number((numerator * 20_000n + denominator) / (denominator * 2n))

function compareScores(a: Fraction, b: Fraction): number {
  const difference = b.numerator * a.denominator - a.numerator * b.denominator
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

const breakers: Record<CircularRule['tieBreakers'][number], (a: Unit, b: Unit) => number> = {
  fewer_overdue: (a, b) => a.overdue - b.overdue,
  more_cases: (a, b) => b.shares.on_time.of - a.shares.on_time.of,
}

const byKey = (a: Unit, b: Unit) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)

/**
 * Units in the order of the rule: those with a rank, then those with too few cases for one. Equals share a rank, and
 * the next one is as far down as there are units before it (1, 2, 2, 4).
 */
export function rankUnits<T extends Unit>(rule: CircularRule, units: readonly T[]): Placed<T>[] {
  const scored = units.map((unit) => ({ unit, score: scoreOf(rule, unit.shares) }))
  const enough = scored.flatMap(({ unit, score }) =>
    score !== null && unit.shares.on_time.of >= rule.casesMin ? [{ unit, score }] : [],
  )
  type Scored = (typeof enough)[number]
  const compare = (a: Scored, b: Scored): number => {
    const difference = compareScores(a.score, b.score)
    if (difference !== 0) return difference
    for (const breaker of rule.tieBreakers) {
      const told = breakers[breaker](a.unit, b.unit)
      if (told !== 0) return told
    }
    return 0
  }
  const sorted = enough.toSorted((a, b) => compare(a, b) || byKey(a.unit, b.unit))
  let rank = 0
  const ranked = sorted.map((item, index): Placed<T> => {
    const before = sorted[index - 1]
    if (!before || compare(before, item) !== 0) rank = index + 1
    return { ...item.unit, rank, score: inBasisPoints(item.score) }
  })
  const placed = new Set(enough.map(({ unit }) => unit))
  const rest = scored
    .filter(({ unit }) => !placed.has(unit))
    .toSorted((a, b) => byKey(a.unit, b.unit))
    .map(
      ({ unit, score }): Placed<T> => ({
        ...unit,
        rank: null,
        score: score === null ? null : inBasisPoints(score),
      }),
    )
  return [...ranked, ...rest]
}
