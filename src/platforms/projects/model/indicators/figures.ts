import { z } from 'zod'
import type { CsvRecord } from '../csv.ts'
import { lastDay } from '../milestones.ts'
import type { Refusal, RefusalReason } from '../statements.ts'
import { zhCN } from './messages.zh-CN.ts'
import { Measure } from './measures.ts'

export const figureColumns = [
  'indicator',
  'value',
  'unit',
  'district',
  'period',
  'source',
  'as_of',
  'theme',
  'kind',
  'qualifier',
  'note',
] as const

export const figureKinds = ['actual', 'plan', 'rule', 'threshold', 'standard'] as const
export type FigureKind = (typeof figureKinds)[number]

/** What the board counts, and what a target may be set for. */
export const boardMeasures = [
  'started_count',
  'started_investment',
  'new_count',
  'over_100m_count',
  'new_over_100m_count',
  'in_statistics_count',
  'year_investment',
  'start_rate',
] as const
export type BoardMeasure = (typeof boardMeasures)[number]

/** A figure as somebody reported it. It is kept as it was said, whatever the register derives. */
export type Figure = {
  readonly indicator: string
  /** As printed: decimal digits. */
  readonly value: string
  readonly unit: string
  readonly district: string
  readonly period: string
  readonly source: string
  readonly asOf: string
  readonly theme: string
  readonly kind: FigureKind
  readonly qualifier: string
  readonly note: string
}

/** Figures with this in common are the same one, corrected. */
export const figureIdentity = ({
  indicator,
  district,
  period,
  source,
}: Pick<Figure, 'indicator' | 'district' | 'period' | 'source'>) =>
  [indicator, district, period, source].join('\n')

const text = z.string().trim()
const Derivation = z.strictObject({
  indicator: text.min(1),
  district: text.min(1),
  period: text.min(1),
  source: text.min(1),
  measure: Measure,
  board: z.enum(boardMeasures).optional(),
})
/** Which figure the register derives, and how: data, one line for each. */
export const Derivations = z.array(Derivation)
export type Derivation = z.infer<typeof Derivation>

export type ReadFigures = { figures: { row: number; figure: Figure }[]; refused: Refusal[] }

/** Reads the rows of a list of reported figures. A refused row says why and loses no other. */
export function readFigures(records: readonly CsvRecord[]): ReadFigures {
  const figures: ReadFigures['figures'] = []
  const refused: Refusal[] = []
  const seen = new Set<string>()
  for (const { row, cells, fault } of records) {
    const refuse = (column: string | null, reason: RefusalReason) =>
      refused.push({
        row,
        column,
        reason,
        value: (column ? (cells[column] ?? '') : Object.values(cells).join(',')).slice(0, 80),
      })
    const cell = (name: (typeof figureColumns)[number]) => (cells[name] ?? '').trim()
    const kind = figureKinds.find(
      (known) => zhCN[`projects.figure.kind.${known}`] === cell('kind') || known === cell('kind'),
    )
    if (fault) refuse(null, fault)
    else if (cell('indicator') === '') refuse('indicator', 'missing_name')
    else if (cell('source') === '') refuse('source', 'missing_source')
    else if (!/^\d{1,15}(\.\d{1,6})?$/.test(cell('value'))) refuse('value', 'malformed_amount')
    else if (!/^\d{4}-\d{2}$/.test(cell('as_of')) || !lastDay(cell('as_of'))) refuse('as_of', 'bad_as_of')
    else if (!kind) refuse('kind', 'unknown_category')
    else {
      const figure: Figure = {
        indicator: cell('indicator'),
        value: cell('value'),
        unit: cell('unit'),
        district: cell('district'),
        period: cell('period'),
        source: cell('source'),
        asOf: cell('as_of'),
        theme: cell('theme'),
        kind,
        qualifier: cell('qualifier'),
        note: cell('note'),
      }
      if (seen.has(figureIdentity(figure))) refuse('indicator', 'repeated_statement')
      else figures.push({ row, figure })
      seen.add(figureIdentity(figure))
    }
  }
  return { figures, refused }
}

export function missingFigureColumns(header: readonly string[]): string[] {
  return figureColumns.filter((column) => !header.includes(column))
}
