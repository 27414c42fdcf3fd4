import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import { LocalDate, Notice } from '#kernel/time/model'
import { Lane } from '../procedures/template.ts'
import { PlanChanges } from './changes.ts'
import { PlanEvidence } from './evidence.ts'
import { Plan, PlanTarget } from './plan.ts'

/** Where a revision came from; with its name (a file's, a template's) where it has one. */
export const planSources = ['edit', 'template', 'import'] as const
export const PlanSource = z.strictObject({
  kind: z.enum(planSources),
  name: z.string().max(200).optional(),
  version: z.int().optional(),
})
export type PlanSource = z.infer<typeof PlanSource>

export const Baseline = z.object({
  no: z.int(),
  name: z.string(),
  revision: z.int(),
  at: z.string(),
  by: z.string(),
  target: PlanTarget.nullable(),
  /** The forecast when it was kept, by the id of the step. */
  dates: z.record(z.string(), z.object({ start: LocalDate, finish: LocalDate })),
})
export type Baseline = z.infer<typeof Baseline>

const Saved = z.object({ at: z.string(), by: z.string(), reason: z.string() })

/** A project's plan and all that its dates are worked out of; the page works them out itself, by the same rules. */
export const PlanAnswer = z.object({
  entryId: z.string(),
  no: z.string(),
  title: z.string(),
  demonstration: z.boolean(),
  /** 0 and no plan where there is none yet. */
  revision: z.int(),
  plan: Plan.nullable(),
  saved: Saved.nullable(),
  baseline: Baseline.nullable(),
  evidence: PlanEvidence,
  today: LocalDate,
  /** Notices on days off that came after those of the program. */
  notices: z.array(Notice),
  names: z.object({
    organisations: z.record(z.string(), LocalText),
    accounts: z.record(z.string(), z.string()),
  }),
  /** The template of procedures that the project has, with its lane and answers. */
  applied: z
    .object({
      template: z.string(),
      version: z.int(),
      lane: Lane,
      answers: z.record(z.string(), z.boolean()),
    })
    .nullable(),
  can: z.object({ edit: z.boolean() }),
})
export type PlanAnswer = z.infer<typeof PlanAnswer>

export const PlanRevision = z.object({
  revision: z.int(),
  at: z.string(),
  by: z.string(),
  reason: z.string(),
  source: PlanSource,
  changes: PlanChanges,
})
export type PlanRevision = z.infer<typeof PlanRevision>

export const PlanHistory = z.object({
  revisions: z.array(PlanRevision),
  baselines: z.array(Baseline.omit({ dates: true })),
})
export type PlanHistory = z.infer<typeof PlanHistory>

const TaskDates = z.object({
  id: z.string(),
  name: z.string(),
  isGroup: z.boolean(),
  start: LocalDate,
  finish: LocalDate,
  lateStart: LocalDate,
  lateFinish: LocalDate,
  totalFloat: z.number(),
  freeFloat: z.number(),
  critical: z.boolean(),
})

/** Dates in days, floats in working days. */
export const PlanDates = z.object({
  tasks: z.array(TaskDates),
  start: LocalDate,
  finish: LocalDate,
  target: z
    .object({
      kind: PlanTarget.shape.kind,
      date: LocalDate,
      forecast: LocalDate,
      reachable: z.boolean(),
      missedBy: z.int(),
      spare: z.int(),
      chain: z.array(z.string()),
      shortenings: z.array(
        z.object({ id: z.string(), name: z.string(), gain: z.int(), workingDays: z.int() }),
      ),
    })
    .nullable(),
})
export type PlanDates = z.infer<typeof PlanDates>

/** What a plan would come to, without saving it: its faults, or its dates. */
export const PlanPreview = z.object({
  faults: z.array(z.object({ code: z.string(), detail: z.string(), taskIds: z.array(z.string()) })),
  dates: PlanDates.nullable(),
})
export type PlanPreview = z.infer<typeof PlanPreview>

/** A plan that isn't saved yet: made of a template or of a file. */
export const PlanProposal = PlanPreview.extend({
  plan: Plan,
  source: PlanSource,
  /** What a file says and this plan leaves out, in words. */
  left: z.array(z.string()),
})
export type PlanProposal = z.infer<typeof PlanProposal>

export const PlanForecast = z.object({
  entryId: z.string(),
  target: PlanTarget,
  forecast: LocalDate,
  /** Working days that the forecast lies behind the target; 0 where it can be kept. */
  missedBy: z.int(),
})
export type PlanForecast = z.infer<typeof PlanForecast>
