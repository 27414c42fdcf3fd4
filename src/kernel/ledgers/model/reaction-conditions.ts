import { shanghaiDate } from '#kernel/time/model'
import type { LedgerDefinition } from './definition.ts'
import { rulesOf } from './rules.ts'
import type { Change, EntryState } from './state.ts'

/** The reactions that an action gives cause for, by the entry as it leaves it. */
export function reactionsTo(definition: LedgerDefinition, change: Change, after: EntryState): string[] {
  const { action, asks, values } = change
  const holds = (id: string): boolean => {
    const rule = rulesOf(definition).reactions.get(id)
    if (!rule) return true
    const today = shanghaiDate(new Date(after.effectiveAt))
    return (
      rule.evaluate({ ...after.values, stage: after.stage, today, input: { ...values, ...asks } }) === true
    )
  }
  return (definition.reactions ?? [])
    .filter(({ on }) => on.action === action)
    .filter(({ on }) => on.outcome === undefined || on.outcome === asks['outcome'])
    .filter(({ id }) => holds(id))
    .map(({ id }) => id)
}
