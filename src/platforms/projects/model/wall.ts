import { projectColours } from './colour.ts'
import { projectCategories, projectStages } from './stages.ts'
import type { WallProblem, WallProject } from './wall-rows.ts'

export const projectDimensions = [
  'colour',
  'stage',
  'category',
  'park',
  'chain',
  'district',
  'township',
] as const
export type ProjectDimension = (typeof projectDimensions)[number]

/** What the chart can be drawn by (挂图作战): its projects then stand under their park, township or chain. */
export const chartGroupings = ['park', 'township', 'chain'] as const
export type ChartGrouping = (typeof chartGroupings)[number]

/** How far a problem that is still open has come. */
export const openProblemStages = ['registered', 'handling', 'completed', 'verified'] as const
export type OpenProblemStage = (typeof openProblemStages)[number]

/** The question whose answer is a figure; the same question opens the rows behind it. */
export type WallFilter =
  | { readonly of: 'projects'; readonly by: 'all' | 'investment_known' | 'investment_unknown' | 'late' }
  | { readonly of: 'projects'; readonly by: ProjectDimension; readonly key: string }
  /** Of a colour (the key), and placed no closer than in their district. */
  | { readonly of: 'projects'; readonly by: 'district_only'; readonly key: string }
  | { readonly of: 'problems'; readonly by: 'open' | 'overdue' | 'closed_this_month' }
  | { readonly of: 'problems'; readonly by: 'stage'; readonly key: OpenProblemStage }

export type WallFigure = { readonly count: number; readonly filter: WallFilter }

/** A sum is shown as "of n known": what is unknown is never counted as zero. */
export type WallSum = { readonly fen: number; readonly known: number; readonly of: number }

export type WallGroup = WallFigure & { readonly key: string; readonly investment: WallSum }

export type Wall = {
  /** `YYYY-MM-DD`, the day shown. */
  readonly day: string
  readonly projects: WallFigure
  readonly investment: WallSum
  readonly late: WallFigure
  readonly groups: Readonly<Record<ProjectDimension, readonly WallGroup[]>>
  readonly problems: Readonly<Record<'open' | 'overdue' | 'closed_this_month', WallFigure>>
  /** The open ones, by how far they have come. */
  readonly problemStages: readonly (WallFigure & { readonly key: OpenProblemStage })[]
}

/** The key of what is unknown in a dimension: no park is printed, no chain is stated. */
export const unknownKey = ''

export function keyIn(dimension: ProjectDimension, project: WallProject): string {
  switch (dimension) {
    case 'colour':
      return project.colour.colour
    case 'district':
      return project.divisionCode.slice(0, 6)
    case 'township':
      // Where only the district is certain, the district's own code stands for "somewhere in it".
      return project.divisionCode.slice(0, 9)
    default:
      return project[dimension]
  }
}

export const isLate = (project: WallProject): boolean =>
  project.milestones.some((milestone) => milestone.state === 'late')

/** The rows behind a figure. */
export function projectsBehind(filter: WallFilter, projects: readonly WallProject[]): readonly WallProject[] {
  if (filter.of !== 'projects') return []
  switch (filter.by) {
    case 'all':
      return projects
    case 'investment_known':
      return projects.filter((project) => project.investmentFen !== null)
    case 'investment_unknown':
      return projects.filter((project) => project.investmentFen === null)
    case 'late':
      return projects.filter(isLate)
    case 'district_only':
      return projects.filter(
        (project) => project.divisionCode.length < 9 && project.colour.colour === filter.key,
      )
    default:
      return projects.filter((project) => keyIn(filter.by, project) === filter.key)
  }
}

export function problemsBehind(
  filter: WallFilter,
  problems: readonly WallProblem[],
  day: string,
): readonly WallProblem[] {
  if (filter.of !== 'problems') return []
  switch (filter.by) {
    case 'open':
      return problems.filter((problem) => problem.isOpen)
    case 'overdue':
      return problems.filter((problem) => problem.isOpen && problem.isOverdue)
    case 'stage':
      return problems.filter((problem) => problem.isOpen && problem.stage === filter.key)
    case 'closed_this_month':
      return problems.filter((problem) => problem.closedOn?.slice(0, 7) === day.slice(0, 7))
  }
}

/** Everything the wall counts on a day. Each figure carries the filter that opens its rows. */
export function countWall(
  projects: readonly WallProject[],
  problems: readonly WallProblem[],
  day: string,
): Wall {
  const figure = (filter: WallFilter): WallFigure => ({
    filter,
    count: (filter.of === 'projects'
      ? projectsBehind(filter, projects)
      : problemsBehind(filter, problems, day)
    ).length,
  })
  return {
    day,
    projects: figure({ of: 'projects', by: 'all' }),
    investment: sumInvestment(projects),
    late: figure({ of: 'projects', by: 'late' }),
    groups: {
      colour: groupBy('colour', projects, projectColours),
      stage: groupBy('stage', projects, projectStages),
      category: groupBy('category', projects, projectCategories),
      park: largestFirst(groupBy('park', projects)),
      chain: largestFirst(groupBy('chain', projects)),
      district: groupBy('district', projects),
      township: groupBy('township', projects),
    },
    problems: {
      open: figure({ of: 'problems', by: 'open' }),
      overdue: figure({ of: 'problems', by: 'overdue' }),
      closed_this_month: figure({ of: 'problems', by: 'closed_this_month' }),
    },
    problemStages: openProblemStages.map((key) => ({ key, ...figure({ of: 'problems', by: 'stage', key }) })),
  }
}

export function sumInvestment(projects: readonly WallProject[]): WallSum {
  const known = projects.flatMap((project) => project.investmentFen ?? [])
  return { fen: known.reduce((sum, fen) => sum + fen, 0), known: known.length, of: projects.length }
}

/** With a list of keys every one of them has its group, counted zero where nothing is; else those that occur. */
function groupBy(
  by: ProjectDimension,
  projects: readonly WallProject[],
  keys?: readonly string[],
): WallGroup[] {
  const members = Map.groupBy(projects, (project) => keyIn(by, project))
  return (keys ?? [...members.keys()].sort()).map((key) => {
    const rows = members.get(key) ?? []
    return { key, count: rows.length, investment: sumInvestment(rows), filter: { of: 'projects', by, key } }
  })
}

/** Largest first, and what is unknown last however many it is. */
function largestFirst(groups: WallGroup[]): WallGroup[] {
  const unknown = (group: WallGroup) => Number(group.key === unknownKey)
  return groups.sort((a, b) => unknown(a) - unknown(b) || b.count - a.count || (a.key < b.key ? -1 : 1))
}

export type Headline = {
  /** A message `projects.wall.headline.<code>`. */
  readonly code: 'no_projects' | 'overdue' | 'late' | 'red' | 'open' | 'not_provable' | 'on_course'
  readonly params: Readonly<Record<string, number>>
  readonly filter: WallFilter
}

/** The one sentence on top: what most needs somebody today. */
export function headlineOf(wall: Wall): Headline {
  const colour = (key: string) => wall.groups.colour.find((group) => group.key === key)
  const red = colour('red')
  const grey = colour('not_provable')
  const params = {
    projects: wall.projects.count,
    overdue: wall.problems.overdue.count,
    open: wall.problems.open.count,
    late: wall.late.count,
    red: red?.count ?? 0,
    grey: grey?.count ?? 0,
  }
  const say = (code: Headline['code'], filter: WallFilter): Headline => ({ code, params, filter })
  if (params.projects === 0) return say('no_projects', wall.projects.filter)
  if (params.overdue > 0) return say('overdue', wall.problems.overdue.filter)
  if (params.late > 0) return say('late', wall.late.filter)
  if (red && red.count > 0) return say('red', red.filter)
  if (params.open > 0) return say('open', wall.problems.open.filter)
  if (grey && grey.count === params.projects) return say('not_provable', grey.filter)
  return say('on_course', wall.projects.filter)
}
