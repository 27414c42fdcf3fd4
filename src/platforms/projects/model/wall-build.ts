import type { EntryState, Json } from '#kernel/ledgers/model'
import { shanghaiDate } from '#kernel/time/model'
import { type ColourSettings, colourOf } from './colour.ts'
import { judgeMilestone } from './lateness.ts'
import { type Milestone, milestoneKinds } from './milestones.ts'
import { proceduresOf } from './procedures/records.ts'
import { isStage, projectCategories } from './stages.ts'
import type { WallProblem, WallProject } from './wall-rows.ts'

/** What the wall shows a project or a problem at: a day, and the instant that the reading is of. */
export type Moment = { readonly day: string; readonly instant: string }

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const dayOf = (instant: string): string => shanghaiDate(new Date(instant))

/** The dates of a plan as the log holds them. */
export function milestonesOf(value: Json | undefined): Milestone[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((item) => {
    if (!item || typeof item !== 'object' || Array.isArray(item)) return []
    const due = text(item.due)
    const kind = milestoneKinds.find((known) => known === item.kind)
    if (!kind || !due) return []
    return [{ kind, due, label: text(item.label), from: text(item.from) || null, note: text(item.note) }]
  })
}

/** The wall's row of a project in the state it had; null for one that was voided. */
export function toWallProject(
  state: EntryState,
  { day }: Moment,
  settings: ColourSettings,
  problems: readonly WallProblem[],
): WallProject | null {
  const { values, stage, origins } = state
  if (!isStage(stage)) return null
  const reported = values.reportedStage === stage ? origins.reportedStage : undefined
  const category = projectCategories.find((known) => known === values.category) ?? 'other'
  const reportedOn = reported ? dayOf(reported.effectiveAt) : day
  return {
    id: state.id,
    no: state.no,
    name: state.title,
    demonstration: values.demonstration === true,
    stage,
    source: reported?.source ?? null,
    asOf: reported?.source ? reportedOn.slice(0, 7) : null,
    colour: colourOf({ procedures: proceduresOf(values), stage }, settings),
    divisionCode: state.divisionCode,
    park: text(values.park),
    chain: text(values.chain),
    category,
    investmentFen: typeof values.investmentFen === 'number' ? values.investmentFen : null,
    milestones: milestonesOf(values.milestones).map((milestone) =>
      judgeMilestone(milestone, stage, reportedOn, day),
    ),
    ...(values.gate === 'overridden' ? { gateOverridden: true } : {}),
    openProblems: problems.filter((problem) => problem.isOpen).length,
    overdueProblems: problems.filter((problem) => problem.isOpen && problem.isOverdue).length,
  }
}

/** The wall's row of a problem in the state it had; null for one that was voided. */
export function toWallProblem(
  state: EntryState,
  { instant }: Moment,
  names: { readonly project: (id: string) => string; readonly organisation: (id: number) => string },
): WallProblem | null {
  if (state.stage === 'voided') return null
  const handled = state.tasks
    .filter((task) => task.dueAt !== null)
    .sort((a, b) => (text(a.dueAt) < text(b.dueAt) ? -1 : 1))
  const due = handled[0]?.dueAt ?? null
  const projectId = text(state.values.project)
  return {
    id: state.id,
    no: state.no,
    title: state.title,
    projectId,
    projectName: names.project(projectId),
    stage: state.stage,
    organisation: names.organisation(state.organisationId),
    divisionCode: state.divisionCode,
    demonstration: state.values.demonstration === true,
    isOpen: state.isOpen,
    isOverdue: due !== null && due < instant,
    dueOn: due && dayOf(due),
    closedOn: !state.isOpen && state.closedAt ? dayOf(state.closedAt) : null,
  }
}
