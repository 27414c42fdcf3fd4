import { z } from 'zod'
import { LocalDate } from '#kernel/time/model'
import { isStage, projectStages, stageRank } from '../stages.ts'
import type { Plan, PlanTask } from './plan.ts'

/** Where an actual date comes from: an approval's log, the checklist of procedures, the project's stage, or a report. */
export const actualSources = ['approval', 'procedure', 'stage', 'report'] as const
export type ActualSource = (typeof actualSources)[number]

const Proven = z.object({
  start: LocalDate.nullable(),
  finish: LocalDate.nullable(),
  source: z.enum(actualSources),
})
export type Proven = z.infer<typeof Proven>

/** What the net knows of when things were done: by the code of the procedure, and by the stage reached. */
export const PlanEvidence = z.object({
  procedures: z.record(z.string(), Proven),
  stages: z.partialRecord(z.enum(projectStages), LocalDate),
})
export type PlanEvidence = z.infer<typeof PlanEvidence>

export type ActualDate = { readonly date: string; readonly source: ActualSource }
export type Actuals = { readonly start: ActualDate | null; readonly finish: ActualDate | null }

const dated = (date: string | null | undefined, source: ActualSource): ActualDate | null =>
  date ? { date, source } : null

/** When a step began and ended in fact: by evidence where there is some, else as reported. */
export function actualsOf(task: PlanTask, { procedures, stages }: PlanEvidence): Actuals {
  const proven = task.procedure === null ? undefined : procedures[task.procedure]
  const reached = task.stage === null ? undefined : stages[task.stage]
  const finish =
    dated(proven?.finish, proven?.source ?? 'procedure') ??
    dated(reached, 'stage') ??
    dated(task.actualFinish, 'report')
  const start =
    dated(proven?.start, proven?.source ?? 'procedure') ??
    (task.isMilestone ? dated(reached, 'stage') : null) ??
    dated(task.actualStart, 'report')
  // Work that was done before it was reported as begun began at the latest when it was done.
  return {
    start: start && finish && start.date > finish.date ? { ...start, date: finish.date } : start,
    finish,
  }
}

/** All actual dates of a plan, by step. */
export function actualsOfPlan(plan: Plan, evidence: PlanEvidence): Map<string, Actuals> {
  return new Map(plan.tasks.map((task) => [task.id, actualsOf(task, evidence)]))
}

/**
 * The day on which each stage was first reached, from the stages that a log tells of in order: a project that
 * stands in a later stage has passed the earlier ones, though nobody may have said when.
 */
export function stageDays(moves: readonly { stage: string; day: string }[]): PlanEvidence['stages'] {
  const days: PlanEvidence['stages'] = {}
  for (const { stage, day } of moves.toSorted((a, b) => a.day.localeCompare(b.day))) {
    if (!isStage(stage)) continue
    for (const passed of projectStages.slice(0, stageRank(stage) + 1)) days[passed] ??= day
  }
  return days
}
