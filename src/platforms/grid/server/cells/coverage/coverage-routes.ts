import { z } from 'zod'
import { covers } from '#kernel/divisions/model'
import { AppError, notFound } from '#kernel/errors/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { localText, translate } from '#kernel/i18n/model'
import { exportRight } from '#kernel/ledgers/server'
import { makerOf, tableFrame, workbook } from '#kernel/reports/server'
import {
  CoverageAnswer,
  CoverageMeasure,
  type CoverageRow,
  CoverageRows,
  CoverageRuleBody,
  CoverageRuleView,
} from '../../../model/cells/coverage/coverage.ts'
import { DivisionScope, rosterRight } from '../../../model/cells/people/people.ts'
import { noteChanges } from '../people/change-store.ts'
import { addRule, latestRule } from './coverage-store.ts'
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
    ruleRoute(deps),
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
      const rule = await ruleOf(deps, query.division)
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

const ruleRoute = (deps: CoverageDeps): Route =>
  defineRoute({
    method: 'PUT',
    path: '/api/grid/coverage/rules/:district',
    summary: 'Sets for how many days a household counts as visited, as a version with its reason',
    access: { kind: 'scoped', by: 'division', right: rosterRight },
    params: z.object({ district: z.string().regex(/^\d{6}$/) }),
    body: CoverageRuleBody,
    response: CoverageRuleView,
    handler: async ({ actor, params: { district }, body: { visitDays, expectedVersion, reason } }) => {
      if (!covers(actor.divisions, district) || !deps.divisions.find(district)) throw notFound()
      const at = deps.clock.now()
      return deps.handle.db.transaction().execute(async (tx) => {
        const before = (await latestRule(tx, district))?.version ?? 0
        const rule = { district, version: expectedVersion + 1, visitDays, reason }
        if (before !== expectedVersion || !(await addRule(tx, { ...rule, accountId: actor.accountId, at })))
          throw new AppError('cells.rule_changed_meanwhile', { status: 409 })
        await noteChanges(tx, actor, at, [
          {
            subject: 'rule',
            subjectId: district,
            divisionCode: district,
            kind: 'set',
            reason,
            detail: { visitDays },
          },
        ])
        return rule
      })
    },
  })
