import { dayLength, type Moment } from '../schedule/moment.ts'
import type {
  ConstraintKind,
  Network,
  NetworkLink,
  NetworkTask,
  TaskPiece,
  WorkCalendar,
} from '../schedule/network.ts'
import { WorkingTime } from '../schedule/working-time.ts'
import { meetCalendars, sameWorkingTime } from './meet.ts'
import type { MspdiAssignment, MspdiProject, MspdiTask } from './read-project.ts'

const constraintKinds: readonly ConstraintKind[] = [
  'ASAP',
  'ALAP',
  'MSO',
  'MFO',
  'SNET',
  'SNLT',
  'FNET',
  'FNLT',
]

/** What of a file is not reckoned as its program would, or is taken as the file has it. */
export const unsupportedKinds = [
  'external_task',
  'subproject',
  'link_to_missing',
  'summary_link_kind',
  'summary_constraint',
  'contour',
  'split',
  'manual_without_dates',
  'missing_calendar',
  'duplicate_link',
  'own_part',
] as const
export type UnsupportedKind = (typeof unsupportedKinds)[number]

/** Collects, by kind, the tasks that something unsupported concerns. */
export class Unsupported {
  private readonly found = new Map<UnsupportedKind, Set<string>>()

  say(kind: UnsupportedKind, task: string): void {
    const tasks = this.found.get(kind) ?? new Set<string>()
    this.found.set(kind, tasks.add(task))
  }

  list(): { kind: UnsupportedKind; tasks: string[] }[] {
    return unsupportedKinds.flatMap((kind) => {
      const tasks = this.found.get(kind)
      return tasks ? [{ kind, tasks: [...tasks] }] : []
    })
  }
}

export type MspdiNetwork = {
  readonly network: Network
  readonly from: Moment
  readonly unsupported: ReturnType<Unsupported['list']>
}

/** Calendars of tasks and of those who work on them, and where they meet. */
class Calendars {
  readonly used = new Map<string, WorkCalendar>()
  private readonly project: MspdiProject
  private readonly times = new Map<string, WorkingTime>()
  readonly own: WorkCalendar

  constructor(project: MspdiProject) {
    this.project = project
    this.own = project.calendars.get(project.calendar) as WorkCalendar
    this.used.set(this.own.id, this.own)
  }

  /** The calendar of a file under its id, noted as used. */
  use(uid: string): WorkCalendar | undefined {
    const calendar = this.project.calendars.get(uid)
    if (calendar) this.used.set(uid, calendar)
    return calendar
  }

  meet(a: WorkCalendar, b: WorkCalendar): WorkCalendar {
    if (sameWorkingTime(a, b)) return a
    const id = `${a.id} & ${b.id}`
    const met = this.used.get(id) ?? meetCalendars(a, b)
    this.used.set(id, met)
    return met
  }

  timeOf(calendar: WorkCalendar, around: Moment): WorkingTime {
    const time = this.times.get(calendar.id) ?? new WorkingTime(calendar, around)
    this.times.set(calendar.id, time)
    return time
  }
}

/** Shorter gaps between blocks of time-phased work come of rounding. */
const gapMin = 1800

/** By which calendar an assignment's work goes: the resource's, where the task has none or both agree. */
function calendarOfAssignment(
  project: MspdiProject,
  calendars: Calendars,
  task: MspdiTask,
  assignment: MspdiAssignment,
): WorkCalendar {
  const own = task.calendar === undefined ? undefined : calendars.use(task.calendar)
  const uid = project.resources.get(assignment.resource)?.calendar
  const theirs = uid === undefined ? undefined : calendars.use(uid)
  if (!theirs || (own && task.ignoreResourceCalendar)) return own ?? calendars.own
  return own ? calendars.meet(own, theirs) : theirs
}

/** A task's work as its assignments have it; `undefined` where its own duration on one calendar says the same. */
function piecesOf(
  project: MspdiProject,
  calendars: Calendars,
  task: MspdiTask,
  assignments: readonly MspdiAssignment[],
  say: Unsupported,
): TaskPiece[] | undefined {
  if (task.elapsed || task.duration === 0) return undefined
  const taskCalendar =
    (task.calendar === undefined ? undefined : calendars.use(task.calendar)) ?? calendars.own
  const placeholders = assignments.filter(({ resource }) => Number(resource) < 0)
  const working = assignments.filter(
    ({ resource, units, work }) => project.resources.get(resource)?.isWork && units > 0 && work > 0,
  )
  const relevant = working.length > 0 ? working : placeholders
  const gapOf = (calendar: WorkCalendar, { gaps }: MspdiAssignment) => {
    const around = task.dates.start ?? project.start ?? 0
    return gaps.reduce((sum, [from, to]) => {
      const gap = calendars.timeOf(calendar, around).between(from, to)
      return gap < gapMin ? sum : sum + gap
    }, 0)
  }
  const open = task.actualStart === undefined
  const rows = relevant.map((assignment) => {
    const calendar =
      Number(assignment.resource) < 0
        ? taskCalendar
        : calendarOfAssignment(project, calendars, task, assignment)
    return { assignment, calendar, gap: open ? gapOf(calendar, assignment) : 0 }
  })
  if (rows.some(({ gap }) => gap > 0)) say.say('split', task.uid)
  const oneCalendar = rows.every(({ calendar }) => sameWorkingTime(calendar, rows[0]?.calendar ?? calendar))
  const [first] = rows
  if (!first) return undefined
  if (oneCalendar) {
    const gap = Math.min(...rows.map((row) => row.gap))
    const fixed = task.type === 1 && !task.dates.start
    if (gap === 0 && (fixed || sameWorkingTime(first.calendar, taskCalendar))) return undefined
    return [{ calendar: first.calendar.id, delay: 0, duration: task.duration + gap }]
  }
  return rows.map(({ assignment, calendar, gap }) => {
    if (assignment.contour !== 0) say.say('contour', task.uid)
    const duration =
      task.type === 1 ? task.duration : Math.round(assignment.work / Math.max(assignment.units, 0.0001))
    return { calendar: calendar.id, delay: assignment.delay, duration: duration + gap }
  })
}

function manualOf(task: MspdiTask, isEmpty: boolean, from: Moment, say: Unsupported): NetworkTask['manual'] {
  if (task.external || task.subproject) {
    say.say(task.external ? 'external_task' : 'subproject', task.uid)
    const { start, finish } = task.dates
    return start === undefined || finish === undefined ? undefined : { start, finish }
  }
  // An outline without tasks stands on the first day, whether work is done on it or not.
  if (task.summary && isEmpty) return { start: from, finish: from }
  if (!task.manual) return undefined
  const start = task.dates.start ?? task.manualStart
  const finish = task.dates.finish ?? task.manualFinish
  if (start !== undefined && finish !== undefined) return { start, finish }
  say.say('manual_without_dates', task.uid)
  return undefined
}

function toTask(
  project: MspdiProject,
  calendars: Calendars,
  task: MspdiTask,
  isSummary: boolean,
  say: Unsupported,
): NetworkTask {
  const kind = constraintKinds[task.constraintType] ?? 'ASAP'
  const dated = kind !== 'ASAP' && kind !== 'ALAP'
  if (isSummary && kind !== 'ASAP' && kind !== 'SNET' && kind !== 'FNLT' && kind !== 'ALAP')
    say.say('summary_constraint', task.uid)
  if (task.calendar !== undefined && !calendars.use(task.calendar)) say.say('missing_calendar', task.uid)
  const assignments = isSummary ? [] : project.assignments.filter((one) => one.task === task.uid)
  const begun = task.actualStart !== undefined && task.actualFinish === undefined
  return {
    id: task.uid,
    name: task.name,
    parent: task.parent,
    duration: Math.max(0, task.duration),
    elapsed: task.elapsed,
    calendar: task.calendar !== undefined && calendars.use(task.calendar) ? task.calendar : undefined,
    constraint: dated && task.constraintDate === undefined ? undefined : { kind, at: task.constraintDate },
    deadline: task.deadline,
    actualStart: isSummary ? undefined : task.actualStart,
    actualFinish: isSummary ? undefined : task.actualFinish,
    remaining: begun && task.remaining !== undefined ? Math.min(task.remaining, task.duration) : undefined,
    resume: begun ? task.resume : undefined,
    manual: manualOf(task, !isSummary, project.start ?? 0, say),
    placeholder: task.placeholder,
    active: task.active,
    levelingDelay: task.levelingDelay,
    pieces: isSummary ? undefined : piecesOf(project, calendars, task, assignments, say),
  }
}

function toLinks(project: MspdiProject, summaries: ReadonlySet<string>, say: Unsupported): NetworkLink[] {
  const parents = new Map(project.tasks.map((task) => [task.uid, task.parent]))
  const isPart = (uid: string, whole: string): boolean => {
    for (let at = parents.get(uid); at !== undefined; at = parents.get(at)) if (at === whole) return true
    return false
  }
  const seen = new Set<string>()
  return project.tasks.flatMap((task) =>
    task.links.flatMap(({ from, kind, lag }): NetworkLink[] => {
      const pair = `${from} ${task.uid}`
      const drop = (reason: UnsupportedKind) => {
        say.say(reason, task.uid)
        return []
      }
      if (!parents.has(from)) return drop('link_to_missing')
      if (seen.has(pair)) return drop('duplicate_link')
      if (isPart(from, task.uid) || isPart(task.uid, from)) return drop('own_part')
      seen.add(pair)
      if (summaries.has(task.uid) && (kind === 'FF' || kind === 'SF')) say.say('summary_link_kind', task.uid)
      return [{ from, to: task.uid, kind, lag }]
    }),
  )
}

/**
 * Microsoft Project writes that constraints aren't honoured whatever its user chose. It is believed where a task that
 * is not begun stands beyond a date that it must keep.
 */
function givesWay({ tasks }: MspdiProject): boolean {
  return tasks.some(({ constraintType, constraintDate, actualStart, manual, summary, dates }) => {
    if (constraintDate === undefined || actualStart !== undefined || manual || summary) return false
    const byStart = constraintType === 2 || constraintType === 5
    const byFinish = constraintType === 3 || constraintType === 7
    const at = byStart ? dates.start : byFinish ? dates.finish : undefined
    return at !== undefined && at >= constraintDate + dayLength
  })
}

/** A file's project as a network for the engine, and what of it goes another way than in its program. */
export function toNetwork(project: MspdiProject): MspdiNetwork {
  const say = new Unsupported()
  const calendars = new Calendars(project)
  const summaries = new Set(project.tasks.flatMap(({ parent }) => (parent === undefined ? [] : [parent])))
  const byTask = Map.groupBy(project.assignments, ({ task }) => task)
  const tasks = project.tasks.map((task) =>
    toTask(
      { ...project, assignments: byTask.get(task.uid) ?? [] },
      calendars,
      task,
      summaries.has(task.uid),
      say,
    ),
  )
  const links = toLinks(project, summaries, say)
  const starts = project.tasks.flatMap(({ dates }) => (dates.start === undefined ? [] : [dates.start]))
  return {
    network: {
      calendars: [...calendars.used.values()],
      tasks,
      links,
      softConstraints: !project.honorConstraints && givesWay(project),
      everyChain: project.everyChain,
      criticalFloatMax: project.criticalDays * project.minutesPerDay * 60,
    },
    from: project.start ?? starts.reduce((first, start) => Math.min(first, start), starts[0] ?? 0),
    unsupported: say.list(),
  }
}
