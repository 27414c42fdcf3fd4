import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { covers } from '#kernel/divisions/model'
import type { Ledger } from './define-ledger.ts'
import type { Action, Assignee, Evidence, Party, TaskKind } from './definition.ts'
import { inputFields } from './fields.ts'
import {
  applyChange,
  type Change,
  emptyChange,
  type EntryState,
  type Holder,
  type Marks,
  type Subject,
  type Task,
  type TaskClock,
  type Values,
} from './state.ts'

/** Why an action is refused: a code with its message, and what the message names. */
export type Refusal = { code: `ledgers.${string}`; status: number; params?: Record<string, string | number> }
export type Verdict = { ok: true } | ({ ok: false } & Refusal)

const yes: Verdict = { ok: true }
const no = (code: Refusal['code'], status = 409, params?: Refusal['params']): Verdict => ({
  ok: false,
  code,
  status,
  ...(params ? { params } : {}),
})

/** The kernel itself as an actor: it acts as account 0, which nobody signs in to. */
export const systemAccountId = 0

function mayAct(party: Party, actor: Actor, state: EntryState): boolean {
  switch (party.who) {
    case 'role':
      return actor.role === party.role && inScope(actor, state)
    case 'holder':
      return state.tasks.some((task) => task.kind === party.task && holds(actor, task))
    case 'registrant':
      return state.marks.registrant.accountId === actor.accountId
    case 'system':
      return actor.accountId === systemAccountId
  }
}

function inScope(actor: Actor, state: EntryState): boolean {
  return (
    (actor.ledgers === 'all' || actor.ledgers.includes(state.ledger)) &&
    covers(actor.divisions, state.divisionCode)
  )
}

function holds(actor: Actor, task: Task): boolean {
  return (
    task.organisationId === actor.organisationId &&
    (task.accountId === null || task.accountId === actor.accountId)
  )
}

/**
 * Whether the actor may take the action now, before anything is known of the input: what the abilities in an answer
 * say, and what the write path asks again under the row lock.
 */
export function mayTake(state: EntryState, action: Action, actor: Actor): Verdict {
  const registers = action.word === 'register'
  if (registers && state.seq !== 0) return no('ledgers.already_registered')
  if (!registers && !action.from.includes(state.stage)) return no('ledgers.wrong_stage')
  if (!action.by.some((party) => mayAct(party, actor, state))) return no('ledgers.not_yours', 403)
  return yes
}

/** Whether the evidence that the action asks for is there, counting what comes with the action itself. */
function hasEvidence(rule: Evidence, values: Values, marks: Marks): boolean {
  switch (rule.kind) {
    case 'files': {
      const files = values[rule.field]
      return Array.isArray(files) && files.length >= rule.min
    }
    case 'value':
      return values[rule.field] !== null && values[rule.field] !== undefined
    case 'done':
      return rule.outcome === undefined ? rule.action in marks.done : marks.done[rule.action] === rule.outcome
  }
}

export function checkEvidence(state: EntryState, action: Action, values: Values): Verdict {
  for (const rule of action.evidence) {
    if (hasEvidence(rule, { ...state.values, ...values }, state.marks)) continue
    if (rule.kind === 'done') return no('ledgers.not_done_before', 409, { action: rule.action })
    return no('ledgers.evidence_missing', 409, { field: rule.field })
  }
  return yes
}

/** What deciding needs from outside, each a plain function so that the rule stays pure. */
export type Surroundings = {
  newId: () => string
  /** The organisation that holds a position of the role over the division, nearest first. */
  organisationOfRole: (role: string, divisionCode: string) => number | undefined
  /** Computes a task's dates from its clock. */
  datesOf: (clock: TaskClock) => { dueAt: string | null; amberAt: string | null; provisional: boolean }
}

export type Request = {
  action: Action
  actor: Actor
  input: Values
  effectiveAt: string
  /** Registering: where the entry lies, its number and its definition's version. */
  birth?: { divisionCode: string; no: string; version: number }
  subjects?: Subject[]
  /** What the engine adds to tasks besides the declaration's rule: the ladder's progress. */
  updates?: Change['updates']
}

/**
 * What an action does, or why it is refused. Pure: the same state, request and surroundings give the same change.
 * @throws AppError ledgers.nobody_holds_role when a task would have no organisation.
 */
export function decide(
  ledger: Ledger,
  state: EntryState,
  request: Request,
  around: Surroundings,
): { verdict: Verdict; change?: Change } {
  const { action, actor, input, birth } = request
  const placed = birth ? { ...state, ledger: ledger.definition.id, divisionCode: birth.divisionCode } : state
  const allowed = mayTake(placed, action, actor)
  if (!allowed.ok) return { verdict: allowed }
  const { values, asks } = splitInput(ledger, action, input)
  const proven = checkEvidence(state, action, values)
  if (!proven.ok) return { verdict: proven }
  const change = emptyChange(action.id)
  change.values = values
  change.asks = asks
  if (typeof input['source'] === 'string') change.source = input['source']
  const registrant: Holder = { organisationId: actor.organisationId, accountId: actor.accountId }
  const marks: Marks = birth ? { ...state.marks, registrant } : state.marks
  const now = birth
    ? {
        ...state,
        marks,
        ledger: ledger.definition.id,
        divisionCode: birth.divisionCode,
        organisationId: actor.organisationId,
        stage: '',
      }
    : state
  if (birth)
    Object.assign(change.set, {
      ...birth,
      ledger: ledger.definition.id,
      sensitivity: ledger.definition.sensitivity,
      openedAt: request.effectiveAt,
    })
  move(ledger, now, request, change)
  closeTasks(now, action, input, change)
  change.opens = action.opens
    .filter((opening) => opening.whenOutcome === undefined || opening.whenOutcome === input['outcome'])
    .map((opening) => openTask(ledger, now, request, opening, around))
  change.updates = [
    ...acknowledgements(now, request),
    ...clockUpdates(now, request, around),
    ...(request.updates ?? []),
  ]
  change.set.marks = nextMarks(action, input, marks, change.opens)
  const lead = change.opens.find((task) => task.kind === action.leadTask)
  if (lead) change.set.organisationId = lead.organisationId
  else if (birth) change.set.organisationId = actor.organisationId
  change.subjects = request.subjects ?? []
  change.files = filesIn(ledger, action, input)
  derive(ledger, now, request.effectiveAt, change)
  return { verdict: yes, change }
}

function splitInput(ledger: Ledger, action: Action, input: Values): { values: Values; asks: Values } {
  const fields = new Set(inputFields(ledger.definition, action).map((field) => field.name))
  const values: Values = {}
  const asks: Values = {}
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined || name === 'source') continue
    if (fields.has(name)) values[name] = value
    else asks[name] = value
  }
  return { values, asks }
}

function move(
  ledger: Ledger,
  state: EntryState,
  { action, input, effectiveAt }: Request,
  change: Change,
): void {
  const outcome = typeof input['outcome'] === 'string' ? input['outcome'] : undefined
  const reported = action.toReported && typeof input['stage'] === 'string' ? input['stage'] : undefined
  const to = reported ?? (outcome === undefined ? undefined : action.byOutcome?.[outcome]) ?? action.to
  if (to === undefined) return
  const open = ledger.definition.stages.find((stage) => stage.id === to)?.open ?? true
  change.set.stage = to
  change.set.isOpen = open
  if (open !== state.isOpen || state.seq === 0) change.set.closedAt = open ? null : effectiveAt
}

function closeTasks(state: EntryState, action: Action, input: Values, change: Change): void {
  const outcome = typeof input['outcome'] === 'string' ? { outcome: input['outcome'] } : {}
  const over = change.set.isOpen === false
  change.closes = state.tasks
    .filter((task) => over || action.closes === 'all' || action.closes.includes(task.kind))
    .map((task) => ({ id: task.id, ...outcome }))
}

function assigneeOf(
  assign: Assignee,
  state: EntryState,
  { actor, input }: Request,
  around: Surroundings,
): Holder {
  switch (assign.to) {
    case 'input':
      return {
        organisationId: Number(input['organisationId']),
        accountId: typeof input['accountId'] === 'number' ? input['accountId'] : null,
      }
    case 'registrant':
      return state.marks.registrant
    case 'actor':
      return { organisationId: actor.organisationId, accountId: actor.accountId }
    case 'holder': {
      const holder = state.marks.holders[assign.task]
      if (!holder)
        throw new AppError('ledgers.nobody_held_task', { status: 409, params: { task: assign.task } })
      return holder
    }
    case 'role': {
      const organisationId = around.organisationOfRole(assign.role, state.divisionCode)
      if (organisationId === undefined)
        throw new AppError('ledgers.nobody_holds_role', {
          status: 409,
          params: { role: assign.role, division: state.divisionCode },
        })
      return { organisationId, accountId: null }
    }
  }
}

function taskKind(ledger: Ledger, kind: string): TaskKind {
  const found = ledger.definition.tasks.find((task) => task.kind === kind)
  if (!found) throw new Error(`${ledger.definition.id}: task ${kind} is not declared`)
  return found
}

function openTask(
  ledger: Ledger,
  state: EntryState,
  request: Request,
  opening: Action['opens'][number],
  around: Surroundings,
): Task {
  const kind = taskKind(ledger, opening.task)
  const dueOn =
    kind.dueFrom === undefined ? null : (request.input[kind.dueFrom] ?? state.values[kind.dueFrom] ?? null)
  const clock: TaskClock = {
    limit: dueOn === null ? (kind.limit ?? null) : null,
    dueOn: typeof dueOn === 'string' ? dueOn : null,
    amberShare: kind.amberShare,
    startedAt: request.effectiveAt,
    pauses: [],
  }
  const dates = around.datesOf(clock)
  return {
    id: around.newId(),
    kind: kind.kind,
    ...assigneeOf(opening.assign, state, request, around),
    openedSeq: state.seq + 1,
    acknowledgedAt: null,
    ...dates,
    clock,
    rung: 0,
    rungAt: rungAt(kind, 0, dates.dueAt),
  }
}

/** When the next rung of a task's ladder is due. */
export function rungAt(kind: TaskKind, rung: number, dueAt: string | null): string | null {
  const next = kind.ladder[rung]
  if (!next || dueAt === null) return null
  return new Date(new Date(dueAt).getTime() + next.hoursAfterDue * 3_600_000).toISOString()
}

function acknowledgements(state: EntryState, { action, actor, effectiveAt }: Request): Change['updates'] {
  if (action.word !== 'acknowledge') return []
  return state.tasks
    .filter((task) => holds(actor, task) && task.acknowledgedAt === null)
    .map((task) => ({ ...updatable(task), acknowledgedAt: effectiveAt }))
}

/** Suspending pauses every running clock of the entry; resuming ends the pause and moves the dates. */
function clockUpdates(
  state: EntryState,
  { action, input, effectiveAt }: Request,
  around: Surroundings,
): Change['updates'] {
  if (action.word !== 'suspend' && action.word !== 'resume') return []
  return state.tasks
    .filter((task) => task.clock.limit !== null)
    .map((task) => {
      const pauses =
        action.word === 'suspend'
          ? [
              ...task.clock.pauses,
              {
                from: effectiveAt,
                to: null,
                reason: typeof input['reason'] === 'string' ? input['reason'] : '',
              },
            ]
          : task.clock.pauses.map((pause) => (pause.to === null ? { ...pause, to: effectiveAt } : pause))
      const clock = { ...task.clock, pauses }
      return { ...updatable(task), clock, ...around.datesOf(clock) }
    })
}

export function updatable({
  id,
  amberAt,
  dueAt,
  provisional,
  acknowledgedAt,
  clock,
  rung,
  rungAt: at,
}: Task): Change['updates'][number] {
  return { id, amberAt, dueAt, provisional, acknowledgedAt, clock, rung, rungAt: at }
}

function nextMarks(action: Action, input: Values, marks: Marks, opens: readonly Task[]): Marks {
  const outcome = typeof input['outcome'] === 'string' ? input['outcome'] : 'done'
  // What was done no longer counts once the work has gone back behind it.
  const back =
    action.word === 'send_back' ||
    action.word === 'reopen' ||
    action.word === 'dispatch' ||
    (action.word === 'verify' && outcome === 'failed')
  const done = { ...(back ? {} : marks.done), [action.id]: outcome }
  const holders = { ...marks.holders }
  for (const task of opens)
    holders[task.kind] = { organisationId: task.organisationId, accountId: task.accountId }
  return { ...marks, done, holders, sendBacks: marks.sendBacks + (action.word === 'send_back' ? 1 : 0) }
}

function filesIn(ledger: Ledger, action: Action, input: Values): string[] {
  const fields = [...inputFields(ledger.definition, action), ...action.asks].filter(
    (field) => field.kind === 'files',
  )
  return fields.flatMap((field) => (Array.isArray(input[field.name]) ? (input[field.name] as string[]) : []))
}

function derive(ledger: Ledger, state: EntryState, effectiveAt: string, change: Change): void {
  const next = applyChange(state, change, state.seq + 1, effectiveAt)
  const named = next.values[ledger.definition.titleField]
  if (typeof named === 'string' && named !== state.title) change.set.title = named
  if (!ledger.derive) return
  for (const [name, value] of Object.entries(ledger.derive(next.values, next.stage))) {
    if (JSON.stringify(state.values[name] ?? null) !== JSON.stringify(value)) change.derived[name] = value
  }
}
