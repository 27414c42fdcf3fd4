import type { Moment } from '../schedule/moment.ts'
import { formatMoment } from '../schedule/moment.ts'
import { constraintKinds, type Network, type NetworkTask, type ScheduledTask } from '../schedule/network.ts'
import { planDay } from '../schedule/plan-calendar.ts'
import { scheduleForward } from '../schedule/schedule.ts'
import type { Baseline } from './answers.ts'
import { type OutlineRow, outlineOf } from './outline.ts'
import type { Plan } from './plan.ts'
import { dayEnd, dayStart } from './plan-days.ts'
import { networkOf, type PlanSurroundings, targetTaskOf } from './schedule-plan.ts'

export type MspdiExport = {
  readonly title: string
  readonly plan: Plan
  readonly around: PlanSurroundings
  readonly baseline: Baseline | null
  readonly whoOf: (taskId: string) => string
}

const linkCodes = { FF: 0, FS: 1, SF: 2, SS: 3 } as const
/** Lag and slack are told in tenths of a minute. */
const tenths = (seconds: number): number => Math.round(seconds / 6)
const duration = (seconds: number): string => `PT${Math.round(seconds / 3600)}H0M0S`

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? '').replaceAll(/\p{Cc}/gu, ' ')

function element(name: string, value: string | number | boolean | undefined): string {
  if (value === undefined) return ''
  const text = typeof value === 'boolean' ? String(Number(value)) : escaped(String(value))
  return `<${name}>${text}</${name}>`
}

/**
 * The network as other programs schedule it: what may not begin before today says so itself, and the target is the
 * deadline of its milestone.
 */
function exportedNetwork({ plan, around }: MspdiExport): { network: Network; from: Moment } {
  const { notBefore: _, ...network } = networkOf(plan, around)
  const first = dayStart(around.days.onOrAfter(around.today))
  const groups = new Set(plan.tasks.map(({ parent }) => parent))
  const goal = targetTaskOf(plan)
  const tasks = network.tasks.map((task): NetworkTask => {
    const open = !task.actualStart && !groups.has(task.id)
    const deadline = plan.target && goal?.id === task.id ? { deadline: dayEnd(plan.target.date) } : {}
    const free = !task.constraint || (task.constraint.kind === 'SNET' && (task.constraint.at ?? 0) < first)
    return { ...task, ...deadline, ...(open && free ? { constraint: { kind: 'SNET', at: first } } : {}) }
  })
  const begun = tasks.flatMap(({ actualStart }) => actualStart ?? [])
  const from = Math.min(plan.start ? dayStart(plan.start) : first, first, ...begun)
  return { network: { ...network, tasks: tasks.map((task) => resumed(task, first)) }, from }
}

/** What is left of work under way goes on today. */
function resumed(task: NetworkTask, today: Moment): NetworkTask {
  const begun = task.actualStart !== undefined && task.actualFinish === undefined
  return begun ? { ...task, resume: today } : task
}

/** A plan as Microsoft Project's XML (MSPDI), with the dates and floats that come of it. */
export function writeMspdi(asked: MspdiExport): string {
  const { network, from } = exportedNetwork(asked)
  const schedule = scheduleForward(network, from)
  const rows = outlineOf(asked.plan)
  const uids = new Map(rows.map(({ task }, at) => [task.id, at + 1]))
  const scheduled = new Map(schedule.tasks.map((task) => [task.id, task]))
  const declared = new Map(network.tasks.map((task) => [task.id, task]))
  const tasks = rows.map((row, at) => {
    const [task, dates] = [declared.get(row.task.id), scheduled.get(row.task.id)]
    return task && dates ? writeTask({ asked, network, row, at, task, dates, uids }) : ''
  })
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<Project xmlns="http://schemas.microsoft.com/project">',
    element('SaveVersion', 14),
    element('Name', asked.title),
    element('Title', asked.title),
    element('ScheduleFromStart', true),
    element('StartDate', formatMoment(from)),
    element('FinishDate', formatMoment(schedule.finish)),
    element('StatusDate', formatMoment(dayStart(asked.around.today))),
    element('CalendarUID', 1),
    element('DefaultStartTime', '08:00:00'),
    element('DefaultFinishTime', '17:00:00'),
    element('MinutesPerDay', planDay / 60),
    element('MinutesPerWeek', (planDay / 60) * 5),
    element('DaysPerMonth', 20),
    element('HonorConstraints', true),
    writeCalendar(network),
    `<Tasks>${tasks.join('')}</Tasks>`,
    '<Resources/><Assignments/>',
    '</Project>',
  ].join('\n')
}

type Writing = {
  asked: MspdiExport
  network: Network
  row: OutlineRow
  at: number
  task: NetworkTask
  dates: ScheduledTask
  uids: ReadonlyMap<string, number>
}

function writeTask({ asked, network, row, at, task, dates, uids }: Writing): string {
  const { constraint, deadline, actualStart, actualFinish, remaining, resume } = task
  const begun = actualStart !== undefined
  const left = actualFinish === undefined ? (remaining ?? task.duration) : 0
  const percent = task.duration > 0 ? Math.round((1 - left / task.duration) * 100) : actualFinish ? 100 : 0
  const kept = asked.baseline?.dates[task.id]
  const dated: readonly (readonly [string, Moment | undefined])[] = [
    ['Start', dates.start],
    ['Finish', dates.finish],
    ['EarlyStart', dates.earlyStart],
    ['EarlyFinish', dates.earlyFinish],
    ['LateStart', dates.lateStart],
    ['LateFinish', dates.lateFinish],
    ['ActualStart', row.isGroup ? undefined : actualStart],
    ['ActualFinish', row.isGroup ? undefined : actualFinish],
    ['Resume', resume],
    ['Deadline', deadline],
    ['ConstraintDate', constraint?.at],
  ]
  return [
    '<Task>',
    element('UID', at + 1),
    element('ID', at + 1),
    element('Name', row.task.name),
    element('Active', true),
    element('Manual', false),
    element('Type', 1),
    element('IsNull', false),
    element('OutlineNumber', row.number),
    element('OutlineLevel', row.depth + 1),
    element('Summary', row.isGroup),
    element('Milestone', !row.isGroup && task.duration === 0),
    element('Critical', dates.critical),
    ...(row.isGroup ? [] : [element('Duration', duration(task.duration))]),
    element('DurationFormat', 7),
    ...dated.map(([name, moment]) => element(name, moment === undefined ? undefined : formatMoment(moment))),
    ...(begun && !row.isGroup
      ? [element('RemainingDuration', duration(left)), element('PercentComplete', percent)]
      : []),
    element('TotalSlack', tenths(dates.totalFloat)),
    element('FreeSlack', tenths(dates.freeFloat)),
    element('ConstraintType', constraint ? constraintKinds.indexOf(constraint.kind) : 0),
    element('Contact', asked.whoOf(task.id) || undefined),
    ...network.links.filter(({ to }) => to === task.id).map((link) => writeLink(link, uids)),
    ...(kept ? [writeBaseline(kept)] : []),
    '</Task>',
  ].join('')
}

function writeLink({ from, kind, lag }: Network['links'][number], uids: ReadonlyMap<string, number>): string {
  return [
    '<PredecessorLink>',
    element('PredecessorUID', uids.get(from) ?? 0),
    element('Type', linkCodes[kind]),
    element('CrossProject', false),
    element('LinkLag', tenths(lag?.amount ?? 0)),
    element('LagFormat', 7),
    '</PredecessorLink>',
  ].join('')
}

const writeBaseline = ({ start, finish }: { start: string; finish: string }): string =>
  `<Baseline>${element('Number', 0)}${element('Start', formatMoment(dayStart(start)))}${element('Finish', formatMoment(dayEnd(finish)))}</Baseline>`

const times =
  '<WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime><WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime></WorkingTimes>'

/** The statutory calendar: the week, and the days on which it is otherwise. */
function writeCalendar({ calendars }: Network): string {
  const [calendar] = calendars
  if (!calendar) return ''
  const week = calendar.week.map((periods, at) => weekDay(at + 1, periods.length > 0, ''))
  const exceptions = calendar.exceptions.map(({ first, last, periods }) => {
    const day = (number: number, end: string) =>
      `${new Date(number * 86_400_000).toISOString().slice(0, 10)}T${end}`
    const span = `<TimePeriod>${element('FromDate', day(first, '00:00:00'))}${element('ToDate', day(last, '23:59:00'))}</TimePeriod>`
    return weekDay(0, periods.length > 0, span)
  })
  return `<Calendars><Calendar>${element('UID', 1)}${element('Name', calendar.name)}${element('IsBaseCalendar', true)}${element('BaseCalendarUID', -1)}<WeekDays>${[...week, ...exceptions].join('')}</WeekDays></Calendar></Calendars>`
}

function weekDay(type: number, works: boolean, span: string): string {
  return `<WeekDay>${element('DayType', type)}${element('DayWorking', works)}${span}${works ? times : ''}</WeekDay>`
}
