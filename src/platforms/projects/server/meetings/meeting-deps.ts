import type { Actor } from '#kernel/http/model'
import type { ServiceRule } from '../../model/meetings/team-rule.ts'
import type { PlanForecast } from '../../model/plan/answers.ts'
import type { WallDeps } from '../wall-reader.ts'

/** What coverage, visits and meetings need of the house. */
export type MeetingDeps = WallDeps & {
  accountNames: (ids: readonly number[]) => Promise<ReadonlyMap<number, string>>
  /** What plans forecast of the projects that the actor may see. */
  forecastsOf: (actor: Actor) => Promise<readonly PlanForecast[]>
  /** The rule that holds until a district sets its own. */
  defaultRule: ServiceRule
}
