import { dayLength, type Moment } from '../schedule/moment.ts'
import type { ConstraintKind, Network, NetworkLink, NetworkTask } from '../schedule/network.ts'
import { Calendars, piecesOf } from './assignments.ts'
import type { MspdiProject, MspdiTask } from './read-project.ts'
import { Unsupported, type UnsupportedKind } from './unsupported.ts'

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

export type MspdiNetwork = {
  readonly network: Network
  readonly from: Moment
  readonly unsupported: ReturnType<Unsupported['list']>
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

/** Where a file says how much of a task is done and not when, it was as planned. */
function actualDates({ percentComplete, actualStart, actualFinish, dates, manual }: MspdiTask) {
  if (manual) return { actualStart, actualFinish }
  return {
    actualStart: actualStart ?? (percentComplete > 0 ? dates.start : undefined),
    actualFinish: actualFinish ?? (percentComplete >= 100 ? dates.finish : undefined),
  }
}

/** The duration, or where the file has none, the working time between its dates. */
function durationOfTask(calendars: Calendars, task: MspdiTask): number {
  if (task.hasDuration) return Math.max(0, task.duration)
  const { calendar, elapsed } = task
  const { start, finish } = task.dates
  if (start === undefined || finish === undefined || finish <= start) return 0
  const own = (calendar === undefined ? undefined : calendars.use(calendar)) ?? calendars.own
  return elapsed ? finish - start : calendars.timeOf(own, start).between(start, finish)
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
  const { actualStart, actualFinish } = actualDates(task)
  const begun = actualStart !== undefined && actualFinish === undefined
  const duration = durationOfTask(calendars, task)
  return {
    id: task.uid,
    name: task.name,
    parent: task.parent,
    duration,
    elapsed: task.elapsed,
    calendar: task.calendar !== undefined && calendars.use(task.calendar) ? task.calendar : undefined,
    constraint: dated && task.constraintDate === undefined ? undefined : { kind, at: task.constraintDate },
    deadline: task.deadline,
    actualStart: isSummary ? undefined : actualStart,
    actualFinish: isSummary ? undefined : actualFinish,
    remaining: begun && task.remaining !== undefined ? Math.min(task.remaining, duration) : undefined,
    resume: begun ? task.resume : undefined,
    manual: manualOf(task, !isSummary, project.start ?? 0, say),
    placeholder: task.placeholder,
    active: task.active,
    levelingDelay: task.levelingDelay,
    pieces: isSummary ? undefined : piecesOf(project, calendars, { ...task, duration }, assignments, say),
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
