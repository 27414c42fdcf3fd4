import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import { type ProjectStage, projectStages } from '../stages.ts'
import { approvalStages } from './approval-ledger.ts'
import type { ProcedureRecord } from './records.ts'
import type { Steps } from './steps.ts'
import { type Lane, limitOf, Phase, type StepLink, StepLinkKind } from './template.ts'

/** Where a procedure stands: done, under way, able to start today, or waiting for others. */
export const progressStates = ['done', 'running', 'ready', 'waiting'] as const
export type ProgressState = (typeof progressStates)[number]

/** What a procedure waits for; `until` where only the lag is left. */
const Wait = z.strictObject({
  code: z.string(),
  name: LocalText,
  kind: StepLinkKind,
  until: z.iso.date().nullable(),
})
export type Wait = z.infer<typeof Wait>

/** An approval that is under way, or the last one that ended. */
export const LiveApproval = z.strictObject({
  entryId: z.uuid(),
  no: z.string(),
  procedure: z.string(),
  stage: z.enum(approvalStages),
  isOpen: z.boolean(),
  lane: z.string(),
  organisation: z.string(),
  openedOn: z.iso.date(),
  /** Of the task that leads; null while the clock stands, or where no limit is set. */
  dueAt: z.iso.datetime().nullable(),
  light: z.enum(['green', 'amber', 'red']).nullable(),
  /** Why the clock stands, if it does. */
  paused: z.string().nullable(),
})
export type LiveApproval = z.infer<typeof LiveApproval>

export const Progress = z.strictObject({
  code: z.string(),
  name: LocalText,
  phase: Phase,
  state: z.enum(progressStates),
  waits: z.array(Wait),
  doneOn: z.iso.date().nullable(),
  documentNo: z.string().nullable(),
  /** What its state comes from: an entry, or what a person recorded. */
  approval: LiveApproval.nullable(),
  /** The entry that proves it, where the reader may not see it as an approval. */
  evidence: z.strictObject({ entryId: z.uuid(), no: z.string() }).nullable(),
  byHand: z.boolean(),
  limit: z.strictObject({ unit: z.enum(['working_days', 'calendar_days']), count: z.int() }).nullable(),
  basis: z.string(),
})
export type Progress = z.infer<typeof Progress>

export type Situation = {
  stage: ProjectStage
  today: string
  lane: Lane
  records: readonly ProcedureRecord[]
  approvals: readonly LiveApproval[]
  /** The day so many working days later, or earlier. */
  workdaysAfter: (day: string, count: number) => string
}

/** Since which stage of a project a milestone must have been reached. */
const reachedFrom: Readonly<Record<string, ProjectStage>> = {
  groundbreaking: 'groundbreaking',
  completion: 'trial_production',
  trial_production: 'trial_production',
  in_use: 'production',
  production: 'production',
}

/** The milestones that are behind a project by its stage, with all that had to come before them. */
export function reachedMilestones(
  { milestones }: Pick<Steps, 'milestones'>,
  stage: ProjectStage,
): Set<string> {
  const at = projectStages.indexOf(stage)
  const after = new Map(milestones.map((step) => [step.code, step.after]))
  const reached = new Set<string>()
  const reach = (code: string) => {
    if (reached.has(code) || !after.has(code)) return
    reached.add(code)
    for (const link of after.get(code) ?? []) if (link.kind === 'FS') reach(link.code)
  }
  for (const { code } of milestones) {
    const from = reachedFrom[code]
    if (from !== undefined && at >= projectStages.indexOf(from)) reach(code)
  }
  return reached
}

/**
 * 并联审批: how each procedure that applies stands, and which can start today. Links to the finish of a procedure say
 * nothing of when it may start, so only FS and SS hold one back.
 */
export function progressOf(steps: Steps, situation: Situation): Progress[] {
  const { records, approvals, lane } = situation
  const reached = reachedMilestones(steps, situation.stage)
  const known = new Map(records.map((record) => [record.code, record]))
  const names = new Map([...steps.procedures, ...steps.milestones].map(({ code, name }) => [code, name]))
  const started = (code: string) => approvals.find((one) => one.procedure === code && one.isOpen)
  const latest = (code: string) => approvals.findLast(({ procedure }) => procedure === code) ?? null
  return steps.procedures.map((step): Progress => {
    const record = known.get(step.code)
    const running = started(step.code)
    const own = record?.approval ?? null
    const last = running ?? approvals.find(({ entryId }) => entryId === own?.entry) ?? latest(step.code)
    const waits = step.after.flatMap((link) => waitFor(link))
    return {
      code: step.code,
      name: step.name,
      phase: step.phase,
      state: stateOf(record?.done === true, running !== undefined || own?.state === 'running', waits.length),
      waits: record?.done ? [] : waits,
      doneOn: record?.done ? record.doneOn : null,
      documentNo: own?.documentNo ?? null,
      approval: last,
      evidence: own ? { entryId: own.entry, no: own.no } : null,
      byHand: record?.done === true && own === null,
      limit: limitOf(step, lane),
      basis: step.basis,
    }
  })

  function waitFor({ code, kind, lagDays }: StepLink): Wait[] {
    if (kind === 'FF' || kind === 'SF' || reached.has(code)) return []
    const name = names.get(code) ?? { 'zh-CN': code, en: code }
    const record = known.get(code)
    const finished = record?.done === true
    const begun = finished || record?.approval?.state === 'running' || started(code) !== undefined
    if (kind === 'FS' ? !finished : !begun) return [{ code, name, kind, until: null }]
    const since = kind === 'FS' || finished ? record?.doneOn : started(code)?.openedOn
    if (lagDays <= 0 || !since) return []
    const until = situation.workdaysAfter(since, lagDays)
    return until > situation.today ? [{ code, name, kind, until }] : []
  }
}

function stateOf(done: boolean, running: boolean, waits: number): ProgressState {
  if (done) return 'done'
  if (running) return 'running'
  return waits > 0 ? 'waiting' : 'ready'
}
