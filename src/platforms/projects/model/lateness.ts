import { type Milestone, milestoneStages } from './milestones.ts'
import { type ProjectStage, stageRank } from './stages.ts'

/**
 * How a project stands to a date of its plan.
 * - `kept`: the stage that the date asks for is reached;
 * - `open`: the date is still to come;
 * - `late`: a report made after the date says that the stage is not reached;
 * - `unreported`: the date is past, and no report after it says how it went.
 */
export type MilestoneState = 'kept' | 'open' | 'late' | 'unreported'

export type JudgedMilestone = Milestone & { readonly state: MilestoneState }

/**
 * @param reportedOn the last day of the newest report of the stage, `YYYY-MM-DD`
 * @param today the day the wall shows, `YYYY-MM-DD`
 */
export function judgeMilestone(
  milestone: Milestone,
  stage: ProjectStage,
  reportedOn: string,
  today: string,
): JudgedMilestone {
  const needed = milestoneStages[milestone.kind]
  const state = (): MilestoneState => {
    if (needed && stageRank(stage) >= stageRank(needed)) return 'kept'
    if (milestone.due >= today) return 'open'
    return needed && reportedOn > milestone.due ? 'late' : 'unreported'
  }
  return { ...milestone, state: state() }
}
