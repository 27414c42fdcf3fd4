import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import type { Action, LedgerDefinition } from './definition.ts'
import { FieldName, Identifier } from './identifier.ts'
import { Relation } from './links.ts'
import type { Change, EntryState, Json, Values } from './state.ts'

/** Where a value of what a reaction does comes from. */
const Given = z.union([
  /** A field of the entry that gives cause, or a question of the action. */
  z.strictObject({ from: FieldName }),
  z.strictObject({ of: z.enum(['no', 'title']) }),
  z.strictObject({ value: z.json() }),
])
export type Given = z.infer<typeof Given>

/** Whom a reaction acts on: the entries at the other end of its links. */
export const circles = {
  duplicates: { relation: 'duplicate_of', outward: false },
  master: { relation: 'duplicate_of', outward: true },
  parts: { relation: 'part_of', outward: false },
  whole: { relation: 'part_of', outward: true },
  effects: { relation: 'caused_by', outward: false },
  cause: { relation: 'caused_by', outward: true },
} as const satisfies Record<string, { relation: Relation; outward: boolean }>
export type Circle = keyof typeof circles

/** What an action makes happen elsewhere, once, by the kernel: how ledgers of different platforms work together. */
export const Reaction = z.strictObject({
  id: Identifier,
  label: LocalText,
  on: z.strictObject({
    action: Identifier,
    outcome: Identifier.optional(),
    /** FEEL over the entry as the action leaves it, and its input; unknown is no. */
    when: z.string().min(1).max(500).optional(),
  }),
  /** Registers an entry of another ledger, in the same place, linked to the one that gives cause where it says so. */
  register: z
    .strictObject({
      ledger: Identifier,
      fields: z.record(FieldName, Given).default({}),
      link: Relation.optional(),
    })
    .optional(),
  /** Takes an action on each entry of a circle. */
  act: z
    .strictObject({
      on: z.enum(Object.keys(circles) as [Circle, ...Circle[]]),
      action: Identifier,
      input: z.record(FieldName, Given).default({}),
    })
    .optional(),
})
export type Reaction = z.infer<typeof Reaction>

/** Of an action that a reaction took: which action of which entry gave cause, and how long the chain is. */
export type Because = { entryId: string; seq: number; reaction: string; depth: number }

/** So many reactions may follow from one another. */
export const depthMax = 5

/** What a reaction says, from the entry as the action left it; what isn't known is left out. */
export function givenValues(given: Record<string, Given>, state: EntryState, { asks }: Change): Values {
  const valueOf = (one: Given): Json | undefined => {
    if ('value' in one) return one.value as Json
    if ('of' in one) return state[one.of]
    return asks[one.from] ?? state.values[one.from]
  }
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, one]) => {
      const value = valueOf(one)
      return value === undefined || value === null ? [] : [[name, value]]
    }),
  )
}

/** The action by which a ledger is registered in. */
export function registerAction({ actions }: LedgerDefinition): Action | undefined {
  return actions.find(({ word }) => word === 'register')
}
