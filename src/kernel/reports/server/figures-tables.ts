import { type Locale, localText, translate } from '#kernel/i18n/model'
import type { BoardAnswer, LedgerDefinition, StatisticsAnswer } from '#kernel/ledgers/model'
import { type Head, type Row, type Table } from '../model/table.ts'
import type { Maker } from './report-deps.ts'
import { tableFrame, titled } from './table-frame.ts'

type Query = Readonly<Record<string, unknown>>

/** A board: how many stand in each group, and how many of them are late. */
export function boardTable(
  maker: Maker,
  definition: LedgerDefinition,
  answer: BoardAnswer,
  query: Query,
): Table {
  const { locale } = maker
  const t = (key: string) => translate(locale, key)
  const rows = answer.groups.map(
    ({ label, count, overdue }): Row => [localText(label, locale), count, overdue],
  )
  const late = answer.groups.reduce((sum, { overdue }) => sum + (overdue ?? 0), 0)
  const moment = answer.asOf === null ? maker.now : new Date(answer.asOf)
  const axis = answer.asOf === null ? undefined : answer.axis
  return {
    ...tableFrame({
      title: titled(definition.title, locale, 'reports.board.title'),
      maker,
      moment,
      axis,
      query,
    }),
    heads: [
      { title: t('reports.board.group'), kind: 'text' },
      { title: t('reports.board.count'), kind: 'integer' },
      { title: t('reports.board.overdue'), kind: 'integer' },
    ],
    rows: () => [rows],
    total: [t('reports.total'), answer.total, late],
  }
}

type Rates = StatisticsAnswer['all']

function rateCells(locale: Locale, measures: StatisticsAnswer['measures'], rates: Rates): Row {
  return measures.flatMap((measure) => {
    const rate = rates[measure]
    if (!rate) return [null, null, null, null]
    const excluded = rate.excluded.map(
      ({ rule, count }) => `${translate(locale, `ledgers.statistics.rule.${rule}`)} ${count}`,
    )
    return [rate.rate, rate.n, rate.of, excluded.join('; ') || null]
  })
}

/** A head for the group, and for each measure one over its rate and what it was made of. */
export function statisticsHeads(locale: Locale, measures: StatisticsAnswer['measures']): Head[] {
  const t = (key: string) => translate(locale, key)
  const ofMeasures = measures.map(
    (measure): Head => ({
      title: t(`ledgers.statistics.measure.${measure}`),
      heads: [
        { title: t('reports.rates.rate'), kind: 'percent' },
        { title: t('reports.rates.n'), kind: 'integer' },
        { title: t('reports.rates.of'), kind: 'integer' },
        { title: t('reports.rates.excluded'), kind: 'text' },
      ],
    }),
  )
  return [{ title: t('reports.board.group'), kind: 'text' }, ...ofMeasures]
}

export function statisticsRows(
  locale: Locale,
  { rows, measures }: Pick<StatisticsAnswer, 'rows' | 'measures'>,
): Row[] {
  return rows.map(
    ({ label, rates }): Row => [localText(label, locale), ...rateCells(locale, measures, rates)],
  )
}

/** The rates of a ledger, a row for each group; the second sheet says by which rules they count. */
export function statisticsTable(
  maker: Maker,
  definition: LedgerDefinition,
  { answer, at }: { answer: StatisticsAnswer; at: string },
  query: Query,
): Table {
  const { locale } = maker
  const t = (key: string) => translate(locale, key)
  const frame = tableFrame({
    title: titled(definition.title, locale, 'reports.statistics.title'),
    maker,
    moment: new Date(at),
    axis: answer.asOf === null ? undefined : 'recorded',
    query,
    more: [[t('reports.made.period'), `${answer.from} — ${answer.to}`]],
  })
  return {
    ...frame,
    heads: statisticsHeads(locale, answer.measures),
    rows: () => [statisticsRows(locale, answer)],
    total: [t('reports.total'), ...rateCells(locale, answer.measures, answer.all)],
    notes: [
      ...answer.measures.map(
        (measure) =>
          [
            t(`ledgers.statistics.measure.${measure}`),
            t(`ledgers.statistics.measure.${measure}.text`),
          ] as const,
      ),
      [t('ledgers.statistics.rounding'), t('ledgers.statistics.rounding.text')],
    ],
  }
}
