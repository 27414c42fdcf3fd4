import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import { Patrol, PatrolDetail, PatrolNow, PatrolPage, PatrolReport } from '../../model/field/patrol.ts'
import {
  overseeRight,
  type PatrolDeps,
  readPatrol,
  readPatrols,
  readPatrolsNow,
  recordPatrol,
} from './patrols.ts'

const scoped = { kind: 'scoped', by: 'patrol' } as const
const params = z.object({ patrolId: z.uuid() })

/** Patrols: the phone tells of its own, who oversees a place reads those of who works there. */
export function patrolRoutes(deps: PatrolDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/grid/patrols',
      summary: 'One’s own patrols, and those of who works in the divisions that one oversees, newest first',
      access: scoped,
      query: z.object({
        day: z.iso.date().optional(),
        account: z.coerce.number().int().positive().max(2_000_000_000).optional(),
        page: z.coerce.number().int().min(1).max(10_000).default(1),
        size: z.coerce.number().int().min(1).max(100).default(20),
      }),
      response: PatrolPage,
      handler: ({ actor, query }) => readPatrols(deps, actor, query),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/grid/patrols/now',
      summary: 'Who is on patrol now, and where they were last',
      access: { ...scoped, right: overseeRight },
      response: z.array(PatrolNow),
      handler: ({ actor }) => readPatrolsNow(deps, actor),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/grid/patrols/:patrolId',
      summary: 'A patrol with its track, its check-ins and what was registered on it',
      access: scoped,
      params,
      response: PatrolDetail,
      handler: ({ actor, params: { patrolId } }) => readPatrol(deps, actor, patrolId),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/grid/patrols',
      summary: 'What a phone tells of a patrol of its own, in parts; the same again changes nothing',
      access: scoped,
      body: PatrolReport,
      response: Patrol,
      handler: ({ actor, body }) => recordPatrol(deps, actor, body),
    }),
  ]
}
