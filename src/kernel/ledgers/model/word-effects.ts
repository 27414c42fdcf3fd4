import type { Action, LedgerDefinition } from './definition.ts'
import { exclusionMarks } from './exclusions.ts'
import type { Change, EntryState, Marks, Pause, Task, TaskClock, Values } from './state.ts'
import { withOwnTerms } from './own-terms.ts'
import { rungAt, type Request, type Surroundings, taskKind, updatable } from './task-changes.ts'
import { capOf, closesKind, ratedOrganisation } from './word-rules.ts'
import { holds } from './verdict.ts'

type Updates = Change['updates']

/** The outcome that an action's input names. */
export function outcomeOf(input: Values): string | undefined {
  return typeof input['outcome'] === 'string' ? input['outcome'] : undefined
}

const reasonOf = (input: Values) => (typeof input['reason'] === 'string' ? input['reason'] : undefined)

/** Tasks that an action ends, each with how it ended. */
export function closedBy(
  definition: LedgerDefinition,
  state: EntryState,
  { action, actor, input }: Request,
): Change['closes'] {
  const outcome = outcomeOf(input)
  const said = outcome === undefined ? {} : { outcome }
  const own = state.tasks.filter(
    (task) => closesKind(action, task.kind) && (!action.own || holds(actor, task)),
  )
  const closes = new Map(
    own.map((task): [string, Change['closes'][number]] => [task.id, { id: task.id, ...said }]),
  )
  for (const task of released(definition, state, action, own))
    if (!closes.has(task.id)) closes.set(task.id, { id: task.id, outcome: 'released' })
  for (const task of withdrawn(definition, state, own))
    if (!closes.has(task.id)) closes.set(task.id, { id: task.id, outcome: 'withdrawn' })
  return [...closes.values()]
}

/** Where one contribution suffices, or the lead decides, the other supporting organisations are let go. */
function released(definition: LedgerDefinition, state: EntryState, action: Action, closed: Task[]): Task[] {
  const kinds = definition.tasks.filter(({ kind, supports, join }) => {
    if (supports === undefined) return false
    if (closesKind(action, supports) && action.word !== 'transfer' && action.word !== 'assign') return true
    return join === 'any' && action.word === 'contribute' && closed.some((task) => task.kind === kind)
  })
  return state.tasks.filter((task) => kinds.some(({ kind }) => kind === task.kind))
}

/** An extension that is asked for ends with the task that it is for, and so does the work of deciding it. */
function withdrawn(definition: LedgerDefinition, state: EntryState, closed: Task[]): Task[] {
  const pending = state.marks.extension
  if (!pending || !closed.some(({ id }) => id === pending.taskId)) return []
  const kinds = definition.actions
    .filter(({ word }) => word === 'request_extension')
    .flatMap(({ opens }) => opens.map(({ task }) => task))
  return state.tasks.filter(({ kind }) => kinds.includes(kind))
}

function kindsWithin(definition: LedgerDefinition, kinds: ReadonlySet<string>): Set<string> {
  const all = new Set(kinds)
  for (;;) {
    const more = definition.tasks.filter(
      ({ kind, within }) => within !== undefined && all.has(within) && !all.has(kind),
    )
    if (more.length === 0) return all
    for (const { kind } of more) all.add(kind)
  }
}

type Stopping = NonNullable<Action['pauses']>

/** The words that take back what another one stopped. */
const partnerOf: Partial<Record<Action['word'], Action['word']>> = {
  resume: 'suspend',
  supplement: 'request_correction',
}

/** Whether an action ends a pause. One of an older log, which doesn't say who began it, is ended by any. */
function ends({ actions }: LedgerDefinition, action: Action): (pause: Pause) => boolean {
  const partners = actions.filter(({ word }) => word === partnerOf[action.word]).map(({ id }) => id)
  const of = action.resumes?.of ?? partners
  return ({ to, by }) => to === null && (of.length === 0 || by === undefined || of.includes(by))
}

function stopped(definition: LedgerDefinition, rule: Stopping | undefined, outcome: string | undefined) {
  if (!rule || (rule.whenOutcome !== undefined && rule.whenOutcome !== outcome)) return () => false
  if (rule.tasks === 'all') return () => true
  const kinds = kindsWithin(definition, new Set(rule.tasks))
  return (task: Task) => kinds.has(task.kind)
}

/**
 * Clocks that an action stops or lets run on, and their ladders with them. Suspending stops all and resuming lets all
 * run unless the ledger says which; a clock that stops takes those within it along, and one that two actions stopped
 * stands until both let it run.
 */
export function clockUpdates(
  definition: LedgerDefinition,
  state: EntryState,
  { action, input, effectiveAt }: Request,
  around: Surroundings,
): Updates {
  const outcome = outcomeOf(input)
  const stops = stopped(
    definition,
    action.pauses ?? (action.word === 'suspend' ? { tasks: 'all' } : undefined),
    outcome,
  )
  const runs = stopped(
    definition,
    action.resumes ?? (action.word === 'resume' ? { tasks: 'all' } : undefined),
    outcome,
  )
  const reason = reasonOf(input) ?? action.label['zh-CN']
  const pause: Pause = { from: effectiveAt, to: null, reason, by: action.id }
  const isOver = ends(definition, action)
  return state.tasks
    .filter((task) => task.clock.limit !== null)
    .flatMap((task) => {
      const { pauses } = task.clock
      const stands = pauses.some(({ to, by }) => to === null && by === action.id)
      if (stops(task) && !stands) return [withClock(definition, task, around, { pauses: [...pauses, pause] })]
      if (!runs(task) || !pauses.some(isOver)) return []
      const left = pauses.map((one) => (isOver(one) ? { ...one, to: effectiveAt } : one))
      return [withClock(definition, task, around, { pauses: left })]
    })
}

function withClock(
  definition: LedgerDefinition,
  task: Task,
  around: Surroundings,
  part: Partial<TaskClock>,
): Updates[number] {
  const clock = withOwnTerms({ ...task.clock, ...part }, task.organisationId, around.ownTermsOf)
  const dates = around.datesOf(clock)
  return {
    ...updatable(task),
    clock,
    ...dates,
    rungAt: rungAt(taskKind(definition, task.kind), task.rung, dates.dueAt),
  }
}

/** An approved extension (延期) moves the date of the task it was asked for; the original date stays beside it. */
export function extensionUpdates(
  definition: LedgerDefinition,
  state: EntryState,
  { action, input, effectiveAt }: Request,
  around: Surroundings,
): Updates {
  const asked = state.marks.extension
  if (action.word !== 'approve_extension' || !asked || outcomeOf(input) === 'refused') return []
  const task = state.tasks.find(({ id }) => id === asked.taskId)
  if (!task) return []
  const granted = typeof input['granted'] === 'number' ? Math.min(input['granted'], asked.count) : asked.count
  const extension = { unit: asked.unit, count: granted, reason: asked.reason, decidedAt: effectiveAt }
  return [withClock(definition, task, around, { extensions: [...(task.clock.extensions ?? []), extension] })]
}

/** The marks after an action, apart from what every action leaves. */
export function wordMarks(
  definition: LedgerDefinition,
  state: EntryState,
  { action, actor, input, effectiveAt }: Request,
  closes: Change['closes'],
): Partial<Marks> {
  const { marks, tasks } = state
  const seq = state.seq + 1
  const ended = new Set(closes.map(({ id }) => id))
  const part: Partial<Marks> = {
    ...counted(state, action),
    ...rated(state, { action, actor, input }, seq),
    ...exclusionMarks({ state, action, actor }, input, seq, effectiveAt),
  }
  if (definition.actions.some(({ otherThan = [] }) => otherThan.includes(action.id)))
    part.takers = { ...marks.takers, [action.id]: actor.accountId }
  if (action.word === 'adjudicate') part.adjudicatedSeq = seq
  if (action.word === 'reopen')
    Object.assign(part, { reopenedSeq: seq, adjudicatedSeq: undefined, counts: {} })
  const pending = marks.extension
  if (action.word === 'approve_extension' || (pending && ended.has(pending.taskId)))
    part.extension = undefined
  const task = tasks.find(({ kind }) => kind === action.extends?.task)
  if (action.word === 'request_extension' && action.extends && task)
    part.extension = {
      task: task.kind,
      taskId: task.id,
      unit: action.extends.unit,
      count: Number(input['count']),
      reason: reasonOf(input) ?? '',
      seq,
    }
  const contributed =
    action.word === 'contribute'
      ? tasks.filter(
          ({ id, kind }) => ended.has(id) && supports(definition, kind) && closesKind(action, kind),
        )
      : []
  for (const { kind, organisationId } of contributed) {
    if (organisationId !== actor.organisationId) continue
    const all = part.contributors ?? marks.contributors ?? {}
    part.contributors = { ...all, [kind]: [...new Set([...(all[kind] ?? []), organisationId])] }
  }
  return part
}

function supports(definition: LedgerDefinition, kind: string): boolean {
  return definition.tasks.some((task) => task.kind === kind && task.supports !== undefined)
}

function counted({ marks }: EntryState, action: Action): Partial<Marks> {
  if (capOf(action) === undefined) return {}
  return { counts: { ...marks.counts, [action.id]: (marks.counts?.[action.id] ?? 0) + 1 } }
}

function rated(
  state: EntryState,
  { action, actor, input }: Pick<Request, 'action' | 'actor' | 'input'>,
  seq: number,
): Partial<Marks> {
  const ratings = state.marks.ratings ?? []
  const of = (change: object) =>
    ratings.map((rating) => (rating.seq === input['rating'] ? { ...rating, ...change } : rating))
  switch (action.word) {
    case 'rate': {
      const organisationId = ratedOrganisation(state, action, input)
      if (organisationId === undefined) return {}
      return {
        ratings: [
          ...ratings,
          { seq, organisationId, score: Number(input['score']), accountId: actor.accountId },
        ],
      }
    }
    case 'appeal':
      return { ratings: of({ appealedSeq: seq }) }
    case 'decide_appeal':
      // 申诉成立: the rating stays in the log and leaves the statistics.
      return {
        ratings: of({ decidedSeq: seq, ...(outcomeOf(input) === 'upheld' ? { excludedSeq: seq } : {}) }),
      }
    default:
      return {}
  }
}
