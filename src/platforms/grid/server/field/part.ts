import type { OpenPart } from '../part.ts'
import '../../model/field/messages.ts'
import { freshnessName, readFreshness } from './freshness.ts'
import { patrolRoutes } from './patrol-routes.ts'
import { PatrolReport, patrolTold } from '../../model/field/patrol.ts'
import { settledRoute } from './settled-route.ts'
import { forgetTracks, recordPatrol } from './patrols.ts'

const dayMs = 24 * 3_600_000

/** What the field face needs beside the ledgers: patrols. */
export const openField: OpenPart = async () => ({
  ledgers: [],
  routes: (deps) => [...patrolRoutes(deps), settledRoute(deps)],
  offline: (deps) => [{ name: freshnessName, read: (actor) => readFreshness(deps, actor) }],
  offlineTakers: (deps) => [
    {
      name: patrolTold,
      take: async (actor, input) => void (await recordPatrol(deps, actor, PatrolReport.parse(input))),
    },
  ],
  jobs: (deps) => [
    { name: 'patrol_tracks', everyMs: dayMs, run: async () => void (await forgetTracks(deps)) },
  ],
})
