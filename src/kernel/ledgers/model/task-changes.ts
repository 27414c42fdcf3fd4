import { AppError } from '#kernel/errors/model'
import type { Link } from './links.ts'
import type { Because } from './reactions.ts'
import type { DivisionLevel } from '#kernel/divisions/model'
import type { Actor } from '#kernel/http/model'
import { LimitUnit, shanghaiDate } from '#kernel/time/model'
import type { Ledger } from './define-ledger.ts'
import type { Action, Assignee, LedgerDefinition, TaskKind } from './definition.ts'
import type { Change, EntryState, Holder, Json, Subject, Task, TaskClock, Values } from './state.ts'
import type { Offline } from './offline-mark.ts'
import { type OwnTermsOf, withOwnTerms } from './own-terms.ts'
import { holds } from './verdict.ts'

export type TaskDates = Pick<Task, 'dueAt' | 'originalDueAt' | 'amberAt' | 'provisional'>

/** What deciding needs from outside, each a plain function so that the rule stays pure. */
export type Surroundings = {
  newId: () => string
  /** The organisation that holds a position of the role over the division: the nearest, or by a root of the level. */
  organisationOfRole: (role: string, divisionCode: string, level?: DivisionLevel) => number | undefined
  /** Computes a task's dates from its clock. */
  datesOf: (clock: TaskClock) => TaskDates
  /** What the organisation of a task keeps of its own: office hours, days. */
  ownTermsOf?: OwnTermsOf | undefined
}

/**
 * What a platform's own tables say of an action before it is decided: values for the ledger's `judge`, and who serves
 * the place of the entry at that moment.
 */
export type LookedUp = { values?: Values; holder?: Holder | undefined }

export type Request = {
  action: Action
  actor: Actor
  input: Values
  effectiveAt: string
  /** Registering: where the entry lies, its number and its definition's version. */
  birth?: { divisionCode: string; no: string; version: number }
  subjects?: Subject[]
  /** The number that was drawn for it, where the action gives one out. */
  serial?: string
  /** Links that the engine makes by a reaction. */
  links?: Link[]
  because?: Because
  offline?: Offline
  lookedUp?: LookedUp
  /** What the engine adds to tasks besides the declaration's rule: the ladder's progress. */
  updates?: Change['updates']
}

function assigneesOf(
  assign: Assignee,
  state: EntryState,
  { actor, input, lookedUp }: Request,
  around: Surroundings,
): Holder[] {
  switch (assign.to) {
    case 'input':
      return [
        {
          organisationId: Number(input['organisationId']),
          accountId: typeof input['accountId'] === 'number' ? input['accountId'] : null,
        },
      ]
    case 'each': {
      const named = Array.isArray(input['organisations']) ? input['organisations'] : []
      return [...new Set(named.map(Number))].map((organisationId) => ({ organisationId, accountId: null }))
    }
    case 'registrant':
      return [state.marks.registrant]
    case 'actor':
      return [{ organisationId: actor.organisationId, accountId: actor.accountId }]
    case 'holder': {
      const holder = state.marks.holders[assign.task]
      if (!holder)
        throw new AppError('ledgers.nobody_held_task', { status: 409, params: { task: assign.task } })
      return [holder]
    }
    case 'role': {
      const { role, level, otherwise, served } = assign
      if (served && lookedUp?.holder) return [lookedUp.holder]
      const organisationId =
        around.organisationOfRole(role, state.divisionCode, level) ??
        (otherwise === undefined ? undefined : around.organisationOfRole(otherwise, state.divisionCode))
      if (organisationId === undefined)
        throw new AppError('ledgers.nobody_holds_role', {
          status: 409,
          params: { role: assign.role, division: state.divisionCode },
        })
      return [{ organisationId, accountId: null }]
    }
  }
}

export function taskKind(definition: LedgerDefinition, kind: string): TaskKind {
  const found = definition.tasks.find((task) => task.kind === kind)
  if (!found) throw new Error(`${definition.id}: task ${kind} is not declared`)
  return found
}

/** By when a task is due: the day that is named, else the limit that the entry's own fields say, else the kind's. */
function termOf(
  kind: TaskKind,
  said: (field: string) => Json,
  startedAt: string,
): Pick<TaskClock, 'limit' | 'dueOn'> {
  const { dueFrom, limitFrom } = kind
  const day = dueFrom === undefined ? null : said(dueFrom)
  if (typeof day === 'string') return { limit: null, dueOn: day }
  const count = limitFrom === undefined ? null : said(limitFrom.count)
  if (typeof count !== 'number') return { limit: kind.limit ?? null, dueOn: null }
  if (count === 0) return { limit: null, dueOn: shanghaiDate(new Date(startedAt)) }
  const unit = LimitUnit.safeParse(limitFrom?.unit === undefined ? undefined : said(limitFrom.unit))
  return { limit: { unit: unit.data ?? 'working_days', count }, dueOn: null }
}

/** The tasks that an action opens by one line of its declaration: one, or one for each organisation named. */
export function openTasks(
  ledger: Ledger,
  state: EntryState,
  request: Request,
  opening: Action['opens'][number],
  around: Surroundings,
): Task[] {
  const kind = taskKind(ledger.definition, opening.task)
  const plain: TaskClock = {
    ...termOf(kind, (name) => request.input[name] ?? state.values[name] ?? null, request.effectiveAt),
    amberShare: kind.amberShare,
    startedAt: request.effectiveAt,
    pauses: [],
  }
  return assigneesOf(opening.assign, state, request, around).map((holder) => {
    const clock = withOwnTerms(plain, holder.organisationId, around.ownTermsOf)
    const dates = around.datesOf(clock)
    return {
      id: around.newId(),
      kind: kind.kind,
      ...holder,
      openedSeq: state.seq + 1,
      acknowledgedAt: null,
      ...dates,
      clock,
      rung: 0,
      rungAt: rungAt(kind, 0, dates.dueAt),
      ...(kind.todo === false ? { todo: false } : {}),
    }
  })
}

/** When the next rung of a task's ladder is due. */
export function rungAt(kind: TaskKind, rung: number, dueAt: string | null): string | null {
  const next = kind.ladder[rung]
  if (!next || dueAt === null) return null
  return new Date(new Date(dueAt).getTime() + next.hoursAfterDue * 3_600_000).toISOString()
}

export function acknowledgements(
  state: EntryState,
  { action, actor, effectiveAt }: Request,
): Change['updates'] {
  if (action.word !== 'acknowledge') return []
  return state.tasks
    .filter((task) => holds(actor, task) && task.acknowledgedAt === null)
    .map((task) => ({ ...updatable(task), acknowledgedAt: effectiveAt }))
}

export function updatable({
  id,
  amberAt,
  dueAt,
  originalDueAt,
  provisional,
  acknowledgedAt,
  clock,
  rung,
  rungAt: at,
}: Task): Change['updates'][number] {
  return { id, amberAt, dueAt, originalDueAt, provisional, acknowledgedAt, clock, rung, rungAt: at }
}
