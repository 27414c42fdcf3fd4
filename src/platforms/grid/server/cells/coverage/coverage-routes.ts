import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import { localText, translate } from '#kernel/i18n/model'
import { exportRight } from '#kernel/ledgers/server'
import { makerOf, tableFrame, workbook } from '#kernel/reports/server'
import {
  CoverageAnswer,
  CoverageMeasure,
  type CoverageRow,
  CoverageRows,
} from '../../../model/cells/coverage/coverage.ts'
import { DivisionScope } from '../../../model/cells/people/people.ts'
import { type CoverageDeps, readCoverage, readCoverageRows, ruleOf } from './read-coverage.ts'

const reader = { kind: 'scoped', by: 'division', right: 'registry.read' } as const
const Rows = z.object({ division: DivisionScope, measure: CoverageMeasure })
const exportMax = 20_000

export function coverageRoutes(deps: CoverageDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/grid/coverage',
      summary: 'Coverage of a division and of those right below it: workers, heads, visits, answers, duty',
      access: reader,
      query: z.object({ division: DivisionScope }),
      response: CoverageAnswer,
      handler: ({ actor, query }) => readCoverage(deps, actor, query.division),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/grid/coverage/rows',
      summary: 'The rows behind a figure of the coverage board',
      access: reader,
      query: Rows.extend({
        page: z.coerce.number().int().min(1).max(10_000).default(1),
        size: z.coerce.number().int().min(1).max(200).default(50),
      }),
      response: CoverageRows,
      handler: ({ actor, query }) => readCoverageRows(deps, actor, query),
    }),
    fileRoute(deps),
  ]
}

const labelOf = (locale: 'zh-CN' | 'en', { label, kind }: CoverageRow): string => {
  if (typeof label !== 'string') return localText(label, locale)
  return kind === 'gap' ? translate(locale, `cells.duty.part.${label}`) : label
}

const fileRoute = (deps: CoverageDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/grid/coverage.xlsx',
    summary: 'The rows behind a figure of the coverage board as a workbook',
    access: { ...reader, right: exportRight },
    query: Rows,
    produces: 'coverage',
    handler: async ({ actor, query, locale }) => {
      const { rows } = await readCoverageRows(deps, actor, { ...query, page: 1, size: exportMax })
      const rule = ruleOf(deps, query.division)
      const t = (key: string) => translate(locale, key)
      const maker = await makerOf(deps, actor, locale)
      const placeOf = (code: string | null) => {
        const place = code === null ? undefined : deps.divisions.find(code)
        return place ? (locale === 'en' ? place.nameEn : place.shortName) : ''
      }
      const title = t(`cells.coverage.${query.measure}`)
      return workbook(
        'coverage',
        {
          ...tableFrame({ title, maker, moment: maker.now, query }),
          heads: [
            { title: t('cells.coverage.what'), kind: 'text' },
            { title: t('cells.column.village'), kind: 'text' },
            { title: t('cells.coverage.day'), kind: 'date' },
          ],
          rows: () => [rows.map((row) => [labelOf(locale, row), placeOf(row.village), row.day])],
        },
        { rules: { coverage: rule.version } },
      )
    },
  })
