import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'

/** 办理通道: how fast a district promises to be. What the law sets is the ordinary lane's; the others are shorter. */
export const lanes = ['ordinary', 'green', 'direct'] as const
export const Lane = z.enum(lanes)
export type Lane = z.infer<typeof Lane>

/** The four phases of 国办发〔2019〕11号: 立项用地规划许可, 工程建设许可, 施工许可, 竣工验收. */
export const phases = ['initiation', 'works_permission', 'construction_permission', 'acceptance'] as const
export const Phase = z.enum(phases)
export type Phase = z.infer<typeof Phase>

/** From finish to start, start to start, finish to finish, start to finish. */
export const stepLinkKinds = ['FS', 'SS', 'FF', 'SF'] as const
export const StepLinkKind = z.enum(stepLinkKinds)
export type StepLinkKind = z.infer<typeof StepLinkKind>

export const StepCode = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'projects.template.bad_code')

/** Working days where a limit, a promise or a plan counts them; nought is "at once". */
const Days = z.int().min(0, 'projects.template.negative_days').max(2000)

/** What must come before: the other step, how the two are tied, and the lag (时距) in working days; less than none overlaps. */
export const StepLink = z.strictObject({
  code: StepCode,
  kind: StepLinkKind.default('FS'),
  lagDays: z.int().min(-400).max(400).default(0),
})
export type StepLink = z.infer<typeof StepLink>

/** 特殊环节 (专家评审, 公示, 检测…): stops the clock while it lasts (行政许可法第四十五条). */
export const SpecialStep = z.strictObject({
  code: StepCode,
  name: LocalText,
  /** How long it may take at most, where a rule says so. */
  daysMax: Days.nullable().default(null),
  basis: z.string().max(400).default(''),
})
export type SpecialStep = z.infer<typeof SpecialStep>

/** A condition: the answer that a question of the template must have. */
export const AppliesWhen = z.strictObject({ question: StepCode, is: z.boolean().default(true) })

/** Who is in charge: a body by its code behind the district's (`ecology`), or whoever holds a role over the place. */
export const InCharge = z.union([
  z.strictObject({ body: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'projects.template.bad_body') }),
  z.strictObject({ role: StepCode }),
])
export type InCharge = z.infer<typeof InCharge>

export const ProcedureStep = z.strictObject({
  code: StepCode,
  name: LocalText,
  phase: Phase,
  /** The statutory limit of the ordinary lane; null where no rule of the state sets one and the district hasn't. */
  workingDays: Days.nullable(),
  /** The same where the law counts calendar days; then `workingDays` is null. */
  calendarDays: Days.nullable().default(null),
  /** What a faster lane promises, in working days; a lane that isn't named has the ordinary limit. */
  lanes: z.strictObject({ green: Days.optional(), direct: Days.optional() }).default({}),
  /** How much longer it may take once, on the leader's approval, where a rule allows that. */
  extensionDaysMax: Days.nullable().default(null),
  /** What a plan counts where no limit is set: an estimate, never a promise. */
  usualDays: Days.nullable().default(null),
  after: z.array(StepLink).max(40).default([]),
  inCharge: InCharge,
  materials: z.array(LocalText).max(40).default([]),
  /** 法定依据, with the article where the figure stands. */
  basis: z.string().max(600).default(''),
  specialSteps: z.array(SpecialStep).max(10).default([]),
  /** Every one must hold; none: it always applies. */
  appliesWhen: z.array(AppliesWhen).max(10).default([]),
})
export type ProcedureStep = z.infer<typeof ProcedureStep>

/** A step of building, with its usual duration: an estimate of the district's, not law. Nought is a date (节点). */
export const MilestoneStep = z.strictObject({
  code: StepCode,
  name: LocalText,
  workingDays: Days,
  after: z.array(StepLink).max(40).default([]),
})
export type MilestoneStep = z.infer<typeof MilestoneStep>

/** Asked when a template is applied to a project; the answers say which procedures apply. */
export const TemplateQuestion = z.strictObject({ code: StepCode, text: LocalText })
export type TemplateQuestion = z.infer<typeof TemplateQuestion>

/** What a version says. Procedures and milestones share one set of codes: either may come after the other. */
export const TemplateBody = z.strictObject({
  title: LocalText,
  note: LocalText.optional(),
  questions: z.array(TemplateQuestion).max(40).default([]),
  procedures: z.array(ProcedureStep).min(1).max(120),
  milestones: z.array(MilestoneStep).max(120).default([]),
})
export type TemplateBody = z.infer<typeof TemplateBody>

/** 手续模板, by project type. Versions are never changed; a new one follows. */
export const ProcedureTemplate = TemplateBody.extend({ code: StepCode, version: z.int().min(1) })
export type ProcedureTemplate = z.infer<typeof ProcedureTemplate>

export type Answers = Readonly<Record<string, boolean>>

/** Whether a procedure applies to a project by the answers; a question that isn't answered counts as no. */
export function appliesTo({ appliesWhen }: Pick<ProcedureStep, 'appliesWhen'>, answers: Answers): boolean {
  return appliesWhen.every(({ question, is }) => (answers[question] ?? false) === is)
}

export type StepLimit = { unit: 'working_days' | 'calendar_days'; count: number }

/** The limit of an approval in a lane; null where none is set. */
export function limitOf(
  { workingDays, calendarDays, lanes: faster }: ProcedureStep,
  lane: Lane,
): StepLimit | null {
  const promised = lane === 'ordinary' ? undefined : faster[lane]
  if (promised !== undefined) return { unit: 'working_days', count: promised }
  if (workingDays !== null) return { unit: 'working_days', count: workingDays }
  return calendarDays === null ? null : { unit: 'calendar_days', count: calendarDays }
}

/**
 * The working days that a plan counts for a procedure: its limit, calendar days at five of seven, or what is usual
 * where no limit is set.
 */
export function plannedDays(step: ProcedureStep, lane: Lane): number {
  const limit = limitOf(step, lane)
  if (limit === null) return step.usualDays ?? 0
  return limit.unit === 'working_days' ? limit.count : Math.ceil((limit.count * 5) / 7)
}
