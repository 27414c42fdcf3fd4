import type { LocalText } from '#kernel/i18n/model'
import type { HoldKind } from '#kernel/registry/model'
import type { Action } from './definition.ts'
import { type Verdict, yes } from './verdict.ts'

/** A restriction on an object of the register that an entry concerns, as those who act on the entry must know it. */
export type HoldOn = {
  kind: HoldKind
  objectKind: string
  objectId: string
  /** Number of the document that it rests on. */
  document: string
  /** The organisation that placed it. */
  by: LocalText | null
  placedAt: string
}

/** Words that a hold refuses where the declaration says nothing: what gives a right away or makes it certain. */
const heldWords = new Set(['approve', 'issue'])

/** Whether the action asks for holds at all: only then are the objects locked and their holds read. */
export function asksForHolds({ word, heldBy }: Action): boolean {
  return heldBy === undefined ? heldWords.has(word) : heldBy !== 'none'
}

/** Refuses what the first of the holds that count stands against. */
export function checkHolds(action: Action, holds: readonly HoldOn[], locale: keyof LocalText): Verdict {
  if (!asksForHolds(action)) return yes
  const { heldBy } = action
  const hold = holds.find(({ kind }) => heldBy === undefined || heldBy.includes(kind))
  if (!hold) return yes
  const { kind, document, by } = hold
  return {
    ok: false,
    code: 'ledgers.held',
    status: 409,
    params: { hold: kind, document, by: by?.[locale] ?? 'none' },
  }
}
