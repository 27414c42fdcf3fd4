import type { Ledger } from '../model/define-ledger.ts'
import type { Link } from '../model/links.ts'
import { spotOf } from '../model/points.ts'
import { slotValues } from '../model/slots.ts'
import { type EntryState, mostUrgent, type Task } from '../model/state.ts'

/** What a board, a list as of a moment and a light look at: a span ends when any of it changes. */
export type Shown = {
  stage: string
  is_open: boolean
  organisation_id: number
  due_at: string | null
  /** Which version says what stands in which slot. */
  def_version: number
} & Record<string, string | number | boolean | null>

const noSlots = {
  s1: null,
  s2: null,
  s3: null,
  s4: null,
  s5: null,
  s6: null,
  n1: null,
  n2: null,
  n3: null,
  d1: null,
  d2: null,
  d3: null,
}

export function shownOf(ledger: Ledger, state: EntryState): Shown {
  return {
    stage: state.stage,
    is_open: state.isOpen,
    organisation_id: state.organisationId,
    due_at: mostUrgent(state.tasks).dueAt,
    def_version: state.version,
    ...noSlots,
    ...slotValues(ledger.definition, state.values),
  }
}

export function sameShown(a: Shown, b: Shown): boolean {
  return Object.keys(a).every((key) => a[key] === b[key])
}

/** The entry's row, apart from what the write adds: the times of its present span and the head of its log. */
export function entryRow(ledgerId: number, ledger: Ledger, state: EntryState): Record<string, unknown> {
  const spot = spotOf(ledger.definition, state.values)
  return {
    ...shownOf(ledger, state),
    lng: spot?.lng ?? null,
    lat: spot?.lat ?? null,
    id: state.id,
    ledger_id: ledgerId,
    no: state.no,
    sensitivity: state.sensitivity,
    division_code: state.divisionCode,
    opened_at: state.openedAt,
    closed_at: state.closedAt,
    amber_at: mostUrgent(state.tasks).amberAt,
    effective_at: state.effectiveAt,
    seq: state.seq,
    title: state.title,
    data: state.values,
    origins: state.origins,
    marks: state.marks,
  }
}

export function taskRow(task: Task, entryId: string, ledgerId: number): Record<string, unknown> {
  return {
    id: task.id,
    entry_id: entryId,
    ledger_id: ledgerId,
    kind: task.kind,
    organisation_id: task.organisationId,
    account_id: task.accountId,
    opened_seq: task.openedSeq,
    opened_at: task.clock.startedAt,
    amber_at: task.amberAt,
    due_at: task.dueAt,
    original_due_at: task.originalDueAt,
    provisional: task.provisional,
    clock: task.clock,
    rung: task.rung,
    rung_at: task.rungAt,
    todo: task.todo !== false,
  }
}

export type SpanRow = Shown & {
  entry_id: string
  seq: number
  ledger_id: number
  township: string
  effective_from: string | null
  effective_to: string | null
  recorded_from: string | null
  recorded_to: string | null
}

/** A board's plus or minus one: measure 0 counts entries by stage, 1 those that are late. */
export type BoardEvent = {
  at: string
  recordedAt: string
  township: string
  stage: string
  measure: 0 | 1
  d: 1 | -1
}

/** What the relay and its consumers need to know of an action without reading the entry again. */
export type OutboxNote = {
  /** What the action linked the entry to. */
  links?: Link[]
  ledger: string
  action: string
  no: string
  title: string
  division: string
  sensitivity: number
  accountId: number
  /** Who registered the entry and who holds its tasks: an account, or all of its organisation. */
  parties: { organisationId: number; accountId: number | null }[]
  opened: {
    taskId: string
    kind: string
    organisationId: number
    accountId: number | null
    dueAt: string | null
  }[]
  board: BoardEvent[]
  /** What it makes happen elsewhere, by the ids of the declaration. */
  reactions?: string[]
}
