import type { ServiceRule } from '../../model/meetings/team-rule.ts'
import type { WallDeps } from '../wall-reader.ts'

/** What coverage, visits and meetings need of the house. */
export type MeetingDeps = WallDeps & {
  accountNames: (ids: readonly number[]) => Promise<ReadonlyMap<number, string>>
  /** The rule that holds until a district sets its own. */
  defaultRule: ServiceRule
}
