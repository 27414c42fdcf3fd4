import { type AmountKind, amountKinds } from './light-rule.ts'
import { type InvestmentMonth, isMonth } from './months.ts'

/** What a source said was invested until the end of a month (累计完成投资). */
export type Opening = { readonly fen: number; readonly asOf: string; readonly source: string | null }

/** A sum over months, and how many of them it is known of. */
export type Sum = { fen: number; known: number; of: number }
export type AmountTotal = Sum & { opening: Opening | null; entryIds: string[] }
/** Reported less another amount, over the months of which both are known. */
export type Gap = { fen: number; comparable: number; of: number; entryIds: string[] }

export type ProjectAmounts = {
  plan: Sum
  amounts: Record<AmountKind, AmountTotal>
  gaps: { statistics: Gap; paid: Gap }
}

type Span = { from: string; to: string }
const within =
  ({ from, to }: Span) =>
  (month: InvestmentMonth) =>
    isMonth(month.period) && month.period >= from && month.period <= to

/**
 * The three amounts of a project over a span of months, each by itself. What a source said of the whole until some
 * month stands for the months until then; months after it are added to it. What is not known is not nought: it is
 * left out, and counted.
 */
export function amountsOf(
  months: readonly InvestmentMonth[],
  span: Span,
  opening: Opening | null = null,
): ProjectAmounts {
  const all = months.filter(within(span))
  const opens = opening !== null && opening.asOf >= span.from && opening.asOf <= span.to ? opening : null
  const total = (kind: AmountKind): AmountTotal => {
    const start = kind === 'reported' ? opens : null
    const counted = all.filter(({ period }) => start === null || period > start.asOf)
    const known = counted.filter(({ amounts }) => amounts[kind] !== null)
    return {
      fen: known.reduce((sum, { amounts }) => sum + (amounts[kind]?.fen ?? 0), start?.fen ?? 0),
      known: known.length,
      of: counted.length,
      opening: start,
      entryIds: known.map(({ entryId }) => entryId),
    }
  }
  const planned = all.filter(({ plan }) => plan !== null)
  return {
    plan: {
      fen: planned.reduce((sum, { plan }) => sum + (plan?.fen ?? 0), 0),
      known: planned.length,
      of: all.length,
    },
    amounts: Object.fromEntries(amountKinds.map((kind) => [kind, total(kind)])) as Record<
      AmountKind,
      AmountTotal
    >,
    gaps: { statistics: gapOf(all, 'statistics'), paid: gapOf(all, 'paid') },
  }
}

function gapOf(months: readonly InvestmentMonth[], other: 'statistics' | 'paid'): Gap {
  const both = months.filter(({ amounts }) => amounts.reported !== null && amounts[other] !== null)
  const fen = both.reduce(
    (sum, { amounts }) => sum + (amounts.reported?.fen ?? 0) - (amounts[other]?.fen ?? 0),
    0,
  )
  const of = months.filter(({ amounts }) => amounts.reported !== null || amounts[other] !== null).length
  return { fen, comparable: both.length, of, entryIds: both.map(({ entryId }) => entryId) }
}

/** Sums of several projects; `known` and `of` count months. */
export function addAmounts(all: readonly ProjectAmounts[]): ProjectAmounts {
  const sum = (items: readonly Sum[]): Sum => ({
    fen: items.reduce((total, { fen }) => total + fen, 0),
    known: items.reduce((total, { known }) => total + known, 0),
    of: items.reduce((total, { of }) => total + of, 0),
  })
  const gap = (items: readonly Gap[]): Gap => ({
    fen: items.reduce((total, { fen }) => total + fen, 0),
    comparable: items.reduce((total, { comparable }) => total + comparable, 0),
    of: items.reduce((total, { of }) => total + of, 0),
    entryIds: items.flatMap(({ entryIds }) => entryIds),
  })
  return {
    plan: sum(all.map(({ plan }) => plan)),
    amounts: Object.fromEntries(
      amountKinds.map((kind) => {
        const items = all.map(({ amounts }) => amounts[kind])
        return [kind, { ...sum(items), opening: null, entryIds: items.flatMap(({ entryIds }) => entryIds) }]
      }),
    ) as Record<AmountKind, AmountTotal>,
    gaps: {
      statistics: gap(all.map(({ gaps }) => gaps.statistics)),
      paid: gap(all.map(({ gaps }) => gaps.paid)),
    },
  }
}
