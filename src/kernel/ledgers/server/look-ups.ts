import type { Tx } from '#kernel/db/server'
import type { EntryState, Values } from '../model/state.ts'
import type { LookedUp } from '../model/task-changes.ts'

/** What is to be looked up for an action on an entry of a ledger. */
export type LookUpAsked = {
  action: string
  before: EntryState
  input: Values
  divisionCode: string
  effectiveAt: string
  now: Date
}
/** By ledger: what its platform looks up in tables of its own, in the transaction of the action. */
export type LookUps = Readonly<Record<string, (tx: Tx, asked: LookUpAsked) => Promise<LookedUp>>>

export async function lookUp(
  tx: Tx,
  lookUps: LookUps | undefined,
  ledger: string,
  asked: LookUpAsked,
): Promise<LookedUp> {
  return (await lookUps?.[ledger]?.(tx, asked)) ?? {}
}
