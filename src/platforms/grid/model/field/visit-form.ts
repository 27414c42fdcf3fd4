import { z } from 'zod'
import type { Field, LedgerAnswer } from '#kernel/ledgers/model'
import { isFresh } from '#kernel/registry/model'

/** What phones carry of how fresh the register is: which objects are old by their elements' days, and since when. */
export const RegisterFreshness = z.object({
  /** By element, such as `household.address`: for how many days it counts as fresh; null: for good. */
  freshDays: z.record(z.string(), z.number().nullable()),
  /** By object: as of when its facts are, of those that are older than the shortest of these. */
  asOf: z.record(z.string(), z.string()),
})
export type RegisterFreshness = z.infer<typeof RegisterFreshness>

export type HeldState = 'held' | 'stale' | 'missing' | 'unseen'

/** What the phone knows of a fact of the register. */
export type KnownFact = {
  element: string
  value: string | null
  isHeld: boolean
  asOf: string | null
  state: HeldState
}

function isOld(asOf: string | null, freshDays: number | null | undefined, today: string): boolean {
  return asOf !== null && freshDays !== undefined && !isFresh(asOf, freshDays, today)
}

/**
 * What is known of a fact without a line. A whole number is never carried: of a masked one the phone knows that it is
 * held, and asks only where it is missing or old.
 */
export function knownFact(
  element: string,
  carried: { id: string; value: string | null; masked: boolean },
  freshness: RegisterFreshness | undefined,
  today: string,
): KnownFact {
  const isHeld = carried.value !== null && carried.value !== ''
  const asOf = freshness?.asOf[carried.id] ?? null
  const common = { element, isHeld, value: carried.masked ? null : carried.value }
  if (!isHeld) return { ...common, asOf: null, state: 'missing' }
  if (isOld(asOf, freshness?.freshDays[element], today)) return { ...common, asOf, state: 'stale' }
  return { ...common, asOf, state: carried.masked ? 'unseen' : 'held' }
}

type Asked = { fields: readonly Field[]; known: ReadonlyMap<string, KnownFact>; given: ReadonlySet<string> }

export type VisitQuestions = {
  /** What must be said, and facts that the register lacks or has had for too long. */
  asked: Field[]
  /** What may be said besides. */
  more: Field[]
  /** Facts that are held: shown, not asked. */
  held: { field: Field; fact: KnownFact }[]
}

/** Once only: what the phone gives by itself and what the register holds and is fresh is not asked again. */
export function visitQuestions({ fields, known, given }: Asked): VisitQuestions {
  const questions: VisitQuestions = { asked: [], more: [], held: [] }
  for (const field of fields) {
    if (given.has(field.name)) continue
    const fact = field.fill && known.get(field.name)
    if (fact && (fact.state === 'held' || fact.state === 'unseen')) questions.held.push({ field, fact })
    else if (fact || field.required) questions.asked.push(field)
    // A fact of somebody who isn't named yet is not known to be missing.
    else if (!field.fill) questions.more.push(field)
  }
  return questions
}

/** What is asked about a need that a household voices; asked for in its own place where it is reported too. */
export const needFields: readonly string[] = ['needs', 'needText']

/** The fields that registering asks for. */
export function registerFields({ actions }: LedgerAnswer): Field[] {
  return actions.find(({ word }) => word === 'register')?.input ?? []
}
