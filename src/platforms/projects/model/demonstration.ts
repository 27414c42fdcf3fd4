import { z } from 'zod'
import { addDays, type Calendar, isWorkingDay } from '#kernel/time/model'
import { milestoneKinds, type MilestoneKind } from './milestones.ts'
import { problemKinds } from './problem-ledger.ts'
import { projectCategories, projectStages } from './stages.ts'

/** An invented project of the demonstration; days count from the day of seeding. */
export const DemonstrationProject = z.strictObject({
  key: z.string().startsWith('demo-'),
  name: z.string(),
  district: z.string(),
  place: z.string(),
  category: z.enum(projectCategories),
  park: z.string(),
  investmentWan: z.number().int().nullable(),
  stage: z.enum(projectStages),
  proceduresDone: z.number().int().min(0),
  notApplicable: z.array(z.string()),
  milestones: z.array(
    z.strictObject({
      kind: z.enum(milestoneKinds as [MilestoneKind, ...MilestoneKind[]]),
      dueInDays: z.number().int(),
    }),
  ),
  enterprise: z.string(),
})
export type DemonstrationProject = z.infer<typeof DemonstrationProject>

export const problemEnds = [
  'registered',
  'dispatched',
  'acknowledged',
  'sent_back',
  'completed',
  'closed',
  'reopened',
  'void',
] as const
export type ProblemEnd = (typeof problemEnds)[number]

export const DemonstrationProblem = z.strictObject({
  project: z.string(),
  title: z.string(),
  kind: z.enum(problemKinds),
  proposal: z.string(),
  /** The body that handles it, by its code behind the district's. */
  responsible: z.string(),
  /** How far it has come. */
  state: z.enum(problemEnds),
  openedDaysAgo: z.number().int().min(0),
  deadlineWorkdays: z.number().int().min(1).nullable(),
  closedDaysAgo: z.number().int().min(0).nullable(),
})
export type DemonstrationProblem = z.infer<typeof DemonstrationProblem>

export type ProblemStep =
  | 'register'
  | 'dispatch'
  | 'acknowledge'
  | 'complete'
  | 'verify'
  | 'close'
  | 'reopen'
  | 'send_back'
  | 'void'

/** What was done to a problem on the way to where it stands, in order. */
export const stepsTo: Readonly<Record<ProblemEnd, readonly ProblemStep[]>> = {
  registered: ['register'],
  dispatched: ['register', 'dispatch'],
  acknowledged: ['register', 'dispatch', 'acknowledge'],
  sent_back: ['register', 'dispatch', 'acknowledge', 'send_back'],
  completed: ['register', 'dispatch', 'acknowledge', 'complete'],
  closed: ['register', 'dispatch', 'acknowledge', 'complete', 'verify', 'close'],
  reopened: ['register', 'dispatch', 'acknowledge', 'complete', 'verify', 'close', 'reopen'],
  void: ['register', 'void'],
}

const dayMs = 86_400_000
const hourMs = 3_600_000

/** When each step of a problem took place: registered, dispatched soon after, the rest spread up to its end. */
export function timesOf(problem: DemonstrationProblem, now: Date): Date[] {
  const steps = stepsTo[problem.state]
  const opened = now.getTime() - problem.openedDaysAgo * dayMs - 3 * hourMs
  const end = now.getTime() - (problem.closedDaysAgo ?? 0) * dayMs - hourMs
  return steps.map((_, i) => new Date(Math.round(opened + ((end - opened) * i) / Math.max(steps.length, 2))))
}

/** The day that lies so many working days behind another. */
export function workdayAfter(calendar: Calendar, from: string, count: number): string {
  let day = from
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(calendar, day)) left -= 1
  }
  return day
}
