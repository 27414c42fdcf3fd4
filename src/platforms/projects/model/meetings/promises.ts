import { shanghaiDate } from '#kernel/time/model'
import type { EntryState } from '#kernel/ledgers/model'

/**
 * What came of a decision, by the date that the meeting set: an extension that was granted since moves the clock and
 * not the promise. `drafted`: not given out, or sent back.
 */
export const promiseStates = ['done_on_time', 'done_late', 'open', 'overdue', 'drafted', 'withdrawn'] as const
export type PromiseState = (typeof promiseStates)[number]

const doneStages = new Set(['completed', 'verified', 'closed'])

/** The day on which it was last completed: `complete` says measures each time, so their origin is its moment. */
export function completedOn({ stage, origins }: EntryState): string | null {
  const at = doneStages.has(stage) ? origins['measures']?.effectiveAt : undefined
  return at === undefined ? null : shanghaiDate(new Date(at))
}

export function promiseState(state: EntryState, today: string): PromiseState {
  if (state.stage === 'voided') return 'withdrawn'
  if (state.stage === 'registered') return 'drafted'
  const dueOn = typeof state.values['dueOn'] === 'string' ? state.values['dueOn'] : null
  const done = completedOn(state)
  if (done !== null) return dueOn !== null && done > dueOn ? 'done_late' : 'done_on_time'
  return dueOn !== null && dueOn < today ? 'overdue' : 'open'
}

export type PromiseCounts = Readonly<Record<PromiseState, number>> & {
  /** Of those whose date has come or that are done already: how many were done on time. */
  readonly kept: number
  readonly of: number
}

/** The rates of a meeting's decisions: what is not due yet and not done counts in no rate. */
export function countPromises(states: readonly PromiseState[]): PromiseCounts {
  const count = (wanted: PromiseState) => states.filter((state) => state === wanted).length
  const counts = Object.fromEntries(promiseStates.map((state) => [state, count(state)]))
  const kept = count('done_on_time')
  return {
    ...(counts as Record<PromiseState, number>),
    kept,
    of: kept + count('done_late') + count('overdue'),
  }
}
