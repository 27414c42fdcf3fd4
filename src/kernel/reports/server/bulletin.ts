import { localText, translate } from '#kernel/i18n/model'
import type { LedgerDefinition, Measure, StatisticsAnswer } from '#kernel/ledgers/model'
import { describeDate } from '#kernel/ledgers/server'
import { addDays } from '#kernel/time/model'
import { cellText } from '../model/cell-text.ts'
import type { Block, Paper } from '../model/paper.ts'
import { statisticsHeads, statisticsRows } from './figures-tables.ts'
import { dayOf, dayWords, paperWords } from './paper-frame.ts'

/** Official documents are in Chinese, whoever has them made. */
const locale = 'zh-CN'
const t = (key: string, params?: Record<string, string | number>) => translate(locale, key, params)

export type Bulletin = {
  unit: string
  definition: LedgerDefinition
  answer: StatisticsAnswer
  /** 发文字号; with it the document has its red head. */
  number: string | undefined
  addressee: string | undefined
  copies: string | undefined
}

/** 2026年3月 for a whole month, else both days; the year is said once. */
function periodWords(from: string, to: string): string {
  const [first, last] = [dayWords(locale, from), dayWords(locale, to)]
  const [year, month, day] = from.split('-')
  const isMonth = day === '01' && to.slice(0, 7) === `${year}-${month}` && addDays(to, 1).endsWith('-01')
  if (isMonth) return t('reports.month', { year: year ?? '', month: String(Number(month)) })
  const sameYear = to.startsWith(`${year}-`)
  return t('reports.bulletin.period', {
    from: first,
    to: sameYear ? last.slice(last.indexOf(yearMark) + 1) : last,
  })
}

const yearMark = t('reports.year_mark')
/** Characters of 二号 in a line. */
const titleLine = 20

/** A long title breaks between its parts, never within a word. */
const titleOf = (title: string, period: string) =>
  t(title.length + period.length + 9 > titleLine ? 'reports.bulletin.title_long' : 'reports.bulletin.title', {
    title,
    period,
  })

const measureName = (measure: Measure) => t(`ledgers.statistics.measure.${measure}`)

/** A figure with what it was made of, and what was left out by which rule. */
function sentenceOf(measure: Measure, rates: StatisticsAnswer['all']): string {
  const rate = rates[measure]
  const name = measureName(measure)
  if (!rate || rate.rate === null) return t('reports.bulletin.no_rate', { name })
  const excluded = rate.excluded.filter(({ count }) => count > 0)
  const figure = t('reports.bulletin.rate', {
    name,
    rate: cellText('percent', rate.rate),
    n: rate.n,
    of: rate.of,
  })
  if (excluded.length === 0) return t('reports.bulletin.sentence', { figure })
  const rules = excluded.map(({ rule, count }) =>
    t('reports.bulletin.rule', { rule: t(`ledgers.statistics.rule.${rule}`), count }),
  )
  return t('reports.bulletin.sentence_excluded', { figure, rules: rules.join(t('reports.separator')) })
}

function blocksOf({ definition, answer }: Bulletin): Block[] {
  const { measures, all, from, to, asOf } = answer
  const period = periodWords(from, to)
  const title = localText(definition.title, locale)
  const heading = (key: string): Block => ({ kind: 'heading', level: 1, text: t(key) })
  return [
    {
      kind: 'paragraph',
      text: t('reports.bulletin.opening', { title, period, at: describeDate(asOf ?? '') }),
    },
    heading('reports.bulletin.whole'),
    ...measures.map((measure): Block => ({ kind: 'paragraph', text: sentenceOf(measure, all) })),
    heading('reports.bulletin.groups'),
    ...measures.map(
      (measure): Block => ({
        kind: 'table',
        heads: statisticsHeads(locale, [measure]),
        rows: statisticsRows(locale, { ...answer, measures: [measure] }),
        total: [
          t('reports.total'),
          ...(
            statisticsRows(locale, {
              ...answer,
              measures: [measure],
              rows: [{ key: '', label: definition.title, rates: all }],
            })[0] ?? []
          ).slice(1),
        ],
      }),
    ),
    heading('reports.bulletin.rules'),
    ...measures.map(
      (measure): Block => ({
        kind: 'paragraph',
        text: t('reports.bulletin.rule_text', {
          name: measureName(measure),
          text: t(`ledgers.statistics.measure.${measure}.text`),
        }),
      }),
    ),
    {
      kind: 'paragraph',
      text: t('reports.bulletin.rule_text', {
        name: t('ledgers.statistics.rounding'),
        text: t('ledgers.statistics.rounding.text'),
      }),
    },
  ]
}

/**
 * 通报: the rates of a ledger as of a moment of recording, as an official document. All of it comes from what had been
 * recorded by then: made again for the same moment it is the same to the byte.
 */
export function bulletinPaper(bulletin: Bulletin): Paper {
  const { unit, definition, answer, number, addressee, copies } = bulletin
  const asOf = answer.asOf ?? ''
  const title = localText(definition.title, locale)
  return {
    ...(number ? { masthead: { organisation: t('reports.bulletin.masthead', { unit }), number } } : {}),
    title: titleOf(title, periodWords(answer.from, answer.to)),
    ...(addressee ? { addressee: t('reports.bulletin.addressee', { addressee }) } : {}),
    blocks: blocksOf(bulletin),
    signature: { organisation: unit, date: dayOf(asOf, locale) },
    ...(copies ? { copies } : {}),
    made: asOf,
    ...paperWords(locale),
  }
}
