import { covers, type DivisionLevel, levelOf } from '#kernel/divisions/model'
import type { Actor } from '#kernel/http/model'
import type { Action, Evidence, Party } from './definition.ts'
import type { EntryState, Task, Values } from './state.ts'

/** Why an action is refused: a code with its message, and what the message names. */
export type Refusal = { code: `ledgers.${string}`; status: number; params?: Record<string, string | number> }
export type Verdict = { ok: true } | ({ ok: false } & Refusal)

export const yes: Verdict = { ok: true }
export const no = (code: Refusal['code'], status = 409, params?: Refusal['params']): Verdict => ({
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
      return (
        actor.role === party.role &&
        inScope(actor, state) &&
        (party.level === undefined || levelsOver(actor, state.divisionCode).includes(party.level))
      )
    case 'holder':
      return state.tasks.some((task) => task.kind === party.task && holds(actor, task))
    case 'held':
      return state.marks.holders[party.task]?.organisationId === actor.organisationId
    case 'registrant':
      return state.marks.registrant.accountId === null
        ? state.marks.registrant.organisationId === actor.organisationId
        : state.marks.registrant.accountId === actor.accountId
    case 'system':
      return actor.accountId === systemAccountId
  }
}

/** The levels of the roots by which the actor's position reaches the place, the widest first. */
export function levelsOver(actor: Actor, divisionCode: string): DivisionLevel[] {
  return actor.divisions
    .filter((root) => covers([root], divisionCode))
    .toSorted((a, b) => a.length - b.length)
    .map(levelOf)
}

function inScope(actor: Actor, state: EntryState): boolean {
  return (
    (actor.ledgers === 'all' || actor.ledgers.includes(state.ledger)) &&
    covers(actor.divisions, state.divisionCode)
  )
}

export function holds(actor: Actor, task: Task): boolean {
  return (
    task.todo !== false &&
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
function hasEvidence(rule: Evidence, values: Values, { marks, tasks }: EntryState, at: string): boolean {
  switch (rule.kind) {
    case 'files': {
      const files = values[rule.field]
      return Array.isArray(files) && files.length >= rule.min
    }
    case 'value':
      return values[rule.field] !== null && values[rule.field] !== undefined
    case 'elapsed':
      return tasks.every((task) => task.kind !== rule.task || (task.dueAt !== null && task.dueAt <= at))
    case 'no_task':
      return tasks.every((task) => task.kind !== rule.task)
    case 'condition':
      // Worked out of all that the action brings: `checkConditions`.
      return true
    case 'done':
      return rule.outcome === undefined ? rule.action in marks.done : marks.done[rule.action] === rule.outcome
  }
}

export function checkEvidence(state: EntryState, action: Action, values: Values, at: string): Verdict {
  for (const rule of action.evidence) {
    if (hasEvidence(rule, { ...state.values, ...values }, state, at)) continue
    if (rule.kind === 'elapsed') {
      const until = state.tasks.find(({ kind }) => kind === rule.task)?.dueAt ?? ''
      return no('ledgers.notice_period_runs', 409, { task: rule.task, until })
    }
    if (rule.kind === 'no_task') return no('ledgers.task_outstanding', 409, { task: rule.task })
    if (rule.kind === 'done') return no('ledgers.not_done_before', 409, { action: rule.action })
    if (rule.kind !== 'condition') return no('ledgers.evidence_missing', 409, { field: rule.field })
  }
  return yes
}
