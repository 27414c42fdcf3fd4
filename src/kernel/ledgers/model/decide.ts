import { checkConditions, checkWhen, derivedValues, openingHolds } from './conditions.ts'
import type { Ledger } from './define-ledger.ts'
import type { Action } from './definition.ts'
import { inputFields } from './fields.ts'
import { linkOf } from './links.ts'
import {
  applyChange,
  type Change,
  emptyChange,
  type EntryState,
  type Holder,
  type Marks,
  type Subject,
  type Task,
  type Values,
} from './state.ts'
import { acknowledgements, openTasks, type Request, type Surroundings } from './task-changes.ts'
import { checkHidden } from './visibility.ts'
import { checkEvidence, mayTake, systemAccountId, type Verdict, yes } from './verdict.ts'
import { clockUpdates, closedBy, extensionUpdates, outcomeOf, wordMarks } from './word-effects.ts'
import { checkAnswers, checkCourse, checkJoins, checkWord } from './word-rules.ts'

/**
 * What an action does, or why it is refused. Pure: the same state, request and surroundings give the same change.
 * @throws AppError ledgers.nobody_holds_role when a task would have no organisation; whatever `judge` refuses with
 */
export function decide(
  ledger: Ledger,
  state: EntryState,
  request: Request,
  around: Surroundings,
): { verdict: Verdict; change?: Change } {
  const { action, actor, input, birth } = request
  const placed = birth ? { ...state, ledger: ledger.definition.id, divisionCode: birth.divisionCode } : state
  const { definition } = ledger
  const at = request.effectiveAt
  const { values, asks } = splitInput(ledger, action, input)
  const shown = checkHidden(ledger, state, action, values, at)
  const said = { ...values, ...shown.dropped }
  const asked = { state, action, actor, at }
  for (const check of [
    () => mayTake(placed, action, actor),
    () => checkWhen(ledger, placed, action, actor, at),
    () => shown.verdict,
    () => checkWord(asked),
    () => checkAnswers(asked, input),
    () => checkEvidence(state, action, values, at),
    () => checkConditions(ledger, placed, action, said, request),
    () => checkJoins(definition, state, action),
  ]) {
    const verdict = check()
    if (!verdict.ok) return { verdict }
  }
  const change = emptyChange(action.id)
  change.values = numbered(request, said)
  change.asks = asks
  if (typeof input['source'] === 'string') change.source = input['source']
  const { now, marks } = bornInto(ledger, state, request, change)
  move(ledger, now, request, change)
  closeTasks(ledger, now, request, change)
  const applies = openingHolds(ledger, placed, action, said, request)
  change.opens = action.opens
    .filter((_opening, index) => applies(index))
    .filter((opening) => opening.whenOutcome === undefined || opening.whenOutcome === input['outcome'])
    .flatMap((opening) => openTasks(ledger, now, request, opening, around))
  change.updates = [
    ...acknowledgements(now, request),
    ...clockUpdates(definition, now, request, around),
    ...extensionUpdates(definition, now, request, around),
    ...(request.updates ?? []),
  ]
  change.set.marks = compact({
    ...nextMarks(action, input, marks, change.opens),
    ...wordMarks(definition, now, request, change.closes),
  })
  const lead = change.opens.find((task) => task.kind === action.leadTask)
  if (lead) change.set.organisationId = lead.organisationId
  else if (birth) change.set.organisationId = actor.organisationId
  change.subjects = [...(request.subjects ?? []), ...subjectsIn(ledger, values)]
  change.files = filesIn(ledger, action, input)
  const links = [...(request.links ?? []), linkOf(action, input)].filter((link) => link !== undefined)
  if (links.length > 0) change.links = links
  if (request.because) change.because = request.because
  if (request.offline) change.offline = request.offline
  const after = derive(ledger, now, request.effectiveAt, change)
  judge(ledger, placed, request, after, change)
  const moved = change.set.stage !== undefined || change.opens.length > 0 || change.closes.length > 0
  const course = moved ? checkCourse(definition, after) : yes
  return course.ok ? { verdict: yes, change } : { verdict: course }
}

/** Registering: the entry as it is while its first tasks are given out, and what is said of it once and for all. */
function bornInto(
  { definition }: Ledger,
  state: EntryState,
  { actor, birth, effectiveAt }: Request,
  change: Change,
): { now: EntryState; marks: Marks } {
  if (!birth) return { now: state, marks: state.marks }
  // What the kernel registers belongs to the organisation for which it does.
  const accountId = actor.accountId === systemAccountId ? null : actor.accountId
  const registrant: Holder = { organisationId: actor.organisationId, accountId }
  const { id: ledger, sensitivity } = definition
  const marks: Marks = { ...state.marks, registrant }
  Object.assign(change.set, { ...birth, ledger, sensitivity, openedAt: effectiveAt })
  const { divisionCode } = birth
  const { organisationId } = actor
  return { now: { ...state, marks, ledger, divisionCode, organisationId, stage: '' }, marks }
}

function compact(marks: Marks): Marks {
  return Object.fromEntries(Object.entries(marks).filter(([, value]) => value !== undefined)) as Marks
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

/** A number that is given out holds like any value that is said: from the action's effective time on. */
function numbered({ action, serial }: Request, values: Values): Values {
  return action.serial && serial !== undefined ? { ...values, [action.serial.field]: serial } : values
}

function move(
  ledger: Ledger,
  state: EntryState,
  { action, input, effectiveAt }: Request,
  change: Change,
): void {
  const outcome = outcomeOf(input)
  const reported = action.toReported && typeof input['stage'] === 'string' ? input['stage'] : undefined
  const merged = linkOf(action, input)?.relation === 'duplicate_of' ? action.link?.duplicateStage : undefined
  const to =
    merged ?? reported ?? (outcome === undefined ? undefined : action.byOutcome?.[outcome]) ?? action.to
  if (to === undefined) return
  const open = ledger.definition.stages.find((stage) => stage.id === to)?.open ?? true
  change.set.stage = to
  change.set.isOpen = open
  if (open !== state.isOpen || state.seq === 0) change.set.closedAt = open ? null : effectiveAt
}

function closeTasks({ definition }: Ledger, state: EntryState, request: Request, change: Change): void {
  // What is said of an earlier time does not move the entry, so it does not end its work either.
  const over = change.set.isOpen === false && request.effectiveAt >= state.effectiveAt
  change.closes = closedBy(
    definition,
    state,
    over ? { ...request, action: { ...request.action, closes: 'all', own: false } } : request,
  )
}

function nextMarks(action: Action, input: Values, marks: Marks, opens: readonly Task[]): Marks {
  const outcome = typeof input['outcome'] === 'string' ? input['outcome'] : 'done'
  // What was done no longer counts once the work has gone back behind it.
  const back =
    action.word === 'send_back' ||
    action.word === 'reopen' ||
    action.word === 'adjudicate' ||
    (action.word === 'dispatch' && action.id in marks.done) ||
    (action.word === 'verify' && outcome === 'failed')
  const done = { ...(back ? {} : marks.done), [action.id]: outcome }
  const holders = { ...marks.holders }
  for (const task of opens)
    holders[task.kind] = { organisationId: task.organisationId, accountId: task.accountId }
  return { ...marks, done, holders, sendBacks: marks.sendBacks + (action.word === 'send_back' ? 1 : 0) }
}

const registryKinds = new Set(['person', 'household', 'enterprise', 'place'])

/** An object of the register that a field names is a subject of the entry, in the field's role. */
function subjectsIn({ definition }: Ledger, values: Values): Subject[] {
  return definition.fields.flatMap(({ name, kind }) => {
    const objectId = values[name]
    return registryKinds.has(kind) && typeof objectId === 'string'
      ? [{ kind: kind as Subject['kind'], objectId, role: name }]
      : []
  })
}

function filesIn(ledger: Ledger, action: Action, input: Values): string[] {
  const fields = [...inputFields(ledger.definition, action), ...action.asks].filter(
    (field) => field.kind === 'files',
  )
  return fields.flatMap((field) => (Array.isArray(input[field.name]) ? (input[field.name] as string[]) : []))
}

/** What the declaration's own code adds to the change, or refuses it with. */
function judge(
  { judge: ask }: Ledger,
  before: EntryState,
  { action, actor, effectiveAt, lookedUp }: Request,
  { values, stage }: EntryState,
  change: Change,
): void {
  if (!ask) return
  const { asks, source } = change
  Object.assign(
    change.derived,
    ask({
      action: action.id,
      before,
      values,
      stage,
      asks,
      source,
      actor,
      effectiveAt,
      lookedUp: lookedUp?.values ?? {},
    }),
  )
}

function derive(ledger: Ledger, state: EntryState, effectiveAt: string, change: Change): EntryState {
  const next = applyChange(state, change, state.seq + 1, effectiveAt)
  for (const [name, value] of Object.entries(derivedValues(ledger, next))) {
    if (JSON.stringify(state.values[name] ?? null) !== JSON.stringify(value)) change.derived[name] = value
  }
  const { titleField } = ledger.definition
  const named = change.derived[titleField] ?? next.values[titleField]
  if (typeof named === 'string' && named !== state.title) change.set.title = named
  return next
}
