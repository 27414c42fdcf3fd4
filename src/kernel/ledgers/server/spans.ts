import { derivedValues } from '../model/conditions.ts'
import type { Ledger } from '../model/define-ledger.ts'
import { type EntryState, type Logged, stateAsOf } from '../model/state.ts'
import { type BoardEvent, sameShown, type Shown, shownOf, type SpanRow } from './rows.ts'

/** Derived values depend on what else is known, so a state read in another order computes them again. */
export function rederive(ledger: Ledger, state: EntryState): EntryState {
  return { ...state, values: { ...state.values, ...derivedValues(ledger, state) } }
}

export type Step = { from: string; seq: number; shown: Shown }

/** The states an entry went through in the order of effective time: what a statement about an earlier time changes. */
export function effectiveSteps(
  ledgerOf: (version: number) => Ledger,
  id: string,
  log: readonly Logged[],
): Step[] {
  const moments = [...new Set(log.map((item) => item.effectiveAt))].sort()
  const steps: Step[] = []
  for (const moment of moments) {
    const state = stateAsOf(id, log, moment, 'effective')
    if (!state) continue
    const ledger = ledgerOf(state.version)
    const shown = shownOf(ledger, rederive(ledger, state))
    const last = steps.at(-1)
    if (!last || !sameShown(last.shown, shown)) steps.push({ from: moment, seq: state.seq, shown })
  }
  return steps
}

/** Ended states as rows that are on the effective time line only. */
export function spansOfSteps(
  steps: readonly Step[],
  of: Pick<SpanRow, 'entry_id' | 'ledger_id' | 'township'>,
): SpanRow[] {
  return steps.slice(0, -1).map((step, index) => ({
    ...step.shown,
    ...of,
    seq: step.seq,
    effective_from: step.from,
    effective_to: steps[index + 1]?.from ?? null,
    recorded_from: null,
    recorded_to: null,
  }))
}

type Moment = { at: string; recordedAt: string; township: string }

/** What a board gains and loses when an entry's shown state changes. */
export function boardEvents(
  before: Shown | undefined,
  after: Shown | undefined,
  moment: Moment,
): BoardEvent[] {
  if (before && after && before.stage === after.stage) return []
  const events: BoardEvent[] = []
  if (before) events.push({ ...moment, stage: before.stage, measure: 0, d: -1 })
  if (after) events.push({ ...moment, stage: after.stage, measure: 0, d: 1 })
  return events
}

/** Board events of a whole time line, to take an old one off (`sign` -1) and put a new one on (1). */
export function boardEventsOf(
  steps: readonly Step[],
  recordedAt: string,
  township: string,
  sign: 1 | -1,
): BoardEvent[] {
  return steps.flatMap((step, index) =>
    boardEvents(steps[index - 1]?.shown, step.shown, { at: step.from, recordedAt, township }).map(
      (event) => ({ ...event, d: (event.d * sign) as 1 | -1 }),
    ),
  )
}
