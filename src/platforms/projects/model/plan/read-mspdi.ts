import { dateOf } from '../schedule/moment.ts'
import type { MspdiLink, MspdiProject, MspdiTask } from '../mspdi/read-project.ts'
import {
  type ConstraintKind,
  type LinkKind,
  newTask,
  type Plan,
  type PlanLink,
  type PlanTask,
} from './plan.ts'

/** What a file says and a plan can't, each a message `projects.plan.left.<kind>`. */
export const leftKinds = [
  'external',
  'inactive',
  'duration_rounded',
  'elapsed',
  'as_late_as_possible',
  'deadline',
  'task_calendar',
  'link_missing',
  'link_twice',
  'link_to_group_end',
  'lag_rounded',
  'assignments',
  'baseline',
  'calendar',
  'name_missing',
] as const
export type LeftKind = (typeof leftKinds)[number]

/** Collects the names of the steps that something left out concerns. */
class Left {
  readonly #found = new Map<LeftKind, Set<string>>()

  say(kind: LeftKind, name = ''): void {
    this.#found.set(kind, (this.#found.get(kind) ?? new Set()).add(name))
  }

  list(): { kind: LeftKind; names: string[] }[] {
    return leftKinds.flatMap((kind) => {
      const names = this.#found.get(kind)
      return names ? [{ kind, names: [...names].filter((name) => name !== '') }] : []
    })
  }
}
export type LeftOut = ReturnType<Left['list']>

const constraintKinds: Readonly<Record<number, ConstraintKind>> = {
  2: 'must_start_on',
  3: 'must_finish_on',
  4: 'start_no_earlier_than',
  5: 'start_no_later_than',
  6: 'finish_no_earlier_than',
  7: 'finish_no_later_than',
}
const linkKinds: Readonly<Record<MspdiLink['kind'], LinkKind>> = {
  FS: 'finish_to_start',
  SS: 'start_to_start',
  FF: 'finish_to_finish',
  SF: 'start_to_finish',
}
const idOf = (uid: string): string => `u${uid.replaceAll(/[^A-Za-z0-9_-]/g, '_')}`.slice(0, 40)

/** What was done by today; a file may be of a later day. */
const upTo = (moment: number | undefined, today: string): string | null =>
  moment === undefined || dateOf(moment) > today ? null : dateOf(moment)

/** A file's project as a plan on the statutory calendar, and what of it a plan has no place for. */
export function planOfMspdi(project: MspdiProject, today: string): { plan: Plan; left: LeftOut } {
  const left = new Left()
  const whole = project.tasks.find(({ uid }) => uid === '0')
  const kept = project.tasks.filter((task) => {
    if (task === whole) return false
    if (task.external || task.subproject) left.say('external', task.name)
    else if (!task.active) left.say('inactive', task.name)
    else return true
    return false
  })
  const known = new Set(kept.map(({ uid }) => uid))
  const groups = new Set(kept.flatMap(({ parent }) => parent ?? []))
  const day = project.minutesPerDay * 60
  const tasks = kept.map((task) => toTask(task, { known, groups, day, today, left }))
  if (project.assignments.some(({ resource }) => Number(resource) >= 0)) left.say('assignments')
  if (project.calendars.size > 0) left.say('calendar')
  const days = new Map(kept.map((task) => [task.uid, task.duration / day]))
  const finish = project.finish
  return {
    plan: {
      target: project.fromStart || finish === undefined ? null : { kind: 'production', date: dateOf(finish) },
      start: project.fromStart && project.start !== undefined ? dateOf(project.start) : null,
      tasks,
      links: kept.flatMap((task) => toLinks(task, { known, groups, day, days, left })),
    },
    left: left.list(),
  }
}

type Around = { known: ReadonlySet<string>; groups: ReadonlySet<string>; day: number; left: Left }

function toTask(task: MspdiTask, { known, groups, day, today, left }: Around & { today: string }): PlanTask {
  const { name, uid, parent, duration, elapsed } = task
  const isGroup = groups.has(uid)
  if (name.trim() === '') left.say('name_missing', task.no)
  if (task.constraintType === 1) left.say('as_late_as_possible', name)
  if (task.deadline !== undefined) left.say('deadline', name)
  if (task.calendar !== undefined) left.say('task_calendar', name)
  if (task.baseline) left.say('baseline')
  // Time by the clock has seven days a week, of which five are worked.
  const exact = elapsed ? (duration / 86_400) * (5 / 7) : duration / day
  const workingDays = isGroup ? 0 : Math.ceil(Math.round(exact * 1000) / 1000)
  if (!isGroup && elapsed && duration > 0) left.say('elapsed', name)
  else if (!isGroup && Math.abs(workingDays - exact) > 0.001) left.say('duration_rounded', name)
  const actualFinish = isGroup ? null : upTo(task.actualFinish, today)
  const actualStart = isGroup ? null : upTo(task.actualStart, today)
  return newTask({
    id: idOf(uid),
    name: name.trim() === '' ? task.no : name.trim().slice(0, 200),
    parent: parent !== undefined && known.has(parent) ? idOf(parent) : null,
    workingDays,
    isMilestone: !isGroup && workingDays === 0,
    constraint: constraintOf(task, isGroup),
    actualStart: actualFinish !== null && actualStart === null ? actualFinish : actualStart,
    actualFinish,
  })
}

function constraintOf(task: MspdiTask, isGroup: boolean): PlanTask['constraint'] {
  // Dates that a person set and nothing moves.
  if (task.manual && !isGroup && task.manualStart !== undefined)
    return { kind: 'must_start_on', date: dateOf(task.manualStart) }
  const kind = constraintKinds[task.constraintType]
  return kind && task.constraintDate !== undefined ? { kind, date: dateOf(task.constraintDate) } : null
}

function toLinks(task: MspdiTask, around: Around & { days: ReadonlyMap<string, number> }): PlanLink[] {
  const { known, groups, left } = around
  const seen = new Set<string>()
  return task.links.flatMap((link): PlanLink[] => {
    const { from, kind } = link
    const drop = (reason: LeftKind): PlanLink[] => {
      left.say(reason, task.name)
      return []
    }
    if (link.external || !known.has(from)) return drop('link_missing')
    if (seen.has(from)) return drop('link_twice')
    if (groups.has(task.uid) && (kind === 'FF' || kind === 'SF')) return drop('link_to_group_end')
    seen.add(from)
    return [{ from: idOf(from), to: idOf(task.uid), kind: linkKinds[kind], lag: lagOf(task, link, around) }]
  })
}

function lagOf(
  task: MspdiTask,
  { from, lag: { amount, unit } }: MspdiLink,
  { day, days, left }: Around & { days: ReadonlyMap<string, number> },
): number {
  const exact = {
    working: amount / day,
    elapsed: (amount / 86_400) * (5 / 7),
    percent: ((days.get(from) ?? 0) * amount) / 100,
    elapsed_percent: ((days.get(from) ?? 0) * amount) / 100,
  }[unit]
  const whole = Math.round(exact)
  if (Math.abs(whole - exact) > 0.001 || (amount !== 0 && unit !== 'working'))
    left.say('lag_rounded', task.name)
  return whole
}
