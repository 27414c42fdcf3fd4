import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import { shanghaiDate } from '#kernel/time/model'
import type { Action, LedgerDefinition } from './definition.ts'
import { FieldName, Identifier } from './identifier.ts'
import { Relation } from './links.ts'
import type { Change, EntryState, Json, Values } from './state.ts'

const One = z.union([
  /** A field of the entry that gives cause, or a question of the action. */
  z.strictObject({ from: FieldName }),
  /** Of the entry itself; `day` is the day of the action. */
  z.strictObject({ of: z.enum(['no', 'title', 'id', 'day']) }),
  z.strictObject({ value: z.json() }),
])
type One = z.infer<typeof One>

/** One row of a list (by what its `key` says), set or added; the list's other rows stay as they are. */
const Row = z.strictObject({ row: z.strictObject({ key: FieldName, values: z.record(FieldName, One) }) })

/** Where a value of what a reaction does comes from. */
const Given = z.union([One, Row])
export type Given = z.infer<typeof Given>

/** The values that a reaction takes from where it comes from: the value itself, or each of a row. */
export function partsOf(given: Given, name: string): { path: string; item: string | undefined; one: One }[] {
  if (!('row' in given)) return [{ path: name, item: undefined, one: given }]
  return Object.entries(given.row.values).map(([item, one]) => ({
    path: `${name}.row.values.${item}`,
    item,
    one,
  }))
}

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
  /** Takes an action on each entry of a circle, or on the one that a field names. */
  act: z
    .strictObject({
      on: z.union([
        z.enum(Object.keys(circles) as [Circle, ...Circle[]]),
        z.strictObject({ field: FieldName }),
      ]),
      action: Identifier,
      input: z.record(FieldName, Given).default({}),
      /**
       * Of a circle: also on what is linked later, at once and with what was said then, as long as the action that
       * gave cause still counts (the entry was not reopened or sent back since).
       */
      late: z.boolean().optional(),
    })
    .optional(),
})
export type Reaction = z.infer<typeof Reaction>

/** Of an action that a reaction took: which action of which entry gave cause, and how long the chain is. */
export type Because = { entryId: string; seq: number; reaction: string; depth: number }

/** So many reactions may follow from one another. */
export const depthMax = 5

/**
 * What a reaction says, from the entry as the action left it; what isn't known is left out. A row is set in the list
 * of the entry that is acted on.
 */
export function givenValues(
  given: Record<string, Given>,
  state: EntryState,
  change: Change,
  target?: EntryState,
): Values {
  const known = (all: Record<string, One>): Values =>
    Object.fromEntries(
      Object.entries(all).flatMap(([name, one]) => {
        const value = valueOf(one, state, change)
        return value === undefined || value === null ? [] : [[name, value]]
      }),
    )
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, one]) => {
      if (!('row' in one)) return Object.entries(known({ [name]: one }))
      return [[name, withRow(target?.values[name], one.row.key, known(one.row.values))]]
    }),
  )
}

function valueOf(one: One, state: EntryState, { asks }: Change): Json | undefined {
  if ('value' in one) return one.value as Json
  if ('from' in one) return asks[one.from] ?? state.values[one.from]
  return one.of === 'day' ? shanghaiDate(new Date(state.effectiveAt)) : state[one.of]
}

function withRow(list: Json | undefined, key: string, row: Values): Json {
  const rows = (Array.isArray(list) ? list : []) as Values[]
  const at = rows.findIndex((other) => other[key] === row[key])
  return at < 0 ? [...rows, row] : rows.map((other, index) => (index === at ? row : other))
}

/** The action by which a ledger is registered in. */
export function registerAction({ actions }: LedgerDefinition): Action | undefined {
  return actions.find(({ word }) => word === 'register')
}
