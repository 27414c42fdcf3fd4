import { createHash } from 'node:crypto'
import { canonicalText } from '#kernel/crypto/model'
import type { Database } from '#kernel/db/server'
import { type LocalText, localText, translate } from '#kernel/i18n/model'
import { type Course, type Engine, readCourses, systemActor } from '#kernel/ledgers/server'
import type { Actor } from '#kernel/http/model'
import type { Json } from '#kernel/ledgers/model'
import type { CircularBasis } from '../../model/circulars/answers.ts'
import { type CircularKind, periodStart } from '../../model/circulars/period.ts'
import type { Paper } from '../../model/paper.ts'
import { listEarlier, type StoredCircular } from './circular-store.ts'
import type { KeptNames } from './names.ts'

/** Which circular is to be made, or made again. */
export type CircularOf<C> = {
  kind: CircularKind
  divisionCode: string
  day: string
  effectiveBy: Date
  recordedBy: Date
  /** Whose circular it is. */
  organisationId: number
  /** How things were called where it was made before, and what it said. */
  before?: { names: KeptNames; content: C }
}

export type CircularDocument<C> = {
  content: C
  /** Empty while it is a draft: then it has no red head. */
  number: string
  unit: string
  /** The day of issuing, or that of the draft. */
  date: string
  copies: string
}

/**
 * One sort of circular: what it says and how it is set. Whatever `produce` says must come from what had been recorded
 * by its moment, so that made again it says the same; `paper` is made of the content alone.
 */
export type CircularSort<C extends CircularBasis> = {
  /** The ledger of its entries. */
  ledger: string
  /** Raised when the document of the same content looks otherwise. */
  layout: number
  produce(of: CircularOf<C>): Promise<{ content: C; names: KeptNames }>
  /** Its title, and what else of the content stands on the entry. */
  fields(content: C): Readonly<Record<string, Json>> & { title: string }
  paper(document: CircularDocument<C>): Paper
  /** What those may have who got it without reaching its division. */
  forRecipients(content: C): C
  /** How many rows its document has, and by which versions of which rules: for the log of what leaves the house. */
  rows(content: C): number
  rules(content: C): Readonly<Record<string, number>>
}

/** A circular goes to many: only what everybody in the district's offices may read is in it. */
export const circularSensitivityMax = 0

/** Reads what lies in a division, for whoever has been asked whether they may. */
export const circularReader = (divisionCode: string): Actor => ({
  ...systemActor,
  divisions: [divisionCode],
  sensitivity: circularSensitivityMax,
  rights: [],
})

/** Its title, by a text that takes division, kind and both days. */
export function circularTitle(key: string, { kind, division, from, to }: CircularBasis): string {
  return translate('zh-CN', key, {
    division: localText(division.name, 'zh-CN'),
    kind: translate('zh-CN', `circulars.kind.${kind}`),
    from,
    to,
  })
}

/** What every circular says of itself. */
export const circularBasis = <C>(
  { kind, divisionCode, day, effectiveBy, recordedBy }: CircularOf<C>,
  place: (code: string) => LocalText,
): CircularBasis => ({
  kind,
  division: { code: divisionCode, name: place(divisionCode) },
  from: periodStart(kind, day),
  to: day,
  effectiveBy: effectiveBy.toISOString(),
  recordedBy: recordedBy.toISOString(),
})

/** The period that it is about, as cases are counted by. */
export const circularPeriod = <C>({ kind, day, effectiveBy, recordedBy }: CircularOf<C>) => ({
  from: periodStart(kind, day),
  to: day,
  recordedBy,
  effectiveBy,
})

/** The courses of a ledger's entries in its division by its moments: all, those not ended since, or those named. */
export async function circularCourses<C>(
  engine: Engine,
  { divisionCode, recordedBy, effectiveBy }: CircularOf<C>,
  ledger: string,
  of: { since?: Date; ids?: readonly string[] } = {},
): Promise<Course[]> {
  const all: Course[] = []
  const moments = { recordedBy, effectiveBy }
  const asked = { ledger, roots: [divisionCode], sensitivityMax: circularSensitivityMax, ...moments }
  for await (const page of readCourses(engine, { ...asked, ...of })) all.push(...page)
  return all
}

/** SHA-256 of the canonical text, which does not depend on the order in which a database gives keys back. */
export function hashOf(content: CircularBasis): Buffer {
  return createHash('sha256').update(canonicalText(content)).digest()
}

/** The latest of its kind and place that had been issued, and not been withdrawn, when this one was made. */
export async function previousCircular<C extends CircularBasis>(
  { engine, db }: { engine: Engine; db: Database },
  ledger: string,
  { kind, divisionCode, day, recordedBy }: CircularOf<C>,
): Promise<{ stored: StoredCircular<C>; number: string } | null> {
  const earlier = await listEarlier<C>(db, ledger, kind, divisionCode, day)
  if (earlier.length === 0) return null
  const standing = new Map<string, Json | undefined>()
  const sensitivityMax = circularSensitivityMax
  const moments = { recordedBy, effectiveBy: recordedBy }
  for await (const page of readCourses(engine, { ledger, roots: [divisionCode], sensitivityMax, ...moments }))
    for (const { state } of page)
      if (state.stage === 'issued' || state.stage === 'archived') standing.set(state.id, state.values.number)
  for (const stored of earlier) {
    const number = standing.get(stored.entryId)
    if (typeof number === 'string') return { stored, number }
  }
  return null
}
