import { z } from 'zod'
import { defineRoute, type Produced, type Route } from '#kernel/http/server'
import {
  BoardParameters,
  exportRight,
  ListParameters,
  readBoardAnswer,
  readStatistics,
  StatisticsParameters,
} from '#kernel/ledgers/server'
import { UnmaskingQuery } from '#kernel/registry/model'
import { maskTable } from '../model/mask-numbers.ts'
import type { Table } from '../model/table.ts'
import { checkPurpose, download } from './download.ts'
import { entriesTable } from './entries-table.ts'
import { boardTable, statisticsTable } from './figures-tables.ts'
import { makerOf, type ReportDeps } from './report-deps.ts'
import { unmaskingsTable } from './unmaskings-table.ts'
import { writeWorkbook } from './xlsx/workbook.ts'

export const LedgerCode = z.object({ ledger: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/) })
/** What whole numbers are wanted for; without it they are masked. */
export const Purpose = z.string().trim().min(4).max(200).optional()
export const scopedExport = { kind: 'scoped', by: 'entry', right: exportRight } as const

/** Workbooks of what the screens show as tables. */
export function tableRoutes(deps: ReportDeps): Route[] {
  return [entriesRoute(deps), boardRoute(deps), statisticsRoute(deps), unmaskingsRoute(deps)]
}

/** A table as a workbook to keep. */
export function workbook(name: string, table: Table, produced: Produced) {
  return wholeWorkbook(name, maskTable(table), produced)
}

/** The same of a table that masks by itself what no purpose was noted for. */
function wholeWorkbook(name: string, table: Table, produced: Produced) {
  let count = 0
  const body = writeWorkbook(table, (rows) => {
    count = rows
  })
  return download({
    name,
    title: table.title,
    format: 'xlsx',
    body,
    produced: { ...produced, rows: () => count },
  })
}

function entriesRoute(deps: ReportDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/ledgers/:ledger/entries.xlsx',
    summary: 'The rows of the list as a workbook, in its order and under its filters',
    access: scopedExport,
    params: LedgerCode,
    query: ListParameters.extend({ purpose: Purpose }),
    produces: 'entries',
    handler: async ({ actor, params, query, locale }) => {
      checkPurpose(actor, query.purpose)
      const maker = await makerOf(deps, actor, locale)
      const { table, list } = await entriesTable(deps, maker, params.ledger, query)
      return wholeWorkbook(params.ledger, table, {
        ...(query.asOf ? { asOf: { moment: list.moment, axis: query.axis } } : {}),
        rules: { [params.ledger]: list.version },
      })
    },
  })
}

function boardRoute(deps: ReportDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/ledgers/:ledger/board.xlsx',
    summary: 'The groups of the board as a workbook',
    access: scopedExport,
    params: LedgerCode,
    query: BoardParameters,
    produces: 'board',
    handler: async ({ actor, params, query, locale }) => {
      const answer = await readBoardAnswer(deps, actor, params.ledger, query)
      const known = deps.engine.book.get(params.ledger)
      const { definition } = deps.engine.book.current(known)
      const table = boardTable(await makerOf(deps, actor, locale), definition, answer, query)
      return workbook(`${params.ledger}-board`, table, {
        ...(answer.asOf ? { asOf: { moment: new Date(answer.asOf), axis: answer.axis } } : {}),
        rules: { [params.ledger]: known.current },
      })
    },
  })
}

function statisticsRoute(deps: ReportDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/ledgers/:ledger/statistics.xlsx',
    summary: 'The rates of a ledger as a workbook, with the rules that they count by',
    access: scopedExport,
    params: LedgerCode,
    query: StatisticsParameters,
    produces: 'statistics',
    handler: async ({ actor, params, query, locale }) => {
      const read = await readStatistics(deps, actor, params.ledger, query)
      const { answer, definition, version } = read
      const table = statisticsTable(await makerOf(deps, actor, locale), definition, read, query)
      return workbook(`${params.ledger}-statistics`, table, {
        period: { from: answer.from, to: answer.to },
        ...(answer.asOf ? { asOf: { moment: new Date(answer.asOf), axis: 'recorded' } } : {}),
        rules: { [params.ledger]: version },
      })
    },
  })
}

function unmaskingsRoute(deps: ReportDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/unmaskings.xlsx',
    summary: 'The record of whole numbers shown, as a workbook',
    access: { kind: 'scoped', by: 'organisation', right: 'audit.read' },
    query: UnmaskingQuery,
    produces: 'unmaskings',
    handler: async ({ actor, query, locale }) => {
      const maker = await makerOf(deps, actor, locale)
      return workbook('unmaskings', unmaskingsTable(deps, maker, query), {})
    },
  })
}
