import type { Route } from '#kernel/http/server'
import { coverageRoute } from './coverage-routes.ts'
import type { MeetingDeps } from './meeting-deps.ts'
import { decisionRoutes } from './decision-routes.ts'
import { meetingRoute, meetingsRoute } from './meetings-routes.ts'
import { minutesRoutes } from './minutes-routes.ts'
import { serviceRuleRoutes } from './service-rule-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { visitRoute } from './visit-routes.ts'

/** Everything of stewards, visits and dispatch meetings that the kernel's own routes don't do. */
export function meetingRoutes(deps: MeetingDeps): Route[] {
  return [
    coverageRoute(deps),
    ...serviceRuleRoutes(deps),
    visitRoute(deps),
    meetingsRoute(deps),
    meetingRoute(deps),
    ...sessionRoutes(deps),
    ...decisionRoutes(deps),
    ...minutesRoutes(deps),
  ]
}
