import { z } from 'zod'
import { LocalDate } from '#kernel/time/model'
import { projectStages } from '../stages.ts'

/** What a plan is counted back from (倒排): the day on which ground is to be broken, or production to begin. */
export const targetKinds = ['groundbreaking', 'production'] as const
export type TargetKind = (typeof targetKinds)[number]

export const linkKinds = ['finish_to_start', 'start_to_start', 'finish_to_finish', 'start_to_finish'] as const
export type LinkKind = (typeof linkKinds)[number]

/** What binds a step to a day; most are bound by their predecessors alone. */
export const constraintKinds = [
  'start_no_earlier_than',
  'start_no_later_than',
  'finish_no_earlier_than',
  'finish_no_later_than',
  'must_start_on',
  'must_finish_on',
] as const
export type ConstraintKind = (typeof constraintKinds)[number]

export const tasksMax = 5_000
export const linksMax = 20_000
export const workingDaysMax = 10_000
const outlineMax = 12

const PlanId = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/)
const OwnName = z.string().trim().min(1).max(200)

/** One step of a plan (工作, 工序), a milestone, or a group of steps: whatever others name as their parent is a group. */
export const PlanTask = z.strictObject({
  id: PlanId,
  name: OwnName,
  /** The group that it stands in. */
  parent: PlanId.nullable().default(null),
  /** How long it takes; 0 for a milestone. What a group takes is worked out of what stands in it. */
  workingDays: z.int().min(0).max(workingDaysMax),
  isMilestone: z.boolean().default(false),
  constraint: z
    .strictObject({ kind: z.enum(constraintKinds), date: LocalDate })
    .nullable()
    .default(null),
  organisationId: z.int().positive().nullable().default(null),
  accountId: z.int().positive().nullable().default(null),
  /** The procedure (手续) that it stands for, by its code: its actual dates come from there. */
  procedure: z.string().max(60).nullable().default(null),
  /** The stage that a project has reached when it is done. */
  stage: z.enum(projectStages).nullable().default(null),
  /** As reported; what the net can prove goes before it. */
  actualStart: LocalDate.nullable().default(null),
  actualFinish: LocalDate.nullable().default(null),
})
export type PlanTask = z.infer<typeof PlanTask>

/** `lag` in working days; negative lets the second begin before the first is done. */
export const PlanLink = z.strictObject({
  from: PlanId,
  to: PlanId,
  kind: z.enum(linkKinds).default('finish_to_start'),
  lag: z.int().min(-workingDaysMax).max(workingDaysMax).default(0),
})
export type PlanLink = z.infer<typeof PlanLink>

export const PlanTarget = z.strictObject({ kind: z.enum(targetKinds), date: LocalDate })
export type PlanTarget = z.infer<typeof PlanTarget>

/** All of a project's plan, in the order in which it is shown. */
export const Plan = z.strictObject({
  target: PlanTarget.nullable().default(null),
  /** The first day on which anything of it can begin; today where none is said. */
  start: LocalDate.nullable().default(null),
  tasks: z.array(PlanTask).max(tasksMax),
  links: z.array(PlanLink).max(linksMax).default([]),
})
export type Plan = z.infer<typeof Plan>
export type PlanInput = z.input<typeof Plan>

export const emptyPlan: Plan = { target: null, start: null, tasks: [], links: [] }

/** @example newTask({ id: 'a', name: '地勘', workingDays: 15 }) */
export function newTask(task: z.input<typeof PlanTask>): PlanTask {
  return PlanTask.parse(task)
}

/** How deep groups may stand in groups. */
export const depthMax = outlineMax
