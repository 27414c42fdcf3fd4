import { type RawBuilder, sql } from 'kysely'

/** Whoever has more looks for something among them: what a count costs does not grow with what has piled up. */
const countedMax = 1000

/** How far the rows of a list are counted: always a page beyond the one asked for, so that each page can be reached. */
export function countLimit({ page, size }: { page: number; size: number } = { page: 0, size: 0 }): number {
  return Math.max(countedMax, (page + 1) * size)
}

/**
 * A number that stops: of `from` (`from … where …`, without a `select`) no more than one row beyond the limit is read.
 * Stands where a query stands whose row has the number as `n`; `told` says what it means.
 */
export function countUpTo(limit: number, from: RawBuilder<unknown>): RawBuilder<{ n: number }> {
  return sql<{
    n: number
  }>`select count(*)::int as n from (select ${from} limit ${sql.lit(limit + 1)}) as first`
}

/** How many there are, or the limit and that there are more. */
export function told(row: { n: number } | undefined, limit: number): { total: number; more: boolean } {
  const n = row?.n ?? 0
  return { total: Math.min(n, limit), more: n > limit }
}
