import { z } from 'zod'
import { newId } from '#kernel/db/server'
import { covers } from '#kernel/divisions/model'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { defineRoute, noContent, type Route } from '#kernel/http/server'
import { translate } from '#kernel/i18n/model'
import { shanghaiDate } from '#kernel/time/model'
import { BoardAnswer, FigureAnswer, FigureDetail, TargetBody } from '../../model/indicators/answers.ts'
import { grains } from '../../model/indicators/board.ts'
import { type Figure, figureIdentity } from '../../model/indicators/figures.ts'
import '../../model/indicators/messages.ts'
import { spanOf } from '../../model/indicators/periods.ts'
import { Year } from '../../model/investment/amount-input.ts'
import { AsOf } from '../../model/wall-query.ts'
import { insertFigures, lockFigures, readFigureRows } from './figure-store.ts'
import { readBoard } from './read-board.ts'
import { type FigureDeps, readFigure, readFigures } from './read-figures.ts'

const scoped = { kind: 'scoped', by: 'entry' } as const

/** Reported figures beside derived ones, the indicator board, and its targets. */
export function indicatorRoutes(deps: FigureDeps): Route[] {
  return [boardRoute(deps), figuresRoute(deps), figureRoute(deps), targetRoute(deps)]
}

export const BoardParameters = z.object({
  year: Year.optional(),
  asOf: AsOf.optional(),
  grain: z.enum(grains).optional(),
  by: z.enum(['district', 'township', 'park', 'category']).optional(),
  example: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
})

const boardRoute = (deps: FigureDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/indicators',
    summary:
      'The indicators of a year by span and group as of a day, with the projects counted and the targets',
    access: scoped,
    query: BoardParameters,
    response: BoardAnswer,
    handler: ({ actor, query }) => readBoard(deps, actor, query),
  })

const figuresRoute = (deps: FigureDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/figures',
    summary: 'Figures as they were reported, beside what the register derives from what one may see',
    access: scoped,
    response: z.array(FigureAnswer),
    handler: ({ actor }) => readFigures(deps, actor),
  })

const figureRoute = (deps: FigureDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/figures/:figureId',
    summary: 'One reported figure with the rows that are counted beside it',
    access: scoped,
    params: z.object({ figureId: z.uuid() }),
    response: FigureDetail,
    handler: async ({ actor, params }) => {
      const figure = await readFigure(deps, actor, params.figureId)
      if (!figure) throw notFound()
      return figure
    },
  })

const targetRoute = (deps: FigureDeps): Route =>
  defineRoute({
    method: 'PUT',
    path: '/api/projects/indicators/targets',
    summary:
      'Sets a target of the board, with the document or meeting that it comes from; earlier ones are kept',
    access: { kind: 'scoped', by: 'division', right: 'ledgers.import' },
    body: TargetBody,
    handler: async ({ actor, body }) => {
      await setTarget(deps, actor, body)
      return noContent()
    },
  })

async function setTarget(
  { engine, divisions }: FigureDeps,
  actor: Actor,
  { measure, district, period, value, source }: z.output<typeof TargetBody>,
): Promise<void> {
  const known = divisions().districts.find(({ name }) => name === district)
  if (!known || !actor.divisions.some((root) => covers([root], known.code)))
    throw new AppError('divisions.unknown_code', { status: 404, params: { code: district } })
  if (!spanOf(period)) throw new AppError('projects.target_period', { path: 'period' })
  const now = engine.clock.now()
  const figure: Figure = {
    indicator: translate('zh-CN', `projects.indicators.${measure}`),
    value,
    unit: translate('zh-CN', `projects.indicators.unit.${unitOf(measure)}`),
    district,
    period,
    source,
    asOf: shanghaiDate(now).slice(0, 7),
    theme: translate('zh-CN', 'projects.figures.theme.own'),
    kind: 'plan',
    qualifier: '',
    note: '',
  }
  await engine.handle.db.transaction().execute(async (tx) => {
    await lockFigures(tx)
    const before = (await readFigureRows(tx)).find(
      (one) => figureIdentity(one.figure) === figureIdentity(figure),
    )
    const row = {
      id: before?.id ?? newId(now),
      version: (before?.version ?? 0) + 1,
      figure,
      board: measure,
      reason: source,
      accountId: actor.accountId,
    }
    await insertFigures(tx, [row], now)
  })
}

const unitOf = (measure: string) =>
  measure.endsWith('_investment') ? 'fen' : measure === 'start_rate' ? 'share' : 'count'
