import type { Moment } from '../schedule/moment.ts'
import type { TaskPiece, WorkCalendar } from '../schedule/network.ts'
import { WorkingTime } from '../schedule/working-time.ts'
import { meetCalendars, sameWorkingTime } from './meet.ts'
import type { MspdiAssignment, MspdiProject, MspdiTask } from './read-project.ts'
import type { Unsupported } from './unsupported.ts'

/** Calendars of tasks and of those who work on them, and where they meet. */
export class Calendars {
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
export function piecesOf(
  project: MspdiProject,
  calendars: Calendars,
  task: MspdiTask & { readonly duration: number },
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
