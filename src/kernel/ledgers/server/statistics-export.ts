import { write } from 'hucre'
import { type LocalText, type Locale, localText, translate } from '#kernel/i18n/model'
import type { StatisticsAnswer } from '../model/statistics-answers.ts'
import { plainCell } from '../model/plain-cell.ts'
import { describeDate } from './wording.ts'

type Export = { title: LocalText; answer: StatisticsAnswer; locale: Locale; at: string; by: string }
type Cell = string | number | null

/** Rates as a workbook: a row per group with each rate, its figures and its exclusions, and a sheet with the rules. */
export async function exportStatistics({ title, answer, locale, at, by }: Export): Promise<Buffer> {
  const t = (key: string, params?: Record<string, string | number>) => translate(locale, key, params)
  const name = (measure: string) => t(`ledgers.statistics.measure.${measure}`)
  const head = answer.measures.flatMap((measure) => [
    `${name(measure)} (%)`,
    t('ledgers.statistics.column.n', { measure: name(measure) }),
    t('ledgers.statistics.column.of', { measure: name(measure) }),
    t('ledgers.statistics.column.excluded', { measure: name(measure) }),
  ])
  const cells = (rates: StatisticsAnswer['all']): Cell[] =>
    answer.measures.flatMap((measure): Cell[] => {
      const rate = rates[measure]
      if (!rate) return [null, null, null, null]
      const excluded = rate.excluded.map(
        ({ rule, count }) => `${t(`ledgers.statistics.rule.${rule}`)} ${count}`,
      )
      return [rate.rate === null ? null : rate.rate / 100, rate.n, rate.of, excluded.join('; ') || null]
    })
  const note = t('ledgers.statistics.exported', {
    title: localText(title, locale),
    from: answer.from,
    to: answer.to,
    at: describeDate(at),
    by,
  })
  const figures = {
    name: t('ledgers.statistics.sheet'),
    rows: [
      [note],
      ['', ...head],
      ...answer.rows.map(({ label, rates }) => [plainCell(localText(label, locale)), ...cells(rates)]),
      [t('ledgers.statistics.all'), ...cells(answer.all)],
    ],
  }
  const rules = {
    name: t('ledgers.statistics.sheet.rules'),
    rows: [
      ...answer.measures.map((measure) => [name(measure), t(`ledgers.statistics.measure.${measure}.text`)]),
      [t('ledgers.statistics.rounding'), t('ledgers.statistics.rounding.text')],
    ],
  }
  return Buffer.from(await write({ sheets: [figures, rules] }))
}
