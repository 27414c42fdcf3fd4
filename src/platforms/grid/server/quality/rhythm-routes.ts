import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { ListParameters, type PlatformDeps } from '#kernel/ledgers/server'
import { addDays, shanghaiDate } from '#kernel/time/model'
import { DensityAnswer, RhythmAnswer, RhythmRows } from '../../model/quality/answers.ts'
import { incidents } from '../desk/incident-list.ts'
import { countByCell, countByHour, listByHour } from './rhythm-store.ts'

const scoped = { kind: 'scoped', by: 'entry' } as const

/** Filters of the list, over the days `from` to `to` on which an incident was reported: thirty days without. */
const RhythmQuery = ListParameters.omit({ openedFrom: true, openedTo: true, asOf: true }).extend({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})
type RhythmQuery = z.infer<typeof RhythmQuery>

const daysMax = 731

function asked(deps: PlatformDeps, { from, to, ...filters }: RhythmQuery) {
  const last = to ?? shanghaiDate(deps.clock.now())
  const first = from ?? addDays(last, -29)
  if (first > last || addDays(first, daysMax) < last)
    throw new AppError('ledgers.bad_period', { path: 'to', params: { from: first, to: last } })
  const listed: ListParameters = { ...filters, openedFrom: first, openedTo: last }
  return { from: first, to: last, filters: listed }
}

const rhythmRoute = (deps: PlatformDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/grid/quality/rhythm',
    summary: 'How many incidents were reported by weekday and hour, and by day, under the list’s own filters',
    access: scoped,
    query: RhythmQuery,
    response: RhythmAnswer,
    handler: async ({ actor, query }): Promise<RhythmAnswer> => {
      const { from, to, filters } = asked(deps, query)
      const counts = await countByHour(deps.handle.db, incidents(deps, actor, filters))
      const hours = new Map<string, { weekday: number; hour: number; count: number }>()
      const days = new Map<string, number>()
      for (const { day, weekday, hour, count } of counts) {
        const key = `${weekday} ${hour}`
        hours.set(key, { weekday, hour, count: (hours.get(key)?.count ?? 0) + count })
        days.set(day, (days.get(day) ?? 0) + count)
      }
      return {
        from,
        to,
        total: counts.reduce((sum, { count }) => sum + count, 0),
        hours: [...hours.values()],
        days: [...days].map(([day, count]) => ({ day, count })),
      }
    },
  })

const RowsQuery = RhythmQuery.extend({
  weekday: z.coerce.number().int().min(1).max(7).optional(),
  hour: z.coerce.number().int().min(0).max(23).optional(),
})

const rowsRoute = (deps: PlatformDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/grid/quality/rhythm/rows',
    summary: 'The incidents behind a figure of the rhythm: those of a weekday, of an hour, or of both',
    access: scoped,
    query: RowsQuery,
    response: RhythmRows,
    handler: async ({ actor, query }): Promise<RhythmRows> => {
      const { weekday, hour, ...rest } = query
      const { filters } = asked(deps, rest)
      const { page, size } = query
      const { rows, total } = await listByHour(deps.handle.db, incidents(deps, actor, filters), {
        weekday,
        hour,
        page,
        size,
      })
      return { rows: rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() })), total }
    },
  })

const densityRoute = (deps: PlatformDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/grid/quality/density',
    summary: 'How many incidents were reported in each community cell, under the list’s own filters',
    access: scoped,
    query: RhythmQuery,
    response: DensityAnswer,
    handler: async ({ actor, query }): Promise<DensityAnswer> => {
      const { from, to, filters } = asked(deps, query)
      const counts = await countByCell(deps.handle.db, incidents(deps, actor, filters))
      const cells = counts.flatMap(({ cell, ...rest }) => (cell === null ? [] : [{ cell, ...rest }]))
      return {
        from,
        to,
        total: counts.reduce((sum, { count }) => sum + count, 0),
        cells,
        elsewhere: counts.find(({ cell }) => cell === null)?.count ?? 0,
      }
    },
  })

/** When and where incidents are reported. */
export function rhythmRoutes(deps: PlatformDeps): Route[] {
  return [rhythmRoute(deps), rowsRoute(deps), densityRoute(deps)]
}
