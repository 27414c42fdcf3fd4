import { AppError } from '#kernel/errors/model'
import { type Moment, readMoment } from '../schedule/moment.ts'
import type { Lag, LinkKind } from '../schedule/network.ts'
import { type ReadCalendar, readCalendars, standardCalendar } from './read-calendars.ts'
import { durationOf, flagOf, momentOf, numberOf, textOf, unitOf } from './values.ts'
import { decodeXml, type Element, findPart, parseXml, partsOf } from './xml-tree.ts'

export type MspdiLink = {
  readonly from: string
  readonly kind: LinkKind
  readonly lag: Lag
  readonly external: boolean
}

/** What the file says was computed; float in seconds. */
export type MspdiDates = {
  readonly start: Moment | undefined
  readonly finish: Moment | undefined
  readonly earlyStart: Moment | undefined
  readonly earlyFinish: Moment | undefined
  readonly lateStart: Moment | undefined
  readonly lateFinish: Moment | undefined
  readonly totalFloat: number | undefined
  readonly freeFloat: number | undefined
  readonly critical: boolean | undefined
}

export type MspdiTask = {
  readonly uid: string
  /** The row number that its users see. */
  readonly no: string
  readonly name: string
  readonly parent: string | undefined
  readonly summary: boolean
  readonly milestone: boolean
  /** 0 fixed units, 1 fixed duration, 2 fixed work. */
  readonly type: number
  readonly duration: number
  /** Whether the file says it; else it is left to the dates. */
  readonly hasDuration: boolean
  readonly elapsed: boolean
  readonly calendar: string | undefined
  readonly ignoreResourceCalendar: boolean
  readonly constraintType: number
  readonly constraintDate: Moment | undefined
  readonly deadline: Moment | undefined
  readonly actualStart: Moment | undefined
  readonly actualFinish: Moment | undefined
  readonly remaining: number | undefined
  readonly percentComplete: number
  readonly stop: Moment | undefined
  readonly resume: Moment | undefined
  readonly manual: boolean
  readonly manualStart: Moment | undefined
  readonly manualFinish: Moment | undefined
  /** Manual, and somebody left its dates or its duration open. */
  readonly placeholder: boolean
  readonly active: boolean
  readonly external: boolean
  readonly subproject: boolean
  readonly recurring: boolean
  readonly levelingDelay: number
  readonly levelingElapsed: boolean
  readonly links: readonly MspdiLink[]
  readonly dates: MspdiDates
  readonly baseline: { readonly start: Moment; readonly finish: Moment } | undefined
}

export type MspdiAssignment = {
  readonly task: string
  readonly resource: string
  readonly units: number
  readonly work: number
  readonly delay: number
  readonly contour: number
  readonly start: Moment | undefined
  readonly finish: Moment | undefined
  /** Spans in which nothing is planned between spans in which something is. */
  readonly gaps: readonly (readonly [Moment, Moment])[]
}

export type MspdiResource = {
  readonly uid: string
  readonly name: string
  readonly calendar: string | undefined
  readonly isWork: boolean
}

/** A project as its file declares it, with the dates that its program computed. */
export type MspdiProject = {
  readonly name: string
  readonly start: Moment | undefined
  readonly finish: Moment | undefined
  readonly fromStart: boolean
  readonly statusDate: Moment | undefined
  readonly calendar: string
  readonly calendars: ReadonlyMap<string, ReadCalendar>
  readonly honorConstraints: boolean
  readonly everyChain: boolean
  readonly criticalDays: number
  readonly minutesPerDay: number
  readonly tasks: readonly MspdiTask[]
  readonly resources: ReadonlyMap<string, MspdiResource>
  readonly assignments: readonly MspdiAssignment[]
}

const linkKinds: readonly LinkKind[] = ['FF', 'FS', 'SF', 'SS']
/** Tenths of a minute, of which lag, slack and delays are told, in seconds. */
const tenth = 6

function readLink(element: Element): MspdiLink[] {
  const from = textOf(element, 'PredecessorUID')
  if (from === undefined) return []
  const unit = unitOf(numberOf(element, 'LagFormat'))
  const amount = numberOf(element, 'LinkLag') ?? 0
  return [
    {
      from,
      kind: linkKinds[numberOf(element, 'Type') ?? 1] ?? 'FS',
      lag: { unit, amount: unit === 'working' || unit === 'elapsed' ? Math.round(amount * tenth) : amount },
      external: flagOf(element, 'CrossProject'),
    },
  ]
}

function slackOf(element: Element, name: string): number | undefined {
  const tenths = numberOf(element, name)
  return tenths === undefined ? undefined : Math.round(tenths * tenth)
}

function readDates(element: Element): MspdiDates {
  // Programs that reckon no float write that nothing is critical.
  const reckoned = ['TotalSlack', 'LateFinish', 'EarlyFinish'].some((name) => textOf(element, name))
  const critical = reckoned ? textOf(element, 'Critical') : undefined
  return {
    start: momentOf(element, 'Start'),
    finish: momentOf(element, 'Finish'),
    earlyStart: momentOf(element, 'EarlyStart'),
    earlyFinish: momentOf(element, 'EarlyFinish'),
    lateStart: momentOf(element, 'LateStart'),
    lateFinish: momentOf(element, 'LateFinish'),
    totalFloat: slackOf(element, 'TotalSlack'),
    freeFloat: slackOf(element, 'FreeSlack'),
    critical: critical === undefined ? undefined : flagOf(element, 'Critical'),
  }
}

function readBaseline(element: Element): MspdiTask['baseline'] {
  const baseline = element.parts.find(
    (part) => part.name === 'Baseline' && (numberOf(part, 'Number') ?? 0) === 0,
  )
  const start = baseline && momentOf(baseline, 'Start')
  const finish = baseline && momentOf(baseline, 'Finish')
  return start === undefined || finish === undefined ? undefined : { start, finish }
}

function calendarOf(element: Element): string | undefined {
  const uid = textOf(element, 'CalendarUID')
  return uid === undefined || Number(uid) < 0 ? undefined : uid
}

function readTask(element: Element, uid: string, parent: string | undefined): MspdiTask {
  return {
    uid,
    no: textOf(element, 'ID') ?? uid,
    name: textOf(element, 'Name') ?? '',
    parent,
    summary: flagOf(element, 'Summary'),
    milestone: flagOf(element, 'Milestone'),
    type: numberOf(element, 'Type') ?? 0,
    duration: durationOf(element, 'Duration') ?? 0,
    hasDuration: findPart(element, 'Duration') !== undefined,
    elapsed: unitOf(numberOf(element, 'DurationFormat')) === 'elapsed',
    calendar: calendarOf(element),
    ignoreResourceCalendar: flagOf(element, 'IgnoreResourceCalendar'),
    constraintType: numberOf(element, 'ConstraintType') ?? 0,
    constraintDate: momentOf(element, 'ConstraintDate'),
    deadline: momentOf(element, 'Deadline'),
    actualStart: momentOf(element, 'ActualStart'),
    actualFinish: momentOf(element, 'ActualFinish'),
    remaining: durationOf(element, 'RemainingDuration'),
    percentComplete: numberOf(element, 'PercentComplete') ?? 0,
    stop: momentOf(element, 'Stop'),
    resume: momentOf(element, 'Resume'),
    manual: flagOf(element, 'Manual'),
    manualStart: momentOf(element, 'ManualStart'),
    manualFinish: momentOf(element, 'ManualFinish'),
    placeholder:
      flagOf(element, 'Manual') &&
      element.parts.some(({ name }) => /^(Start|Finish|Duration)Text$/.test(name)),
    active: flagOf(element, 'Active', true),
    external: flagOf(element, 'ExternalTask'),
    subproject: flagOf(element, 'IsSubproject') || textOf(element, 'SubprojectName') !== undefined,
    recurring: flagOf(element, 'Recurring'),
    levelingDelay: Math.round((numberOf(element, 'LevelingDelay') ?? 0) * tenth),
    levelingElapsed: unitOf(numberOf(element, 'LevelingDelayFormat') ?? 8) === 'elapsed',
    links: element.parts.filter(({ name }) => name === 'PredecessorLink').flatMap(readLink),
    dates: readDates(element),
    baseline: readBaseline(element),
  }
}

/** Tasks in the file's order; whose part each is, is told by its level below the one before it. */
function readTasks(project: Element): MspdiTask[] {
  const tasks: MspdiTask[] = []
  const above: { level: number; uid: string }[] = []
  for (const element of partsOf(project, 'Tasks', 'Task')) {
    const uid = textOf(element, 'UID')
    if (uid === undefined) throw new AppError('mspdi.task_without_uid', { params: { line: element.line } })
    if (flagOf(element, 'IsNull')) continue
    const number = textOf(element, 'OutlineNumber')
    const level = numberOf(element, 'OutlineLevel') ?? (number === undefined ? 1 : number.split('.').length)
    while (above.length > 0 && (above[above.length - 1]?.level ?? 0) >= level) above.pop()
    tasks.push(readTask(element, uid, above[above.length - 1]?.uid))
    above.push({ level, uid })
  }
  return tasks
}

/** The gaps in what is planned of an assignment (time-phased data of type 1), for which its task is split. */
function readGaps(element: Element): (readonly [Moment, Moment])[] {
  const blocks = element.parts.flatMap((part) => {
    if (part.name !== 'TimephasedData' || numberOf(part, 'Type') !== 1) return []
    // Some programs write times here that are none; they are let pass, since only the gaps are looked for.
    const from = readMoment(textOf(part, 'Start') ?? '')
    const to = readMoment(textOf(part, 'Finish') ?? '')
    if (from === undefined || to === undefined) return []
    return [{ from, to, busy: /[1-9]/.test(textOf(part, 'Value') ?? '') }]
  })
  blocks.sort((a, b) => a.from - b.from)
  const busy = blocks.filter((block) => block.busy)
  return busy.flatMap((block, index) => {
    const next = busy[index + 1]
    return next && next.from > block.to ? [[block.to, next.from] as const] : []
  })
}

function readAssignments(project: Element): MspdiAssignment[] {
  return partsOf(project, 'Assignments', 'Assignment').map((element) => ({
    task: textOf(element, 'TaskUID') ?? '',
    resource: textOf(element, 'ResourceUID') ?? '-65535',
    units: numberOf(element, 'Units') ?? 1,
    work: durationOf(element, 'Work') ?? 0,
    delay: Math.round((numberOf(element, 'Delay') ?? 0) * tenth),
    contour: numberOf(element, 'WorkContour') ?? 0,
    start: momentOf(element, 'Start'),
    finish: momentOf(element, 'Finish'),
    gaps: readGaps(element),
  }))
}

function readResources(project: Element): Map<string, MspdiResource> {
  const resources = partsOf(project, 'Resources', 'Resource').map((element): [string, MspdiResource] => {
    const uid = textOf(element, 'UID') ?? ''
    return [
      uid,
      {
        uid,
        name: textOf(element, 'Name') ?? uid,
        calendar: calendarOf(element),
        isWork: (numberOf(element, 'Type') ?? 1) === 1,
      },
    ]
  })
  return new Map(resources)
}

/**
 * Reads a file of Microsoft Project's XML (MSPDI), whichever program wrote it.
 * @throws AppError `mspdi.*`, in one sentence that says what and where
 */
export function readMspdi(bytes: Uint8Array): MspdiProject {
  const project = parseXml(decodeXml(bytes))
  if (project.name !== 'Project' || !/^$|schemas\.microsoft\.com\/project/.test(project.namespace))
    throw new AppError('mspdi.not_project', { params: { root: project.name } })
  if (!findPart(project, 'Tasks')) throw new AppError('mspdi.no_tasks')
  const calendars = readCalendars(project)
  const uid = calendarOf(project)
  const own = uid === undefined ? undefined : calendars.get(uid)
  const calendar = own ?? [...calendars.values()].find(({ isBase }) => isBase) ?? standardCalendar()
  if (!calendars.has(calendar.id)) calendars.set(calendar.id, calendar)
  return {
    name: textOf(project, 'Title') ?? textOf(project, 'Name') ?? '',
    start: momentOf(project, 'StartDate'),
    finish: momentOf(project, 'FinishDate'),
    fromStart: flagOf(project, 'ScheduleFromStart', true),
    statusDate: momentOf(project, 'StatusDate'),
    calendar: calendar.id,
    calendars,
    honorConstraints: flagOf(project, 'HonorConstraints', true),
    everyChain: flagOf(project, 'MultipleCriticalPaths'),
    criticalDays: numberOf(project, 'CriticalSlackLimit') ?? 0,
    minutesPerDay: numberOf(project, 'MinutesPerDay') ?? 480,
    tasks: readTasks(project),
    resources: readResources(project),
    assignments: readAssignments(project),
  }
}
