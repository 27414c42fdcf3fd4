import { z } from 'zod'
import { dayNumber } from '#kernel/time/model'
import { projectCategories, projectStages } from '../stages.ts'
import { isVisited, needOf, type ServiceRule, TeamRole, teamRoles } from './team-rule.ts'

/** How a role of a project is filled; `unknown` where what the rule asks for isn't known and nobody is there. */
export const roleStates = ['held', 'lacking', 'unknown', 'not_needed'] as const
export type RoleState = (typeof roleStates)[number]

export const visitStates = ['in_time', 'overdue', 'never', 'not_needed'] as const
export type VisitState = (typeof visitStates)[number]

const Day = z.string()
export const CoverageRow = z.strictObject({
  id: z.string(),
  no: z.string(),
  seq: z.int(),
  name: z.string(),
  demonstration: z.boolean(),
  stage: z.enum(projectStages),
  isOpen: z.boolean(),
  category: z.enum(projectCategories),
  park: z.string(),
  divisionCode: z.string(),
  organisationId: z.int(),
  investmentFen: z.int().nullable(),
  enclave: z.boolean().nullable(),
  /** Accounts that hold each role; of the task force its members, 0 where only the organisation is named. */
  people: z.record(TeamRole, z.array(z.int())),
  lastVisitOn: Day.nullable(),
  lastVisitId: z.string().nullable(),
  nextVisitOn: Day.nullable(),
})
export type CoverageRow = z.infer<typeof CoverageRow>

export const CoverageVisit = z.strictObject({
  id: z.string(),
  projectId: z.string(),
  visitorId: z.int(),
  visitedOn: Day,
})
export type CoverageVisit = z.infer<typeof CoverageVisit>

export const CoverageAnswer = z.strictObject({
  today: Day,
  /** The rule in force of each district that a project lies in. */
  rules: z.record(z.string(), z.custom<ServiceRule>()),
  rows: z.array(CoverageRow),
  visits: z.array(CoverageVisit),
  accounts: z.record(z.string(), z.string()),
  organisations: z.record(z.string(), z.string()),
  divisions: z.record(z.string(), z.string()),
  can: z.strictObject({ appoint: z.boolean() }),
})
export type CoverageAnswer = z.infer<typeof CoverageAnswer>

type Rules = Readonly<Record<string, ServiceRule>>

/** A project as the board judges it. */
export type JudgedRow = CoverageRow & {
  readonly roles: Readonly<Record<TeamRole, RoleState>>
  /** Whole days since the last visit. */
  readonly unvisitedDays: number | null
  readonly visit: VisitState
}

function roleStateOf(rule: ServiceRule | undefined, row: CoverageRow, role: TeamRole): RoleState {
  if ((row.people[role] ?? []).length > 0) return 'held'
  const need = rule ? needOf(rule, role, row) : 'not_needed'
  return need === 'needed' ? 'lacking' : need
}

export function judge(row: CoverageRow, rules: Rules, today: string): JudgedRow {
  const rule = rules[row.divisionCode.slice(0, 6)]
  const roles = Object.fromEntries(teamRoles.map((role) => [role, roleStateOf(rule, row, role)]))
  const unvisitedDays = row.lastVisitOn === null ? null : dayNumber(today) - dayNumber(row.lastVisitOn)
  const visit = (): VisitState => {
    if (!rule || !isVisited(rule, row)) return 'not_needed'
    if (unvisitedDays === null) return 'never'
    return unvisitedDays > rule.visitEveryDays ? 'overdue' : 'in_time'
  }
  return { ...row, roles: roles as JudgedRow['roles'], unvisitedDays, visit: visit() }
}

export const coverageDimensions = ['organisation', 'township', 'park', 'stage', 'category'] as const
export type CoverageDimension = (typeof coverageDimensions)[number]

export function coverageKey(by: CoverageDimension, row: CoverageRow): string {
  switch (by) {
    case 'organisation':
      return String(row.organisationId)
    case 'township':
      return row.divisionCode.slice(0, 9)
    default:
      return row[by]
  }
}

/** Which rows a number stands for: the number and the list that it opens ask the same. */
export type CoverageFilter = {
  readonly by?: CoverageDimension
  readonly key?: string
  readonly role?: TeamRole
  readonly state?: RoleState
  /** Of the whole project: all that is needed is there, something lacks, or nobody can say. */
  readonly whole?: 'covered' | 'lacking' | 'unknown'
  /** `due`: never visited, or not for longer than the rule has it. */
  readonly visit?: VisitState | 'due'
  readonly person?: number
}

export function wholeState({ roles }: JudgedRow): 'covered' | 'lacking' | 'unknown' | 'not_needed' {
  const states = Object.values(roles)
  if (states.includes('lacking')) return 'lacking'
  if (states.includes('unknown')) return 'unknown'
  return states.includes('held') ? 'covered' : 'not_needed'
}

const isDue = ({ visit }: JudgedRow): boolean => visit === 'never' || visit === 'overdue'

export const holdsRole = ({ people }: CoverageRow, person: number): boolean =>
  Object.values(people).some((accounts) => accounts?.includes(person))

export function rowsBehind(filter: CoverageFilter, rows: readonly JudgedRow[]): JudgedRow[] {
  const { by, key, role, state, whole, visit, person } = filter
  return rows.filter(
    (row) =>
      (by === undefined || coverageKey(by, row) === key) &&
      (role === undefined || row.roles[role] === state) &&
      (whole === undefined || wholeState(row) === whole) &&
      (visit === undefined || (visit === 'due' ? isDue(row) : row.visit === visit)) &&
      (person === undefined || holdsRole(row, person)),
  )
}

export type CoverageFigure = { readonly count: number; readonly filter: CoverageFilter }
export type CoverageGroup = {
  /** Undefined: all of them. */
  readonly key: string | undefined
  readonly projects: CoverageFigure
  readonly covered: CoverageFigure
  readonly lacking: CoverageFigure
  readonly unknown: CoverageFigure
  readonly roles: Readonly<Record<TeamRole, CoverageFigure>>
  readonly unvisited: CoverageFigure
}

function groupOf(rows: readonly JudgedRow[], base: CoverageFilter): CoverageGroup {
  const figure = (more: CoverageFilter): CoverageFigure => {
    const filter = { ...base, ...more }
    return { filter, count: rowsBehind(filter, rows).length }
  }
  const lacking = teamRoles.map((role) => [role, figure({ role, state: 'lacking' })])
  return {
    key: base.key,
    projects: figure({}),
    covered: figure({ whole: 'covered' }),
    lacking: figure({ whole: 'lacking' }),
    unknown: figure({ whole: 'unknown' }),
    roles: Object.fromEntries(lacking) as CoverageGroup['roles'],
    unvisited: figure({ visit: 'due' }),
  }
}

/** 全覆盖: which projects lack whom, in all and by a dimension; those that lack most come first. */
export function countCoverage(
  rows: readonly JudgedRow[],
  by: CoverageDimension,
): { all: CoverageGroup; groups: CoverageGroup[] } {
  const keys = [...new Set(rows.map((row) => coverageKey(by, row)))].sort()
  const groups = keys.map((key) => groupOf(rows, { by, key }))
  return { all: groupOf(rows, {}), groups: groups.toSorted((a, b) => b.lacking.count - a.lacking.count) }
}

export type PersonLoad = {
  readonly accountId: number
  readonly projects: CoverageFigure
  readonly roles: Readonly<Partial<Record<TeamRole, number>>>
  /** When they last visited any project. */
  readonly lastVisitOn: string | null
  readonly unvisited: CoverageFigure
}

/** What everybody carries: how many projects in which role, the last visit, and how many are not visited in time. */
export function loadsOf(rows: readonly JudgedRow[], visits: readonly CoverageVisit[]): PersonLoad[] {
  const people = new Set(rows.flatMap((row) => Object.values(row.people).flat()))
  people.delete(0)
  const last = new Map<number, string>()
  for (const { visitorId, visitedOn } of visits)
    if (visitedOn > (last.get(visitorId) ?? '')) last.set(visitorId, visitedOn)
  return [...people]
    .map((accountId): PersonLoad => {
      const own = rows.filter((row) => holdsRole(row, accountId))
      const counts = teamRoles.flatMap((role) => {
        const count = own.filter(({ people: held }) => held[role]?.includes(accountId)).length
        return count > 0 ? [[role, count]] : []
      })
      return {
        accountId,
        projects: { count: own.length, filter: { person: accountId } },
        roles: Object.fromEntries(counts),
        lastVisitOn: last.get(accountId) ?? null,
        unvisited: { count: own.filter(isDue).length, filter: { person: accountId, visit: 'due' } },
      }
    })
    .toSorted((a, b) => b.projects.count - a.projects.count || a.accountId - b.accountId)
}
