import { defineRoute } from '#kernel/http/server'
import { GridWallAnswer, WallRows, WallRowsQuery } from '../../model/wall/grid-wall.ts'
import '../../model/wall/messages.ts'
import type { OpenPart } from '../part.ts'
import { readGridWall, readWallRows } from './wall-reader.ts'

const access = { kind: 'scoped', by: 'entry' } as const

/** The wall of incidents: its figures, and the rows behind each. */
export const openWall: OpenPart = async () => ({
  ledgers: [],
  routes: (deps) => [
    defineRoute({
      method: 'GET',
      path: '/api/grid/wall',
      summary:
        'The wall of incidents: today’s, open and late ones, and who is on patrol, as the caller sees them',
      access,
      response: GridWallAnswer,
      handler: ({ actor }) => readGridWall(deps, actor),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/grid/wall/rows',
      summary: 'The incidents behind a figure of the wall, a page at a time',
      access,
      query: WallRowsQuery,
      response: WallRows,
      handler: ({ actor, query }) => readWallRows(deps, actor, query),
    }),
  ],
})
