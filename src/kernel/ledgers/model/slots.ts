import type { Field, FieldKind, LedgerDefinition } from './definition.ts'

/** Typed columns that every entry has, indexed beforehand, so that a new ledger needs no change of tables. */
export const slotNames = ['s1', 's2', 's3', 's4', 's5', 's6', 'n1', 'n2', 'n3', 'd1', 'd2', 'd3'] as const
export type SlotName = (typeof slotNames)[number]

const slotsOf: Record<'s' | 'n' | 'd', readonly SlotName[]> = {
  s: ['s1', 's2', 's3', 's4', 's5', 's6'],
  n: ['n1', 'n2', 'n3'],
  d: ['d1', 'd2', 'd3'],
}

function family(kind: FieldKind): 's' | 'n' | 'd' | undefined {
  switch (kind) {
    case 'number':
    case 'money':
      return 'n'
    case 'date':
      return 'd'
    case 'point':
    case 'files':
    case 'list':
    case 'choices':
    case 'organisations':
    case 'long_text':
      return undefined
    default:
      return 's'
  }
}

export type SlotFault = {
  path: string
  code: 'ledgers.not_filterable' | 'ledgers.slots_used_up'
  field: string
  /** Of slots used up: of which kind, how many there are, and which fields hold them. */
  params?: { kind: 's' | 'n' | 'd'; count: number; holders: string }
}

/** Which slot each filter field has: by kind, in the order declared. */
export function assignSlots(fields: readonly Field[]): { slots: Map<string, SlotName>; faults: SlotFault[] } {
  const slots = new Map<string, SlotName>()
  const faults: SlotFault[] = []
  const used = { s: 0, n: 0, d: 0 }
  fields.forEach((field, index) => {
    if (!field.filter) return
    const path = `fields.${index}.filter`
    const kind = family(field.kind)
    if (!kind) return void faults.push({ path, code: 'ledgers.not_filterable', field: field.name })
    const slot = slotsOf[kind][used[kind]]
    if (!slot) {
      const holders = [...slots].filter(([, taken]) => taken.startsWith(kind)).map(([name]) => name)
      const params = { kind, count: slotsOf[kind].length, holders: holders.join(', ') }
      return void faults.push({ path, code: 'ledgers.slots_used_up', field: field.name, params })
    }
    used[kind] += 1
    slots.set(field.name, slot)
  })
  return { slots, faults }
}

export type SlotValues = Partial<Record<SlotName, string | number>>

/** What stands in the slots for an entry's values. */
export function slotValues(definition: LedgerDefinition, values: Record<string, unknown>): SlotValues {
  const result: SlotValues = {}
  for (const [name, slot] of assignSlots(definition.fields).slots) {
    const value = values[name]
    if (value === null || value === undefined) continue
    result[slot] =
      typeof value === 'string' || (typeof value === 'number' && slot.startsWith('n'))
        ? value
        : JSON.stringify(value)
  }
  return result
}
