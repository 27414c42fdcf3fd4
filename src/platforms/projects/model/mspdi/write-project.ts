import { formatMoment, type Moment } from '../schedule/moment.ts'
import {
  constraintKinds,
  type Lag,
  linkKinds,
  type Network,
  type NetworkLink,
  type NetworkTask,
  type Schedule,
  type ScheduledTask,
} from '../schedule/network.ts'
import { WorkingTime } from '../schedule/working-time.ts'
import { type Row, rowsOf, uidsOf } from './outline.ts'
import { writeCalendar } from './write-calendars.ts'
import { type Written, writeElements } from './xml-text.ts'

/** A plan to be written: what is declared, what was computed, and what it was compared with. */
export type PlanFile = {
  readonly name: string
  readonly network: Network
  readonly schedule: Schedule
  readonly start: Moment
  /** The finish that the plan hangs on, where it was scheduled from it. */
  readonly fromFinish?: Moment | undefined
  readonly statusDate?: Moment | undefined
  readonly writtenAt?: Moment | undefined
  /** Who does it, of each task by its id. */
  readonly contacts?: ReadonlyMap<string, string> | undefined
  /** 基线: of each task by its id. */
  readonly baseline?: ReadonlyMap<string, { readonly start: Moment; readonly finish: Moment }> | undefined
}

function durationText(seconds: number): string {
  const all = Math.max(0, Math.round(seconds))
  return `PT${Math.floor(all / 3600)}H${Math.floor((all % 3600) / 60)}M${all % 60}S`
}

function momentText(moment: Moment | undefined): string | undefined {
  return moment === undefined ? undefined : formatMoment(moment)
}

const tenths = (seconds: number) => Math.round(seconds / 6)
const elapsedDays = 8
const days = 7

const lagFormats: Record<Lag['unit'], number> = { working: 7, elapsed: 8, percent: 19, elapsed_percent: 20 }

function writeLink({ from, kind, lag }: NetworkLink, uids: ReadonlyMap<string, number>): Written {
  const unit = lag?.unit ?? 'working'
  const amount = lag?.amount ?? 0
  return [
    'PredecessorLink',
    [
      ['PredecessorUID', uids.get(from) ?? 0],
      ['Type', linkKinds.indexOf(kind)],
      ['CrossProject', false],
      ['LinkLag', unit === 'working' || unit === 'elapsed' ? tenths(amount) : amount],
      ['LagFormat', lagFormats[unit]],
    ],
  ]
}

function writeActuals(task: NetworkTask, duration: number): Written[] {
  const finished = task.actualFinish !== undefined
  const remaining = finished ? 0 : Math.min(task.remaining ?? task.duration, duration)
  return [
    ['ActualStart', momentText(task.actualStart)],
    ['ActualFinish', momentText(task.actualFinish)],
    ['ActualDuration', durationText(duration - remaining)],
    ['RemainingDuration', durationText(remaining)],
  ]
}

function percentOf({ actualFinish, actualStart, duration, remaining = duration }: NetworkTask): number {
  if (actualFinish !== undefined) return 100
  if (actualStart === undefined || duration === 0) return 0
  return Math.round(((duration - remaining) / duration) * 100)
}

function writeBaseline(task: NetworkTask, { baseline }: PlanFile, time: WorkingTime): Written[] {
  const dates = baseline?.get(task.id)
  if (!dates) return []
  return [
    [
      'Baseline',
      [
        ['Number', 0],
        ['Start', formatMoment(dates.start)],
        ['Finish', formatMoment(dates.finish)],
        ['Duration', durationText(time.between(dates.start, dates.finish))],
        ['DurationFormat', days],
      ],
    ],
  ]
}

type Context = {
  readonly plan: PlanFile
  readonly uids: ReadonlyMap<string, number>
  readonly calendars: ReadonlyMap<string, number>
  readonly time: WorkingTime
  readonly links: ReadonlyMap<string, readonly NetworkLink[]>
}

/** The elements of a task in the order of the schema; programs refuse another. */
function writeTask({ task, level, number, index }: Row, context: Context): Written {
  const { plan, uids, calendars, time, links } = context
  const planned = plan.schedule.tasks[index] as ScheduledTask
  const { summary } = planned
  const duration = summary ? Math.max(0, time.between(planned.start, planned.finish)) : task.duration
  const { constraint, manual } = task
  return [
    'Task',
    [
      ['UID', uids.get(task.id) ?? 0],
      ['ID', number.row],
      ['Name', task.name],
      ['Active', task.active !== false],
      ['Manual', manual !== undefined],
      ['Type', 1],
      ['IsNull', false],
      ['Contact', plan.contacts?.get(task.id) || undefined],
      ['WBS', number.outline],
      ['OutlineNumber', number.outline],
      ['OutlineLevel', level],
      ['Priority', 500],
      ['Start', formatMoment(planned.start)],
      ['Finish', formatMoment(planned.finish)],
      ['Duration', durationText(duration)],
      ['ManualStart', momentText(manual?.start)],
      ['ManualFinish', momentText(manual?.finish)],
      ['ManualDuration', manual ? durationText(duration) : undefined],
      ['DurationFormat', task.elapsed ? elapsedDays : days],
      ['Resume', momentText(task.resume)],
      ['EffortDriven', false],
      ['Recurring', false],
      ['Estimated', false],
      ['Milestone', !summary && task.duration === 0],
      ['Summary', summary],
      ['Critical', planned.critical],
      ['IsSubproject', false],
      ['ExternalTask', false],
      ['EarlyStart', formatMoment(planned.earlyStart)],
      ['EarlyFinish', formatMoment(planned.earlyFinish)],
      ['LateStart', formatMoment(planned.lateStart)],
      ['LateFinish', formatMoment(planned.lateFinish)],
      ['FreeSlack', tenths(planned.freeFloat)],
      ['TotalSlack', tenths(planned.totalFloat)],
      ['FixedCostAccrual', 3],
      ['PercentComplete', percentOf(task)],
      ...(summary ? [] : writeActuals(task, duration)),
      ['ConstraintType', constraintKinds.indexOf(constraint?.kind ?? 'ASAP')],
      ['CalendarUID', task.calendar === undefined ? -1 : (calendars.get(task.calendar) ?? -1)],
      ['ConstraintDate', momentText(constraint?.at)],
      ['Deadline', momentText(task.deadline)],
      ['LevelingDelay', tenths(task.levelingDelay ?? 0)],
      ['LevelingDelayFormat', elapsedDays],
      ['IgnoreResourceCalendar', false],
      ...(links.get(task.id) ?? []).map((link) => writeLink(link, uids)),
      ...writeBaseline(task, plan, time),
    ],
  ]
}

function writeHead(plan: PlanFile, calendar: number): Written[] {
  const week = plan.network.calendars[0]?.week ?? []
  const minutes = week.map((day) => day.reduce((sum, [from, to]) => sum + to - from, 0) / 60)
  const working = week.find((day) => day.length > 0) ?? []
  const timeText = (seconds: number) => formatMoment(seconds % 86_400).slice(11)
  return [
    ['SaveVersion', 14],
    ['Name', `${plan.name}.xml`],
    ['Title', plan.name],
    ['CreationDate', momentText(plan.writtenAt)],
    ['LastSaved', momentText(plan.writtenAt)],
    ['ScheduleFromStart', plan.fromFinish === undefined],
    ['StartDate', formatMoment(plan.fromFinish === undefined ? plan.start : plan.schedule.start)],
    ['FinishDate', formatMoment(plan.fromFinish ?? plan.schedule.finish)],
    ['FYStartDate', 1],
    ['CriticalSlackLimit', 0],
    ['CurrencyDigits', 2],
    ['CurrencySymbol', '¥'],
    ['CurrencyCode', 'CNY'],
    ['CurrencySymbolPosition', 0],
    ['CalendarUID', calendar],
    ['DefaultStartTime', timeText(working[0]?.[0] ?? 28_800)],
    ['DefaultFinishTime', timeText(working[working.length - 1]?.[1] ?? 61_200)],
    ['MinutesPerDay', Math.max(...minutes, 0) || 480],
    ['MinutesPerWeek', minutes.reduce((sum, day) => sum + day, 0) || 2400],
    ['DaysPerMonth', 20],
    ['DefaultTaskType', 1],
    ['DurationFormat', days],
    ['WorkFormat', 2],
    ['HonorConstraints', plan.network.softConstraints !== true],
    ['MultipleCriticalPaths', plan.network.everyChain === true],
    ['NewTasksEffortDriven', false],
    ['NewTasksEstimated', false],
    ['WeekStartDay', 1],
    ['StatusDate', momentText(plan.statusDate)],
    ['NewTasksAreManual', false],
  ]
}

/**
 * A plan as Microsoft Project's XML (MSPDI), with its calendars, links, computed dates and baseline. Tasks are numbered
 * in the order of the outline (`uidsOf`), unless their ids are numbers already. What assignments would say isn't
 * written: durations stand for themselves.
 */
export function writeMspdi(plan: PlanFile): string {
  const { network } = plan
  const calendars = new Map(network.calendars.map(({ id }, index) => [id, index + 1]))
  const [own] = network.calendars
  const context: Context = {
    plan,
    uids: uidsOf(network),
    calendars,
    time: new WorkingTime(own ?? { id: '', name: '', week: [], exceptions: [] }, plan.start),
    links: Map.groupBy(network.links, ({ to }) => to),
  }
  const content: Written[] = [
    ...writeHead(plan, 1),
    ['Calendars', network.calendars.map((calendar, index) => writeCalendar(calendar, index + 1))],
    ['Tasks', rowsOf(network).map((row) => writeTask(row, context))],
    ['Resources', []],
    ['Assignments', []],
  ]
  const inner = writeElements(content, '  ')
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Project xmlns="http://schemas.microsoft.com/project">\n${inner}</Project>\n`
}
