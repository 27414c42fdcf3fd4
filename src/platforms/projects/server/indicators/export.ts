import { defineRoute, type Route } from '#kernel/http/server'
import { type Locale, translate } from '#kernel/i18n/model'
import { type Directory, exportRight } from '#kernel/ledgers/server'
import type { Row } from '#kernel/reports/model'
import { makerOf, tableFrame, workbook } from '#kernel/reports/server'
import { readBoard } from './read-board.ts'
import type { FigureDeps } from './read-figures.ts'
import { BoardParameters } from './routes.ts'

/** The indicator board as a workbook: one row for each indicator and span, with how much of it is known. */
export function boardFileRoute(deps: FigureDeps & { directory: Directory }): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/projects/indicators.xlsx',
    summary: 'The indicators of a year by span as of a day, with targets, as a workbook',
    access: { kind: 'scoped', by: 'entry', right: exportRight },
    query: BoardParameters,
    produces: 'indicators',
    handler: async ({ actor, query, locale }) => {
      const answer = await readBoard(deps, actor, query)
      const t = (key: string) => translate(locale, key)
      const maker = await makerOf(deps, actor, locale)
      const title = `${t('projects.indicators.title')} ${answer.year}`
      const rows = answer.spans.flatMap(({ id, cells }) =>
        cells.map((cell): Row => {
          const targets = answer.targets.filter(({ measure }) => measure === cell.measure)
          return [
            t(`projects.indicators.${cell.measure}`),
            id,
            cell.value === null ? '' : inUnit(cell.kind, cell.value),
            t(`projects.indicators.unit.${cell.kind}`),
            known(cell, locale),
            targets
              .map(({ district, period, value }) => `${district} ${period} ${inUnit(cell.kind, value)}`)
              .join('; '),
          ]
        }),
      )
      const text = (key: string) => ({ title: t(key), kind: 'text' as const })
      return workbook(
        'indicators',
        {
          ...tableFrame({ title, maker, moment: maker.now, query }),
          heads: [
            text('projects.indicators.measure'),
            text('projects.indicators.export.span'),
            text('projects.indicators.export.value'),
            text('projects.indicators.export.unit'),
            text('projects.indicators.export.known'),
            text('projects.indicators.export.target'),
          ],
          rows: () => [rows],
        },
        {},
      )
    },
  })
}

const fenPerWan = 1_000_000
const inUnit = (kind: 'count' | 'fen' | 'share', value: number): string =>
  String(kind === 'fen' ? value / fenPerWan : kind === 'share' ? value / 100 : value)

const known = ({ known: count, of }: { known: number; of: number }, locale: Locale) =>
  translate(locale, 'projects.indicators.of_known', { known: count, of })
