import { z } from 'zod'
import { newId } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import { defineRoute, readBytes, type Route } from '#kernel/http/server'
import { translate } from '#kernel/i18n/model'
import { type Directory, exportRight } from '#kernel/ledgers/server'
import { readSheet } from '#kernel/registry/server'
import type { Head, Row } from '#kernel/reports/model'
import { makerOf, tableFrame, workbook } from '#kernel/reports/server'
import { cellsMax, EnteredAmount, Year } from '../../model/investment/amount-input.ts'
import type { InvestmentAnswer, InvestmentProject } from '../../model/investment/answers.ts'
import { amountKinds } from '../../model/investment/light-rule.ts'
import { monthsOfYear } from '../../model/investment/reporting-rule.ts'
import { readAmountSheet } from '../../model/investment/sheet.ts'
import { readInvestment } from './read-investment.ts'
import { recordAmounts } from './record-amounts.ts'
import { InvestmentParameters, type InvestmentRouteDeps } from './routes.ts'

export type InvestmentFileDeps = InvestmentRouteDeps & { directory: Directory }

/** Investment as a workbook, and amounts from one. */
export function investmentFileRoutes(deps: InvestmentFileDeps): Route[] {
  return [exportRoute(deps), importRoute(deps)]
}

const exportRoute = (deps: InvestmentFileDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/investment.xlsx',
    summary: 'The three amounts of each project with their gaps, and one of them by month, as a workbook',
    access: { kind: 'scoped', by: 'entry', right: exportRight },
    query: InvestmentParameters.extend({ amount: EnteredAmount.optional() }),
    produces: 'investment',
    handler: async ({ actor, query: { amount = 'reported', ...query }, locale }) => {
      const answer = await readInvestment(deps, actor, query)
      const t = (key: string) => translate(locale, key)
      const maker = await makerOf(deps, actor, locale)
      const title = `${t('projects.investment.title')} ${answer.year} ${t(`projects.investment.enter.${amount}`)}`
      const frame = tableFrame({ title, maker, moment: maker.now, query: { ...query, amount } })
      return workbook(
        'investment',
        {
          ...frame,
          heads: headsOf(answer, t),
          rows: () => [answer.projects.map((project) => rowOf(answer, project, amount, t))],
        },
        { rules: { progress_light: answer.lightRule.version } },
      )
    },
  })

type Say = (key: string) => string

function headsOf({ year }: InvestmentAnswer, t: Say): Head[] {
  const money = (title: string): Head => ({ title, kind: 'money' })
  return [
    { title: t('projects.investment.export.no'), kind: 'code' },
    { title: t('projects.field.name'), kind: 'text' },
    { title: t('projects.investment.light'), kind: 'text' },
    money(t('projects.investment.field.plannedFen')),
    ...amountKinds.map((kind) => money(t(`projects.investment.amount.${kind}`))),
    money(t('projects.investment.gap.statistics')),
    money(t('projects.investment.gap.paid')),
    ...monthsOfYear(year).map(money),
  ]
}

/** What is not known is an empty cell, not a nought. */
function rowOf({ year }: InvestmentAnswer, project: InvestmentProject, amount: EnteredAmount, t: Say): Row {
  const { plan, amounts, gaps } = project.totals
  const known = ({ fen, known: count }: { fen: number; known: number }) => (count > 0 ? fen : null)
  const gap = ({ fen, comparable }: { fen: number; comparable: number }) => (comparable > 0 ? fen : null)
  return [
    project.no,
    project.name,
    t(`projects.investment.light.${project.progress.light}`),
    known(plan),
    ...amountKinds.map((kind) => known(amounts[kind])),
    gap(gaps.statistics),
    gap(gaps.paid),
    ...monthsOfYear(year).map((period) => {
      const month = project.months.find((one) => one.period === period)
      return (amount === 'plan' ? month?.plan : month?.amounts[amount])?.fen ?? null
    }),
  ]
}

const sheetMax = 8 * 1024 * 1024

const importRoute = (deps: InvestmentFileDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/investment/import',
    summary:
      'States one of the amounts from a sheet of projects by months; faults are told by row and lose no other',
    access: { kind: 'scoped', by: 'entry' },
    stream: true,
    query: z.object({
      name: z.string().trim().min(1).max(200),
      amount: EnteredAmount,
      year: Year,
      source: z.string().trim().min(1).max(400),
    }),
    response: z.strictObject({
      recorded: z.number().int(),
      unchanged: z.number().int(),
      refused: z.array(
        z.strictObject({ row: z.number().int(), column: z.string(), reason: z.string(), value: z.string() }),
      ),
    }),
    handler: async ({ actor, query: { name, amount, year, source }, stream }) => {
      const { headings, rows, firstRow } = await readSheet(name, await readBytes(stream, sheetMax))
      const lines = [headings, ...rows].map((cells, index) => ({ row: firstRow - 1 + index, cells }))
      const { projects } = await readInvestment(deps, actor, { year })
      const read = readAmountSheet(lines, projects, amount)
      if (!read) throw new AppError('projects.no_month_columns')
      for (let at = 0; at < read.cells.length; at += cellsMax)
        await recordAmounts(
          deps,
          actor,
          { amount, source, cells: read.cells.slice(at, at + cellsMax) },
          newId(),
        )
      return { recorded: read.cells.length, unchanged: read.unchanged, refused: read.refused }
    },
  })
