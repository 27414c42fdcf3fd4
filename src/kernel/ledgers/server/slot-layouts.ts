import { assignSlots, type SlotName } from '../model/slots.ts'
import type { Known } from './definition-book.ts'

/** By slot of the current version: where versions that keep the same field elsewhere have it, or that they haven't. */
export type SlotLayouts = ReadonlyMap<string, readonly { slot: SlotName | null; versions: number[] }[]>

const known = new WeakMap<Known, SlotLayouts>()

/**
 * Slots are given out by version, and entries and ended states keep the version's they were written under. A list
 * that asks for a field must therefore look where each version keeps it, unless that is the same for all.
 */
export function slotLayouts(ledger: Known): SlotLayouts {
  const found = known.get(ledger) ?? computeLayouts(ledger)
  known.set(ledger, found)
  return found
}

function computeLayouts({ versions, current }: Known): SlotLayouts {
  const slotsBy = new Map(
    [...versions].map(([version, { definition }]) => [version, assignSlots(definition.fields).slots]),
  )
  const layouts = new Map<string, { slot: SlotName | null; versions: number[] }[]>()
  for (const [name, slot] of slotsBy.get(current) ?? []) {
    const elsewhere = [...slotsBy].flatMap(([version, slots]) => {
      const there = slots.get(name) ?? null
      // A slot that a version leaves empty reads as what it is: nothing.
      const taken = there === null && ![...slots.values()].includes(slot)
      return there === slot || taken ? [] : [{ slot: there, version }]
    })
    if (elsewhere.length === 0) continue
    const bySlot = Map.groupBy(elsewhere, (item) => item.slot)
    layouts.set(
      slot,
      [...bySlot].map(([other, items]) => ({ slot: other, versions: items.map(({ version }) => version) })),
    )
  }
  return layouts
}
