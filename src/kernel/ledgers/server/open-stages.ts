import type { Known } from './definition-book.ts'

/** The stages of a ledger in which entries are open, and those in which they are not. */
export type OpenStages = { open: readonly string[]; closed: readonly string[] }

const known = new WeakMap<Known, OpenStages | null>()

/** As all versions have them; undefined where two of them differ about a stage, so that each entry has to be asked. */
export function openStages(ledger: Known): OpenStages | undefined {
  const found = known.get(ledger) ?? computeStages(ledger)
  known.set(ledger, found)
  return found ?? undefined
}

function computeStages({ versions }: Known): OpenStages | null {
  const stages = [...versions.values()].flatMap(({ definition }) => definition.stages)
  const named = (open: boolean) => new Set(stages.filter((stage) => stage.open === open).map(({ id }) => id))
  const [open, closed] = [named(true), named(false)]
  return [...open].some((id) => closed.has(id)) ? null : { open: [...open], closed: [...closed] }
}
