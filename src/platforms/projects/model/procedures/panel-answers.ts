import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import { LiveApproval, Progress } from './progress.ts'
import { Lane, Phase, ProcedureTemplate, StepCode } from './template.ts'

/** 并联审批 of one project: what can start today, what waits for what, what runs, what is done. */
export const ProcedurePanel = z.strictObject({
  project: z.strictObject({ id: z.uuid(), seq: z.int(), name: z.string() }),
  can: z.strictObject({ apply: z.boolean(), start: z.boolean() }),
  applied: z
    .strictObject({
      template: ProcedureTemplate,
      lane: Lane,
      answers: z.record(z.string(), z.boolean()),
      /** The newest version in force, where it is another one. */
      newer: ProcedureTemplate.nullable(),
    })
    .nullable(),
  procedures: z.array(Progress),
  /** Procedures of the project that are in no template, or don't apply to it. */
  others: z.array(
    z.strictObject({
      code: z.string().nullable(),
      name: z.string(),
      applicable: z.boolean(),
      done: z.boolean(),
    }),
  ),
})
export type ProcedurePanel = z.infer<typeof ProcedurePanel>

export const ApplyTemplate = z.strictObject({
  expectedSeq: z.int().min(1),
  template: StepCode,
  version: z.int().min(1),
  lane: Lane,
  answers: z.record(StepCode, z.boolean()),
  decided: z.record(StepCode, z.boolean()).default({}),
})
export type ApplyTemplate = z.infer<typeof ApplyTemplate>

export const StartApprovals = z.strictObject({
  expectedSeq: z.int().min(1),
  procedures: z
    .array(z.strictObject({ code: StepCode, organisationId: z.int().min(1).optional() }))
    .min(1)
    .max(40)
    .refine((items) => new Set(items.map(({ code }) => code)).size === items.length),
})
export type StartApprovals = z.infer<typeof StartApprovals>

/** One line of the page over all projects: an approval that is under way, or a procedure that can start. */
export const BoardRow = z.strictObject({
  projectId: z.uuid(),
  /** Empty where the reader takes part in the approval, but doesn't see the project. */
  projectName: z.string(),
  demonstration: z.boolean(),
  code: z.string(),
  name: LocalText,
  phase: Phase.nullable(),
  lane: Lane,
  state: z.enum(['ready', 'running']),
  organisationId: z.int().nullable(),
  organisation: z.string(),
  approval: LiveApproval.nullable(),
})
export type BoardRow = z.infer<typeof BoardRow>

export const ApprovalBoard = z.strictObject({
  today: z.iso.date(),
  /** The reader's own organisation. */
  own: z.int(),
  /** Projects in sight that have a template, and those before production that have none. */
  projects: z.int(),
  without: z.int(),
  /** Procedures of those projects that wait for others, and that are done. */
  waiting: z.int(),
  done: z.int(),
  rows: z.array(BoardRow),
})
export type ApprovalBoard = z.infer<typeof ApprovalBoard>
