import { newId, type Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { translate } from '#kernel/i18n/model'
import {
  compositionsOf,
  type FoldedEvent,
  type FoldFault,
  HouseholdFold,
  type Stay,
} from '../model/household-fold.ts'
import {
  deathsOf,
  eventsSince,
  type EventRow,
  insertEvent,
  replaceStays,
  staysIn,
  staysOf,
  withoutEvents,
} from './household-event-store.ts'

/** Names for what a refusal says of persons whom the actor may see. */
export type Names = ReadonlyMap<string, string>

/**
 * Households whose composition was registered as a whole have no events yet: what is known of them becomes events, so
 * that what happens from now on has something to follow on.
 */
export async function spellOut(
  tx: Tx,
  householdIds: readonly string[],
  at: Date,
  source: string,
): Promise<void> {
  const silent = await withoutEvents(tx, householdIds)
  if (silent.length === 0) return
  const stays = await staysIn(tx, silent)
  for (const id of silent) {
    const own = stays.filter(({ householdId }) => householdId === id)
    for (const event of compositionsOf(id, own))
      await insertEvent(tx, { ...event, id: newId(at), source, note: '', recordedAt: at, by: null })
  }
}

/** All households whose composition from a day on hangs together with that of the given ones, and what made it. */
async function hangingTogether(
  tx: Tx,
  householdIds: readonly string[],
  since: string,
): Promise<{ households: string[]; events: EventRow[] }> {
  let households = [...new Set(householdIds)]
  for (;;) {
    const events = await eventsSince(tx, households, since)
    const touched = new Set([...households, ...events.flatMap(touchedBy)])
    if (touched.size === households.length) return { households, events }
    households = [...touched]
  }
}

export function touchedBy({ householdId, mergedId, members }: FoldedEvent): string[] {
  return [householdId, ...(mergedId ? [mergedId] : []), ...members.map((member) => member.householdId)]
}

export type Refold = {
  actor: Actor
  /** What the composition changes from. */
  since: string
  households: readonly string[]
  /** What comes in, after what is known of its day. */
  incoming?: FoldedEvent
  /** What is taken out. */
  withoutId?: string
  names: Names
}

/**
 * Works out anew who belonged where from a day on, and writes it. Answers the households in which somebody's stay
 * became another.
 * @throws AppError with what contradicts it
 */
export async function refold(
  tx: Tx,
  { actor, since, households, incoming, withoutId, names }: Refold,
): Promise<string[]> {
  const found = await hangingTogether(tx, households, since)
  const events = found.events.filter(({ id }) => id !== withoutId)
  const line = inOrder(events, incoming)
  const ever = await staysIn(tx, found.households)
  const before = ever.filter(({ from, to }) => from < since && (to === null || to >= since))
  const persons = [
    ...new Set([...before, ...line.flatMap(({ members }) => members)].map(({ personId }) => personId)),
  ]
  const everywhere = await staysOf(tx, persons)
  const deaths = await deathsOf(tx, persons, [
    ...events.map(({ id }) => id),
    ...(withoutId ? [withoutId] : []),
  ])
  const fold = new HouseholdFold({
    open: before.map((stay) => ({ ...stay, to: null })),
    closed: closedBefore(ever, since),
    dead: deaths,
    known: new Set(everywhere.filter(({ from }) => from < since).map(({ personId }) => personId)),
  })
  const refuse = (fault: FoldFault, at: FoldedEvent | undefined) => {
    throw refusal(fault, { actor, names, at: at === incoming ? undefined : at })
  }
  for (const event of line) {
    const fault = fold.apply(event)
    if (fault) refuse(fault, event)
  }
  const stays = fold.stays()
  const others = everywhere.filter(({ householdId }) => !found.households.includes(householdId))
  const elsewhere = contradictedElsewhere(others, stays, fold.dead)
  if (elsewhere) refuse(elsewhere, incoming)
  const was = ever.filter(({ from, to }) => from >= since || to === null || to >= since)
  await replaceStays(tx, found.households, since, stays)
  return found.households.filter((id) => differs(id, was, stays))
}

function inOrder(events: readonly EventRow[], incoming: FoldedEvent | undefined): FoldedEvent[] {
  if (!incoming) return [...events]
  return [
    ...events.filter(({ on }) => on <= incoming.on),
    incoming,
    ...events.filter(({ on }) => on > incoming.on),
  ]
}

/** Households that had lost their last member before the day. */
function closedBefore(ever: readonly Stay[], since: string): Map<string, string> {
  const closed = new Map<string, string>()
  for (const { householdId, from, to } of ever) {
    if (from >= since) continue
    const last = closed.get(householdId) ?? ''
    const until = to === null || to >= since ? '9999' : to
    if (until > last) closed.set(householdId, until)
  }
  for (const [id, until] of closed) if (until === '9999') closed.delete(id)
  return closed
}

/** What other households know of the persons must go together with what came out. */
function contradictedElsewhere(
  others: readonly Stay[],
  stays: readonly Stay[],
  dead: ReadonlyMap<string, string>,
): FoldFault | undefined {
  for (const { personId, from, to } of others) {
    const overlaps = stays.some(
      (stay) =>
        stay.personId === personId && (to === null || stay.from < to) && (stay.to === null || from < stay.to),
    )
    if (overlaps) return { code: 'registry.member_elsewhere', personId }
    const since = dead.get(personId)
    if (since !== undefined && (to === null || to > since))
      return { code: 'registry.person_dead', personId, since }
  }
  return undefined
}

function differs(householdId: string, was: readonly Stay[], is: readonly Stay[]): boolean {
  const lines = (stays: readonly Stay[]) =>
    stays
      .filter((stay) => stay.householdId === householdId)
      .map(({ personId, relation, from, to }) => [personId, relation, from, to].join(' '))
      .sort()
      .join('\n')
  return lines(was) !== lines(is)
}

function refusal(
  { code, personId, since }: FoldFault,
  { actor, names, at }: { actor: Actor; names: Names; at: FoldedEvent | undefined },
): AppError {
  const somebody = translate(actor.locale, 'registry.a_member')
  const params = { name: (personId && names.get(personId)) || somebody, since: since ?? '' }
  if (!at) return new AppError(code, { status: 409, params, ...(personId ? {} : { path: 'relations' }) })
  const why = translate(actor.locale, `error.${code}`, params)
  return new AppError('registry.event_contradicts', {
    status: 409,
    params: { on: at.on, kind: at.kind, why },
    path: 'on',
  })
}
