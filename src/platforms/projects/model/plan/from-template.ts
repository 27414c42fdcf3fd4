import { stepsFor } from '../procedures/steps.ts'
import {
  type Answers,
  type InCharge,
  type Lane,
  phases,
  plannedDays,
  type ProcedureTemplate,
  type StepLink,
  type StepLinkKind,
} from '../procedures/template.ts'
import type { ProjectStage } from '../stages.ts'
import { type LinkKind, newTask, type Plan, type PlanLink, type PlanTarget, type PlanTask } from './plan.ts'

const kinds: Record<StepLinkKind, LinkKind> = {
  FS: 'finish_to_start',
  SS: 'start_to_start',
  FF: 'finish_to_finish',
  SF: 'start_to_finish',
}

/** Dates of a template that a project's stage proves. What is put to use produces. */
const stages: Readonly<Record<string, ProjectStage>> = {
  groundbreaking: 'groundbreaking',
  production: 'production',
  in_use: 'production',
  full_capacity: 'full_capacity',
}

export type FromTemplate = {
  readonly template: ProcedureTemplate
  readonly lane: Lane
  readonly answers: Answers
  readonly target: PlanTarget
  /** What the groups are called: the four phases, and building. */
  readonly groupName: (group: (typeof phases)[number] | 'construction') => string
  readonly organisationOf: (inCharge: InCharge) => number | null
}

/** The plan that a template gives: its procedures in their phases, then building, tied as the template has it. */
export function planFromTemplate(from: FromTemplate): Plan {
  const { template, lane, answers, target, groupName, organisationOf } = from
  const { procedures, milestones } = stepsFor(template, answers)
  const group = (id: string, name: string): PlanTask => newTask({ id: `group_${id}`, name, workingDays: 0 })
  const tasks = phases.flatMap((phase) => {
    const own = procedures.filter((step) => step.phase === phase)
    if (own.length === 0) return []
    return [
      group(phase, groupName(phase)),
      ...own.map((step): PlanTask => {
        const workingDays = plannedDays(step, lane)
        return newTask({
          id: step.code,
          name: step.name['zh-CN'],
          parent: `group_${phase}`,
          workingDays,
          isMilestone: workingDays === 0,
          procedure: step.code,
          organisationId: organisationOf(step.inCharge),
        })
      }),
    ]
  })
  const building = milestones.map(({ code, name, workingDays }) =>
    newTask({
      id: code,
      name: name['zh-CN'],
      parent: 'group_construction',
      workingDays,
      isMilestone: workingDays === 0,
      stage: workingDays === 0 ? (stages[code] ?? null) : null,
    }),
  )
  // Building stands before what is accepted after it.
  const at = tasks.findIndex(({ id }) => id === 'group_acceptance')
  const all = building.length > 0 ? [group('construction', groupName('construction')), ...building] : []
  return {
    target,
    start: null,
    tasks: at < 0 ? [...tasks, ...all] : tasks.toSpliced(at, 0, ...all),
    links: [...procedures, ...milestones].flatMap(({ code, after }) => linksOf(code, after)),
  }
}

function linksOf(code: string, after: readonly StepLink[]): PlanLink[] {
  // Two steps are tied once: the tie that a template names first.
  const seen = new Set<string>()
  return after.flatMap(({ code: from, kind, lagDays }) => {
    if (seen.has(from)) return []
    seen.add(from)
    return [{ from, to: code, kind: kinds[kind], lag: lagDays }]
  })
}
