import { AppError } from '#kernel/errors/model'
import type { ObjectKind } from '../../model/fields.ts'
import type { Stay } from '../../model/merging/stays.ts'
import type { EventTrace } from './event-store.ts'

type Turning = {
  kind: ObjectKind
  survivorId: string
  absorbedId: string
  before: readonly Stay[]
  after: readonly Stay[]
}

/** Recorded events tell the two apart: what they say could not be said of one. */
function tied(): AppError {
  return new AppError('registry.merge_events', { status: 409 })
}

/**
 * What the events say once the two are one, so that the stays that they add up to are those of the merge: of the
 * absorbed one they say it of the survivor; what made a stay that isn't kept goes.
 * @throws AppError registry.merge_events (409) where an event knows them as two, or only part of its stays is kept
 */
export function turnTrace(trace: EventTrace, turning: Turning): EventTrace {
  const turned = turning.kind === 'person' ? turnPerson(trace, turning) : turnHousehold(trace, turning)
  const keys = turned.members.map(
    ({ eventId, householdId, personId }) => `${eventId} ${householdId} ${personId}`,
  )
  if (new Set(keys).size !== keys.length) throw tied()
  return turned
}

function turnPerson({ events, members }: EventTrace, { survivorId, before, after }: Turning): EventTrace {
  const isKept = (personId: string, householdId: string): boolean => {
    const own = before.filter((stay) => stay.personId === personId && stay.householdId === householdId)
    const kept = own.filter((stay) =>
      after.some((one) => one.householdId === householdId && one.from === stay.from && one.to === stay.to),
    )
    if (kept.length > 0 && kept.length < own.length) throw tied()
    return kept.length > 0 || own.length === 0
  }
  return {
    events,
    members: members
      .filter(({ personId, householdId }) => isKept(personId, householdId))
      .map((member) => ({ ...member, personId: survivorId })),
  }
}

function turnHousehold({ events, members }: EventTrace, turning: Turning): EventTrace {
  const { survivorId, absorbedId, before, after } = turning
  if (events.length > 0 && after.length < before.length) throw tied()
  const isHead = (stay: Stay, householdId: string) =>
    stay.householdId === householdId && stay.relation === 'head' && stay.to === null
  const two = [survivorId, absorbedId].every((id) => before.some((stay) => isHead(stay, id)))
  const stays = after.find((stay) => isHead(stay, survivorId))?.personId
  const turn = (id: string) => (id === absorbedId ? survivorId : id)
  return {
    events: events.map((event) => {
      const mergedId = event.mergedId === null ? null : turn(event.mergedId)
      if (mergedId === turn(event.householdId)) throw tied()
      return { ...event, householdId: turn(event.householdId), mergedId }
    }),
    members: members.map((member) => ({
      ...member,
      householdId: turn(member.householdId),
      relation:
        two && member.relation === 'head' && member.personId !== stays ? 'other_relative' : member.relation,
    })),
  }
}

export function sameTrace(a: EventTrace, b: EventTrace): boolean {
  const text = ({ events, members }: EventTrace) =>
    [
      ...events.map(({ id, householdId, mergedId }) => [id, householdId, mergedId ?? ''].join(' ')),
      ...members.map(({ eventId, householdId, personId, part, relation }) =>
        [eventId, householdId, personId, part, relation ?? ''].join(' '),
      ),
    ]
      .sort()
      .join('\n')
  return text(a) === text(b)
}
