import { z } from 'zod'
import { daysBetween } from '../wall-days.ts'
import type { Milestone } from '../milestones.ts'
import { isBuilding, type ProjectStage } from '../stages.ts'

/** 新开工、复工、即将投产、签约未落地 (F14). */
export const stageLists = ['started', 'restarted', 'near_production', 'signed_not_landed'] as const
export type StageList = (typeof stageLists)[number]

/** How many days before its planned production a project is on the list of those that are about to produce. */
const nearDays = 90

export type Listed = {
  readonly stage: ProjectStage
  readonly signedOn: string | null
  readonly brokeGroundOn: string | null
  readonly restartedOn: string | null
  readonly milestones: readonly Milestone[]
}

const producing = new Set(['completion', 'done', 'completion_and_production', 'in_use', 'full_capacity'])

/** The first day of the plan by which it should produce, at or after the day. */
export function productionDue({ milestones }: Listed, day: string): string | null {
  const dates = milestones.filter(({ kind, due }) => producing.has(kind) && due >= day).map(({ due }) => due)
  return dates.sort()[0] ?? null
}

/**
 * The lists that a project is on, on a day. A list that asks for a day that nobody stated leaves the project out; how
 * many are left out so is told by `undated`.
 */
export function listsOf(project: Listed, day: string): StageList[] {
  const year = day.slice(0, 4)
  const due = productionDue(project, day)
  return stageLists.filter((list) => {
    switch (list) {
      case 'started':
        return project.brokeGroundOn?.startsWith(year) === true && project.brokeGroundOn <= day
      case 'restarted':
        return project.restartedOn?.startsWith(year) === true && project.restartedOn <= day
      case 'near_production':
        if (project.stage === 'trial_production') return true
        return isBuilding(project.stage) && due !== null && daysBetween(day, due) <= nearDays
      case 'signed_not_landed':
        // 落地: the project's procedures have begun, or its ground is broken.
        return project.stage === 'signing'
    }
  })
}

/** Building, and no source or action says since when: it may be among those started this year. */
export const isUndated = (project: Listed): boolean =>
  isBuilding(project.stage) && project.brokeGroundOn === null && project.restartedOn === null

const Row = z.strictObject({
  id: z.uuid(),
  no: z.string(),
  name: z.string(),
  stage: z.string(),
  divisionCode: z.string(),
  demonstration: z.boolean(),
  lists: z.array(z.enum(stageLists)),
  undated: z.boolean(),
  signedOn: z.string().nullable(),
  brokeGroundOn: z.string().nullable(),
  restartedOn: z.string().nullable(),
  productionDue: z.string().nullable(),
  /** Days since it was signed, where the day is stated. */
  waitingDays: z.number().int().nullable(),
  steward: z.string().nullable(),
  sponsor: z.string().nullable(),
  gate: z.string().nullable(),
  openProblems: z.number().int(),
  factors: z.array(
    z.strictObject({
      id: z.uuid(),
      title: z.string(),
      factor: z.string(),
      neededBy: z.string(),
      overdue: z.boolean(),
    }),
  ),
})
export type StageListRow = z.infer<typeof Row>

export const StageListAnswer = z.strictObject({
  day: z.string(),
  projects: z.number().int(),
  rows: z.array(Row),
})
export type StageListAnswer = z.infer<typeof StageListAnswer>

const AlikeRow = z.strictObject({
  id: z.uuid(),
  no: z.string(),
  name: z.string(),
  stage: z.string(),
  points: z.number().int(),
  reasons: z.array(z.string()),
})
export const AlikeAnswer = z.array(AlikeRow)
export type AlikeAnswer = z.infer<typeof AlikeAnswer>
