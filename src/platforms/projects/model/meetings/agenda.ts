import type { ProjectColour } from '../colour.ts'

/**
 * Why something is on the agenda, the weightiest first: the ladder circulated or supervised it, a leader's word is
 * unanswered, a problem or a date of the plan is past, the plan's forecast misses its target, the colour is red, a problem
 * is open. `added` by the secretary.
 */
export const agendaReasons = [
  'circulated',
  'supervised',
  'instructed',
  'problem_overdue',
  'milestone_late',
  'forecast_late',
  'red',
  'problem_open',
  'added',
] as const
export type AgendaReason = (typeof agendaReasons)[number]

export const agendaSubjects = ['project', 'problem', 'topic'] as const
export type AgendaSubject = (typeof agendaSubjects)[number]

export type AgendaProblem = {
  readonly id: string
  readonly title: string
  /** Empty where the project is out of sight: then the problem is an item of its own. */
  readonly projectId: string
  /** Whole days past the date; 0 where it isn't. */
  readonly daysOver: number
  readonly isOverdue: boolean
  /** How far the ladder has climbed. */
  readonly escalation: 'none' | 'remind' | 'supervise' | 'circulate'
  readonly instructed: boolean
}

export type AgendaProject = {
  readonly id: string
  readonly name: string
  readonly colour: ProjectColour
  readonly investmentFen: number | null
  /** How many days each late date of the plan is past. */
  readonly lateDays: readonly number[]
  /** Working days by which its plan's forecast misses the target; 0 where it doesn't, or nobody planned. */
  readonly forecastMissedBy: number
}

export type AgendaChange = {
  readonly key: string
  readonly change: 'added' | 'dropped' | 'placed'
  readonly title: string | null
  readonly reason: string | null
  readonly place: number | null
}

export type AgendaItem = {
  /** `project:<id>`, `problem:<id>`, or `topic:<n>` for what the secretary put on it in words. */
  readonly key: string
  readonly subject: AgendaSubject
  readonly entry: string | null
  readonly title: string
  /** The weightiest first. */
  readonly reasons: readonly AgendaReason[]
  /** The most days that anything of it is past its date. */
  readonly days: number
  readonly problems: number
  readonly overdue: number
  readonly added: boolean
  readonly dropped: boolean
  readonly reason: string | null
}

type Weighed = AgendaItem & { readonly investmentFen: number }

function reasonsOfProblem({ escalation, instructed, isOverdue }: AgendaProblem): AgendaReason[] {
  return [
    ...(escalation === 'circulate' ? ['circulated' as const] : []),
    ...(escalation === 'supervise' ? ['supervised' as const] : []),
    ...(instructed ? ['instructed' as const] : []),
    isOverdue ? 'problem_overdue' : 'problem_open',
  ]
}

const inOrder = (reasons: readonly AgendaReason[]): AgendaReason[] => {
  const found = new Set(reasons)
  // An open problem is no news beside one that is overdue.
  if (found.has('problem_overdue')) found.delete('problem_open')
  return agendaReasons.filter((reason) => found.has(reason))
}

function itemOf(
  subject: 'project' | 'problem',
  of: { id: string; title: string },
  reasons: readonly AgendaReason[],
  problems: readonly AgendaProblem[],
  more: { lateDays: readonly number[]; investmentFen: number },
): Weighed {
  return {
    key: `${subject}:${of.id}`,
    subject,
    entry: of.id,
    title: of.title,
    reasons: inOrder(reasons),
    days: Math.max(0, ...problems.map(({ daysOver }) => daysOver), ...more.lateDays),
    problems: problems.length,
    overdue: problems.filter(({ isOverdue }) => isOverdue).length,
    added: false,
    dropped: false,
    reason: null,
    investmentFen: more.investmentFen,
  }
}

function projectItem(project: AgendaProject, problems: readonly AgendaProblem[]): Weighed {
  const reasons = [
    ...problems.flatMap(reasonsOfProblem),
    ...(project.lateDays.length > 0 ? ['milestone_late' as const] : []),
    ...(project.forecastMissedBy > 0 ? ['forecast_late' as const] : []),
    ...(project.colour === 'red' ? ['red' as const] : []),
  ]
  const { id, name: title, lateDays } = project
  return itemOf('project', { id, title }, reasons, problems, {
    lateDays,
    investmentFen: project.investmentFen ?? 0,
  })
}

/** The weightier reason first, then what is past its date longest, then the most reasons, then the larger amount. */
function byImportance(a: Weighed, b: Weighed): number {
  const weight = ({ reasons }: Weighed) =>
    reasons[0] ? agendaReasons.indexOf(reasons[0]) : agendaReasons.length
  return (
    weight(a) - weight(b) ||
    b.days - a.days ||
    b.reasons.length - a.reasons.length ||
    b.investmentFen - a.investmentFen ||
    (a.title < b.title ? -1 : a.title > b.title ? 1 : a.key < b.key ? -1 : 1)
  )
}

/** What the chair should hear of, by itself: projects with what is wrong with them, and problems without a project. */
function gather(projects: readonly AgendaProject[], problems: readonly AgendaProblem[]): Weighed[] {
  const known = new Set(projects.map(({ id }) => id))
  const ofProject = Map.groupBy(problems, ({ projectId }) => (known.has(projectId) ? projectId : ''))
  return [
    ...projects.map((project) => projectItem(project, ofProject.get(project.id) ?? [])),
    ...(ofProject.get('') ?? []).map((problem) =>
      itemOf('problem', problem, reasonsOfProblem(problem), [problem], { lateDays: [], investmentFen: 0 }),
    ),
  ]
}

const plain = ({ investmentFen: _, ...item }: Weighed): AgendaItem => item

function addedItem({ key, title, reason }: AgendaChange, all: ReadonlyMap<string, Weighed>): AgendaItem[] {
  const known = all.get(key)
  if (known) {
    const reasons = [...known.reasons, 'added' as const]
    return [{ ...plain(known), reasons, added: true, reason }]
  }
  // What was put on by its id and is out of sight by now can't be named any more.
  if (!key.startsWith('topic:') || !title) return []
  return [
    {
      key,
      subject: 'topic',
      entry: null,
      title,
      reasons: ['added'],
      days: 0,
      problems: 0,
      overdue: 0,
      added: true,
      dropped: false,
      reason,
    },
  ]
}

/**
 * The agenda: it builds itself in the order of importance, and the secretary's changes go over it. What was dropped
 * stays at the end, with the reason; what was placed stands where it was put. Pure: the same facts, the same agenda.
 */
export function buildAgenda(
  projects: readonly AgendaProject[],
  problems: readonly AgendaProblem[],
  changes: readonly AgendaChange[] = [],
): AgendaItem[] {
  const all = gather(projects, problems).toSorted(byImportance)
  const byKey = new Map(all.map((item) => [item.key, item]))
  const built = all.filter(({ reasons }) => reasons.length > 0).map(plain)
  const present = new Set(built.map(({ key }) => key))
  const last = new Map(
    changes.filter(({ change }) => change !== 'placed').map((change) => [change.key, change]),
  )
  const added = [...last.values()]
    .filter(({ key, change }) => change === 'added' && !present.has(key))
    .flatMap((change) => addedItem(change, byKey))
  const items = [...built, ...added].map((item): AgendaItem => {
    const change = last.get(item.key)
    return change?.change === 'dropped' ? { ...item, dropped: true, reason: change.reason } : item
  })
  const heard = items.filter(({ dropped }) => !dropped)
  return [...placed(heard, changes), ...items.filter(({ dropped }) => dropped)]
}

/** Each placed item at its place, counted from 0, the others in between in their order. */
function placed(items: readonly AgendaItem[], changes: readonly AgendaChange[]): AgendaItem[] {
  const places = new Map(
    changes.flatMap(({ key, change, place }) =>
      change === 'placed' && place !== null ? [[key, place]] : [],
    ),
  )
  const free = items.filter(({ key }) => !places.has(key))
  const fixed = items
    .filter(({ key }) => places.has(key))
    .toSorted((a, b) => (places.get(a.key) ?? 0) - (places.get(b.key) ?? 0))
  const result = [...free]
  for (const item of fixed) result.splice(Math.min(places.get(item.key) ?? 0, result.length), 0, item)
  return result
}
