import { z } from 'zod'
import { type ColourReason, projectColours } from './colour.ts'
import type { MilestoneState } from './lateness.ts'
import { type MilestoneKind, milestoneKinds } from './milestones.ts'
import { projectCategories, projectStages } from './stages.ts'

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const Fen = z.number().int().nonnegative()

const reasons = [
  'no_procedures',
  'in_production',
  'in_production_procedures_open',
  'all_done_building',
  'all_done_not_building',
  'enough_done',
  'too_few_done',
  'too_few_done_but_building',
] as const satisfies readonly ColourReason[]

const states = ['kept', 'open', 'late', 'unreported'] as const satisfies readonly MilestoneState[]

export const WallMilestone = z.object({
  kind: z.enum(milestoneKinds as [MilestoneKind, ...MilestoneKind[]]),
  label: z.string(),
  from: z.string().nullable(),
  due: Day,
  note: z.string(),
  state: z.enum(states),
})
export type WallMilestone = z.infer<typeof WallMilestone>

const WallColour = z.object({
  colour: z.enum(projectColours),
  done: z.number().int(),
  total: z.number().int(),
  because: z.enum(reasons),
  params: z.object({
    done: z.number().int(),
    total: z.number().int(),
    numerator: z.number().int(),
    denominator: z.number().int(),
  }),
})

/** One project as the wall of a day knows it. */
export const WallProject = z.object({
  id: z.string(),
  no: z.string(),
  name: z.string(),
  demonstration: z.boolean(),
  stage: z.enum(projectStages),
  /** Where the stage was read, and of which month; null where it was recorded here. */
  source: z.string().nullable(),
  asOf: z.string().nullable(),
  colour: WallColour,
  divisionCode: z.string(),
  /** Empty where none is known. */
  park: z.string(),
  chain: z.string(),
  category: z.enum(projectCategories),
  investmentFen: Fen.nullable(),
  milestones: z.array(WallMilestone),
  /** A leader let it in in spite of the entry gate: said wherever the project is. */
  gateOverridden: z.boolean().optional(),
  openProblems: z.number().int(),
  overdueProblems: z.number().int(),
})
export type WallProject = z.infer<typeof WallProject>

/** One problem of a project as the wall of a day knows it. Days are those of Shanghai. */
export const WallProblem = z.object({
  id: z.string(),
  no: z.string(),
  title: z.string(),
  projectId: z.string(),
  projectName: z.string(),
  stage: z.string(),
  organisation: z.string(),
  divisionCode: z.string(),
  demonstration: z.boolean(),
  isOpen: z.boolean(),
  isOverdue: z.boolean(),
  dueOn: Day.nullable(),
  closedOn: Day.nullable(),
})
export type WallProblem = z.infer<typeof WallProblem>

export const WallAnswer = z.object({
  /** The day shown. */
  day: Day,
  /** Today in Shanghai, the right end of the slider. */
  today: Day,
  /** The days on which a source takes effect, and the month that it speaks of. */
  sourceDays: z.array(z.object({ day: Day, month: z.string() })),
  yellowFrom: z.object({ numerator: z.number().int(), denominator: z.number().int() }),
  projects: z.array(WallProject),
  problems: z.array(WallProblem),
  /** Names of the districts and townships that the wall speaks of. */
  divisions: z.array(z.object({ code: z.string(), name: z.string(), nameEn: z.string() })),
})
export type WallAnswer = z.infer<typeof WallAnswer>
