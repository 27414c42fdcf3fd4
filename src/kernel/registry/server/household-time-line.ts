import { notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { shanghaiDate } from '#kernel/time/model'
import type { HouseholdEvent, HouseholdTimeLine, PersonStays } from '../model/household-event.ts'
import { compositionsOf, type Stay } from '../model/household-fold.ts'
import type { HoldDeps } from './holds.ts'
import { deathsOf, type EventRow, listEvents, staysIn, staysOf } from './household-event-store.ts'
import { touchedBy } from './household-refold.ts'
import { visiblePersons } from './membership-store.ts'
import { describeObjects } from './object-store.ts'
import { findRow, type HouseholdRecord } from './record-store.ts'
import type { RegistryDeps } from './records.ts'

/** What happened to a household that the actor may see, latest first. */
export async function readTimeLine(deps: HoldDeps, actor: Actor, asked: string): Promise<HouseholdTimeLine> {
  const { db } = deps
  const row = await findRow(db, actor, 'household', asked)
  if (!row) throw notFound()
  const { id } = row
  const recorded = await listEvents(db, id)
  const stays = await staysIn(db, [id])
  const events = recorded.length > 0 ? recorded : unrecorded(row, stays)
  const closedOn = endOf(stays)
  return {
    events: await present(deps, actor, id, events),
    closedOn,
    can: { record: hasRight(actor, 'registry.write') },
  }
}

type Told = Omit<EventRow, 'id'> & { id: string | null }

/** A household that was registered as a whole and to which nothing has happened since. */
function unrecorded(row: HouseholdRecord, stays: readonly Stay[]): Told[] {
  return compositionsOf(row.id, stays)
    .map((event) => ({
      ...event,
      id: null,
      recordedAt: row.created_at,
      accountId: null,
      source: row.source,
      note: '',
      voidedAt: null,
      voidedAccountId: null,
      voidReason: null,
    }))
    .toReversed()
}

function endOf(stays: readonly Stay[]): string | null {
  const ends = stays.map(({ to }) => to)
  if (ends.length === 0 || ends.includes(null)) return null
  return (
    ends
      .filter((to) => to !== null)
      .sort()
      .at(-1) ?? null
  )
}

async function present(
  { db, names, now }: HoldDeps,
  actor: Actor,
  householdId: string,
  events: readonly Told[],
): Promise<HouseholdEvent[]> {
  const persons = await visiblePersons(
    db,
    actor,
    events.flatMap(({ members }) => members.map(({ personId }) => personId)),
  )
  const others = [...new Set(events.flatMap(touchedBy))].filter((id) => id !== householdId)
  const refs = others.map((id) => ({ kind: 'household' as const, id }))
  const cards = await describeObjects(db, actor, refs, shanghaiDate(now()))
  const labels = new Map(cards.map(({ id, label }) => [id, label]))
  const accounts = await names.accounts([
    ...new Set(
      events.flatMap(({ accountId, voidedAccountId }) => [accountId ?? [], voidedAccountId ?? []].flat()),
    ),
  ])
  const who = (accountId: number) => ({ accountId, name: accounts.get(accountId) ?? '' })
  return events.map((event) => ({
    id: event.id,
    kind: event.kind,
    on: event.on,
    recordedAt: event.recordedAt.toISOString(),
    recordedBy: event.accountId === null ? null : who(event.accountId),
    source: event.source,
    note: event.note,
    members: event.members.map((member) => {
      const person = persons.get(member.personId)
      return {
        personId: person ? member.personId : null,
        name: person && !person.erased ? person.name : null,
        erased: person?.erased ?? false,
        here: member.householdId === householdId,
        relation: member.relation,
      }
    }),
    others: [...new Set(touchedBy(event))].flatMap((id) => {
      const label = labels.get(id)
      return label ? [{ id, label }] : []
    }),
    voided: event.voidedAt && {
      at: event.voidedAt.toISOString(),
      by: who(event.voidedAccountId ?? 0),
      reason: event.voidReason ?? '',
    },
  }))
}

/** To which households a person whom the actor may see belonged, latest first. */
export async function readStays(
  { db, now }: RegistryDeps,
  actor: Actor,
  asked: string,
): Promise<PersonStays> {
  const row = await findRow(db, actor, 'person', asked)
  if (!row) throw notFound()
  const personId = row.id
  const stays = await staysOf(db, [personId])
  const refs = stays.map(({ householdId }) => ({ kind: 'household' as const, id: householdId }))
  const cards = await describeObjects(db, actor, refs, shanghaiDate(now()))
  return {
    stays: stays.map(({ relation, from, to }, index) => {
      const card = cards[index]
      const seen = card && card.label !== null
      return { householdId: seen ? card.id : null, label: seen ? card.label : null, relation, from, to }
    }),
    diedOn: (await deathsOf(db, [personId])).get(personId) ?? null,
  }
}
