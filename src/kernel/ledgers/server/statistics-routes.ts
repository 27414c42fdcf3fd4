import { z } from 'zod'
import { hasRight } from '#kernel/http/model'
import { defineRoute, respond, type Route } from '#kernel/http/server'
import { localText } from '#kernel/i18n/model'
import { CasePage, StatisticsAnswer } from '../model/statistics-answers.ts'
import { exportRight } from './export.ts'
import type { Deps } from './ledger-routes.ts'
import { countFromLogs, listFromLogs } from './statistics-as-of.ts'
import { countCasesByGroup, isBehind, listCases, readCaseDetails } from './statistics-count-store.ts'
import { exportStatistics } from './statistics-export.ts'
import { presentCases, presentGroups } from './statistics-present.ts'
import {
  CaseParameters,
  StatisticsParameters,
  statisticsRequest,
  type StatisticsRequest,
} from './statistics-query.ts'

const LedgerCode = z.object({ ledger: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/) })
const scoped = { kind: 'scoped', by: 'entry' } as const

export function statisticsRoutes(deps: Deps): Route[] {
  return [statisticsRoute(deps), exportRoute(deps), casesRoute(deps)]
}

async function answerOf({ engine, directory, divisionName }: Deps, request: StatisticsRequest) {
  const { db } = engine.handle
  const counts = await (request.asOf === undefined
    ? countCasesByGroup(db, request)
    : countFromLogs(db, engine.book, request))
  const { definition } = engine.book.current(request.known)
  const { from, to } = request.asked
  return {
    from,
    to,
    by: request.dimension.name,
    asOf: request.asOf?.toISOString() ?? null,
    behind: request.asOf === undefined && (await isBehind(db, request.ledgerId)),
    measures: [...request.measures],
    ...(await presentGroups({ directory, divisionName }, request, definition, counts)),
    can: { export: hasRight(request.actor, exportRight) },
  }
}

function statisticsRoute(deps: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/ledgers/:ledger/statistics',
    summary: 'Rates of a ledger over a period by a dimension, of the entries that the caller may see',
    access: scoped,
    params: LedgerCode,
    query: StatisticsParameters,
    response: StatisticsAnswer,
    handler: ({ actor, params, query }) =>
      answerOf(deps, statisticsRequest(deps.engine, actor, params.ledger, query)),
  })
}

function exportRoute(deps: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/ledgers/:ledger/statistics.xlsx',
    summary: 'The same rates as a workbook',
    access: { ...scoped, right: exportRight },
    params: LedgerCode,
    query: StatisticsParameters,
    handler: async ({ actor, params, query, locale }) => {
      const request = statisticsRequest(deps.engine, actor, params.ledger, query)
      const { title } = deps.engine.book.current(request.known).definition
      const answer = await answerOf(deps, request)
      const body = await exportStatistics({ title, answer, locale, at: request.asked.now, by: actor.name })
      const name = encodeURIComponent(`${localText(title, locale)}.xlsx`)
      return respond({
        body,
        headers: {
          'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          'content-disposition': `attachment; filename="${params.ledger}-statistics.xlsx"; filename*=UTF-8''${name}`,
          'cache-control': 'no-store',
        },
      })
    },
  })
}

function casesRoute({ engine, directory }: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/ledgers/:ledger/statistics/cases',
    summary:
      'The cases behind a figure of the statistics: those that count, fulfil it, or are excluded by a rule',
    access: scoped,
    params: LedgerCode,
    query: CaseParameters,
    response: CasePage,
    handler: async ({ actor, params, query }) => {
      const request = statisticsRequest(engine, actor, params.ledger, query)
      const { db } = engine.handle
      const { rows, total } = await (request.asOf === undefined
        ? listCases(db, request, query)
        : listFromLogs(db, engine.book, request, query))
      const { definition } = engine.book.current(request.known)
      const details = await readCaseDetails(db, rows)
      return { rows: await presentCases({ directory, definition }, rows, details), total }
    },
  })
}
