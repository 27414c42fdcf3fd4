import { z } from 'zod'
import { projectStages, type ProjectStage, stageRank } from '../stages.ts'

/** Who serves a project (F08, F09): two stewards, two secretaries, the leader who answers for it, and the 1+N team. */
export const teamRoles = [
  'firstSteward',
  'secondSteward',
  'firstSecretary',
  'secondSecretary',
  'sponsor',
  'taskForceLeader',
  'taskForce',
] as const
export type TeamRole = (typeof teamRoles)[number]
export const TeamRole = z.enum(teamRoles)

/** Roles that one account holds; the task force is a list of members. */
export const personalRoles = teamRoles.filter((role) => role !== 'taskForce')

/** One line of the rule: which projects need whom, and what says so. */
export const RoleNeed = z.strictObject({
  role: TeamRole,
  /** Of a planned total investment from here on; null: whatever it is. */
  investmentFromFen: z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
  enclaveOnly: z.boolean(),
  fromStage: z.enum(projectStages),
  basis: z.string().trim().min(1).max(400),
})
export type RoleNeed = z.infer<typeof RoleNeed>

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** The district's way of serving projects as data: whom they need, how often they are visited, when one meets. */
export const ServiceRule = z.strictObject({
  roles: z.array(RoleNeed).max(40),
  visitEveryDays: z.int().min(1).max(366),
  visitFromStage: z.enum(projectStages),
  weekly: z.strictObject({ weekday: z.int().min(1).max(7), startsAt: ClockTime }),
  halfMonthly: z.strictObject({
    days: z
      .array(z.int().min(1).max(28))
      .min(2)
      .max(2)
      .refine(([first = 0, second = 0]) => first < second),
    startsAt: ClockTime,
  }),
})
export type ServiceRule = z.infer<typeof ServiceRule>

/** What is known of a project that the rule asks for. */
export type RuledProject = {
  readonly stage: ProjectStage
  readonly isOpen: boolean
  readonly investmentFen: number | null
  /** Null: nobody said whether it is an enclave project (飞地). */
  readonly enclave: boolean | null
}

/** `unknown`: what the rule asks for isn't known of the project, so nobody can say. */
export type Need = 'needed' | 'not_needed' | 'unknown'

function needBy(line: RoleNeed, project: RuledProject): Need {
  if (!project.isOpen || stageRank(project.stage) < stageRank(line.fromStage)) return 'not_needed'
  const conditions: Need[] = []
  if (line.enclaveOnly)
    conditions.push(project.enclave === null ? 'unknown' : project.enclave ? 'needed' : 'not_needed')
  if (line.investmentFromFen !== null) {
    const { investmentFen } = project
    const reaches = investmentFen !== null && investmentFen >= line.investmentFromFen
    conditions.push(investmentFen === null ? 'unknown' : reaches ? 'needed' : 'not_needed')
  }
  if (conditions.includes('not_needed')) return 'not_needed'
  return conditions.includes('unknown') ? 'unknown' : 'needed'
}

/** Whether the rule asks for somebody in the role: one line that does suffices. */
export function needOf(rule: ServiceRule, role: TeamRole, project: RuledProject): Need {
  const needs = rule.roles.filter((line) => line.role === role).map((line) => needBy(line, project))
  if (needs.includes('needed')) return 'needed'
  return needs.includes('unknown') ? 'unknown' : 'not_needed'
}

/** Whether projects of the stage are to be visited at the rule's rhythm. */
export function isVisited(rule: ServiceRule, project: Pick<RuledProject, 'stage' | 'isOpen'>): boolean {
  return project.isOpen && stageRank(project.stage) >= stageRank(rule.visitFromStage)
}

/** A rule as it was set: the number grows, the newest one of a district is in force. */
export const ServiceRuleVersion = z.strictObject({
  no: z.int(),
  /** Null: the rule that comes with the program, which holds until the district sets its own. */
  at: z.iso.datetime().nullable(),
  name: z.string().nullable(),
  reason: z.string().nullable(),
  rule: ServiceRule,
})
export type ServiceRuleVersion = z.infer<typeof ServiceRuleVersion>

export const ServiceRuleAnswer = z.strictObject({
  district: z.string(),
  /** The newest first; the first is in force. */
  versions: z.array(ServiceRuleVersion).min(1),
  can: z.strictObject({ set: z.boolean() }),
})
export type ServiceRuleAnswer = z.infer<typeof ServiceRuleAnswer>
