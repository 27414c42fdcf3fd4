import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import { calendarRight } from '#kernel/time/server'
import { DateMovePage, DateMovesDone } from '../model/date-moves.ts'
import { listDateMoves, moveDates } from './date-moves.ts'
import type { Engine } from './engine.ts'

const access = { kind: 'scoped', by: 'entry', right: calendarRight } as const

/** Due dates that another calendar sets otherwise: looked at, then confirmed. */
export function dateMoveRoutes({ engine }: { engine: Engine }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/date-moves',
      summary: 'Open tasks whose due date the calendar now sets otherwise; nothing has moved yet',
      access,
      query: z.object({
        page: z.coerce.number().int().min(1).max(100_000).default(1),
        size: z.coerce.number().int().min(1).max(200).default(50),
      }),
      response: DateMovePage,
      handler: ({ actor, query }) => listDateMoves(engine, actor, query),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/date-moves',
      summary: 'Confirms the list and moves the dates of some entries; asked again until none is left',
      access,
      body: z.strictObject({
        calendar: z.string().max(64),
        limit: z.int().min(1).max(500).default(100),
      }),
      response: DateMovesDone,
      handler: ({ actor, body }) => moveDates(engine, actor, body),
    }),
  ]
}
