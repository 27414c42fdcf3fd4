import type { OfficeHours, OwnDays } from '#kernel/time/model'
import type { TaskKind } from './definition.ts'
import type { Exclusion } from './exclusions.ts'
import type { Link } from './links.ts'
import type { Because } from './reactions.ts'
import { renamed, updated } from './renames.ts'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type Values = Record<string, Json>

/** Where a value comes from and since when it holds: shown beside it, and decides which of two statements is later. */
export type Origin = { seq: number; effectiveAt: string; source?: string }

export type Limit = NonNullable<TaskKind['limit']>
/** `by`: the action that stopped the clock, by its id. */
export type Pause = { from: string; to: string | null; reason: string; by?: string }
/** More time that was granted: counted on from where the time before it ends. */
export type Extension = Limit & { reason: string; decidedAt: string }

/** How a task's due date came about: enough to compute it again by hand. Instants are ISO 8601 in UTC. */
export type TaskClock = {
  limit: Limit | null
  dueOn: string | null
  amberShare: number
  startedAt: string
  pauses: Pause[]
  extensions?: Extension[]
  /** When offices work, where the task's organisation keeps other hours than the default; in minutes after midnight. */
  officeHours?: OfficeHours
  /** Days on which that organisation works otherwise than the calendar says. */
  ownDays?: OwnDays[]
}

export type Task = {
  id: string
  kind: string
  organisationId: number
  accountId: number | null
  openedSeq: number
  acknowledgedAt: string | null
  /** Null: a task without a time limit. */
  amberAt: string | null
  dueAt: string | null
  /** When it would be due without extensions: what on-time rates may also be measured by. */
  originalDueAt: string | null
  /** Unknown days of the calendar lie within: the date may move when the notice is published. */
  provisional: boolean
  clock: TaskClock
  /** How many rungs of the ladder were climbed, and when the next one is due. */
  rung: number
  rungAt: string | null
  /** False: a clock that nobody acts on by itself. */
  todo?: boolean
}

export type Holder = { organisationId: number; accountId: number | null }

/** A rating (评价) of who handled the entry, and the appeal that took it out of the statistics. */
export type Rating = {
  seq: number
  organisationId: number
  score: number
  accountId: number
  appealedSeq?: number
  decidedSeq?: number
  /** The step that upheld an appeal: the rating no longer counts. */
  excludedSeq?: number
}

/** Small facts of the course of an entry that rules look at. */
export type Marks = {
  registrant: Holder
  /** The last outcome of each action taken, dropped when the entry goes back behind it. */
  done: Record<string, string>
  holders: Record<string, Holder>
  sendBacks: number
  /** How often each capped action was taken, since the entry was last reopened. */
  counts?: Record<string, number>
  /** Who took each action last that another one must be taken by somebody else than: four eyes are two accounts. */
  takers?: Record<string, number>
  /** The step of the adjudication (审定) that binds: nobody may send the entry back again. */
  adjudicatedSeq?: number
  /** An extension that is asked for and not decided. */
  extension?: Limit & { task: string; taskId: string; reason: string; seq: number }
  reopenedSeq?: number
  ratings?: Rating[]
  exclusions?: Exclusion[]
  /** Supporting organisations that have contributed, by kind of task. */
  contributors?: Record<string, number[]>
}

export type EntryState = {
  id: string
  ledger: string
  version: number
  no: string
  seq: number
  stage: string
  isOpen: boolean
  sensitivity: number
  divisionCode: string
  /** The organisation answerable now: of the lead task, else of the registrant. */
  organisationId: number
  title: string
  openedAt: string
  closedAt: string | null
  /** Effective time of the last action that moved the entry. */
  effectiveAt: string
  values: Values
  origins: Record<string, Origin>
  marks: Marks
  /** Open tasks only. */
  tasks: Task[]
}

export type Subject = {
  kind: 'person' | 'household' | 'enterprise' | 'place'
  objectId: string
  role: string
}

/** What an action changes: the body of the log. It says the outcome, not the rule, so replay needs no rule. */
export type Change = {
  action: string
  /** What was asked and answered in the action itself. */
  asks: Values
  set: Partial<
    Pick<
      EntryState,
      | 'ledger'
      | 'version'
      | 'no'
      | 'stage'
      | 'isOpen'
      | 'sensitivity'
      | 'divisionCode'
      | 'organisationId'
      | 'title'
      | 'openedAt'
      | 'closedAt'
      | 'marks'
    >
  >
  /** Values said in this action; where they hold from is the action's effective time. */
  values: Values
  derived: Values
  /** Fields that go by another name from here on, their values and origins with them; null: no longer held. */
  renames?: Record<string, string | null>
  source?: string
  opens: Task[]
  closes: { id: string; outcome?: string }[]
  updates: (Pick<
    Task,
    | 'id'
    | 'amberAt'
    | 'dueAt'
    | 'originalDueAt'
    | 'provisional'
    | 'acknowledgedAt'
    | 'clock'
    | 'rung'
    | 'rungAt'
  > &
    /** What another version of the ledger makes of it. */
    Partial<Pick<Task, 'kind' | 'todo'>>)[]
  subjects: Subject[]
  files: string[]
  /** Ties to other entries that it makes. */
  links?: Link[]
  /** The reaction that took it, where no person did. */
  because?: Because
  offline?: { deviceId: string; carriedBy?: number }
}

export function emptyChange(action: string): Change {
  return {
    action,
    asks: {},
    set: {},
    values: {},
    derived: {},
    opens: [],
    closes: [],
    updates: [],
    subjects: [],
    files: [],
  }
}

const nothing = { no: '', ledger: '', version: 0, stage: '', divisionCode: '', title: '', openedAt: '' }

export function blankState(id: string): EntryState {
  return {
    ...nothing,
    id,
    seq: 0,
    isOpen: true,
    sensitivity: 0,
    organisationId: 0,
    closedAt: null,
    effectiveAt: '',
    values: {},
    origins: {},
    marks: { registrant: { organisationId: 0, accountId: null }, done: {}, holders: {}, sendBacks: 0 },
    tasks: [],
  }
}

/** Names of the values that a later statement has not already said otherwise. */
function holding(state: EntryState, values: Values, effectiveAt: string): [string, Json][] {
  return Object.entries(values).filter(([name]) => {
    const origin = state.origins[name]
    return origin === undefined || origin.effectiveAt <= effectiveAt
  })
}

/**
 * The state after a change: the only place where state comes from, for the write path and for replay alike.
 * A statement about an earlier time (a page of 2019 read in 2026) never overwrites what was said of a later one.
 */
export function applyChange(state: EntryState, change: Change, seq: number, effectiveAt: string): EntryState {
  const { values, origins } = renamed(state, change.renames ?? {})
  for (const [name, value] of holding(state, change.values, effectiveAt)) {
    values[name] = value
    origins[name] =
      change.source === undefined ? { seq, effectiveAt } : { seq, effectiveAt, source: change.source }
  }
  const earlier = effectiveAt < state.effectiveAt
  const { stage, isOpen, closedAt, ...rest } = change.set
  const moves = earlier ? {} : pick({ stage, isOpen, closedAt })
  // A statement may be about a time before the registration, and on the effective axis it is then read first.
  const openedAt = state.openedAt === '' || effectiveAt < state.openedAt ? effectiveAt : state.openedAt
  const closed = new Set(change.closes.map((item) => item.id))
  const updates = new Map(change.updates.map((item) => [item.id, item]))
  return {
    ...state,
    ...rest,
    ...moves,
    openedAt,
    seq,
    effectiveAt: earlier ? state.effectiveAt : effectiveAt,
    values: { ...values, ...change.derived },
    origins,
    tasks: [
      ...state.tasks
        .filter((task) => !closed.has(task.id))
        .map((task) => updated(task, updates.get(task.id))),
      ...change.opens,
    ],
  }
}

function pick<T extends object>(object: T): Partial<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<T>
}

/** The most urgent open clock: what lists, lights and boards show for the entry. */
export function mostUrgent(tasks: readonly Task[]): { dueAt: string | null; amberAt: string | null } {
  let first: Task | undefined
  for (const task of tasks)
    if (task.dueAt !== null && (first?.dueAt == null || task.dueAt < first.dueAt)) first = task
  return { dueAt: first?.dueAt ?? null, amberAt: first?.amberAt ?? null }
}

/** A logged action, as replay needs it. */
export type Logged = { seq: number; effectiveAt: string; recordedAt: string; change: Change }

/**
 * The state as of a moment. On the effective axis: what was so then, by all that is known now, in the order of
 * effective time; on the recorded axis: what had been recorded by then, in the order of recording.
 */
export function stateAsOf(
  id: string,
  log: readonly Logged[],
  moment: string,
  axis: 'effective' | 'recorded',
): EntryState | undefined {
  const seen = log.filter((item) => (axis === 'effective' ? item.effectiveAt : item.recordedAt) <= moment)
  if (seen.length === 0) return undefined
  const ordered =
    axis === 'recorded'
      ? seen
      : seen.toSorted((a, b) =>
          a.effectiveAt < b.effectiveAt ? -1 : a.effectiveAt > b.effectiveAt ? 1 : a.seq - b.seq,
        )
  return ordered.reduce(
    (state, item) => applyChange(state, item.change, item.seq, item.effectiveAt),
    withIdentity(id, log),
  )
}

/** Number, ledger and division are the entry's own from its first action on, whichever statement is read first. */
function withIdentity(id: string, log: readonly Logged[]): EntryState {
  const { ledger, version, no, divisionCode, organisationId, sensitivity, marks, title } =
    log[0]?.change.set ?? {}
  return {
    ...blankState(id),
    ...pick({ ledger, version, no, divisionCode, organisationId, sensitivity, marks, title }),
  }
}
