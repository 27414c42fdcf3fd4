import { newId } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { Changed, HeadBody, ResidenceBody } from '../../../model/cells/people/people.ts'
import {
  endHead,
  endResidence,
  insertHeads,
  insertResidences,
  lastHeadUntil,
  lastResidenceUntil,
  livesIn,
  lockBuilding,
  lockHousehold,
  presentHead,
  presentResidence,
} from './building-store.ts'
import { noteChanges } from './change-store.ts'
import type { RosterDeps } from './roster.ts'
import { reaches } from './scope-store.ts'

/** What is on record of earlier days stays: the next begins where the last ended, or later. */
function refuseOverlap(from: string, lastUntil: string | null): void {
  if (lastUntil !== null && from < lastUntil)
    throw new AppError('cells.recorded_until', { params: { until: lastUntil }, path: 'from' })
}

/** 楼长: a resident of the building speaks for it from the day on; null: nobody does. */
export function setHead(
  { handle, clock }: RosterDeps,
  actor: Actor,
  placeId: string,
  { personId, from, reason }: HeadBody,
): Promise<Changed> {
  const now = clock.now()
  return handle.db.transaction().execute(async (tx) => {
    const building = await lockBuilding(tx, actor, placeId)
    if (!building || !reaches(actor, building.divisionCode)) throw notFound()
    const before = await presentHead(tx, placeId)
    if ((before?.personId ?? null) === personId) return { changed: 0, unchanged: 1 }
    if (personId !== null) {
      const lives = await livesIn(tx, actor, personId, placeId)
      if (lives === undefined) throw new AppError('http.not_found', { status: 404, path: 'personId' })
      if (!lives) throw new AppError('cells.no_resident', { status: 409, path: 'personId' })
    }
    if (before && from < before.from)
      throw new AppError('cells.ends_before_it_begins', { params: { from: before.from }, path: 'from' })
    if (personId !== null) refuseOverlap(from, await lastHeadUntil(tx, placeId))
    if (before) await endHead(tx, before.id, from)
    if (personId !== null) await insertHeads(tx, [{ id: newId(now), placeId, personId, from }])
    await noteChanges(tx, actor, now, [
      {
        subject: 'head',
        subjectId: placeId,
        divisionCode: building.divisionCode,
        kind: personId === null ? 'ended' : 'assigned',
        reason,
        detail: { from, personId, before: before?.personId ?? null },
      },
    ])
    return { changed: 1, unchanged: 0 }
  })
}

/** In which building a household lives, from the day on; null: in none that is known. */
export function setResidence(
  { handle, clock }: RosterDeps,
  actor: Actor,
  householdId: string,
  { placeId, unit, room, from, reason }: ResidenceBody,
): Promise<Changed> {
  const now = clock.now()
  return handle.db.transaction().execute(async (tx) => {
    const household = await lockHousehold(tx, actor, householdId)
    if (!household || !reaches(actor, household.divisionCode)) throw notFound()
    const building = placeId === null ? undefined : await lockBuilding(tx, actor, placeId)
    if (placeId !== null && !building) throw new AppError('http.not_found', { status: 404, path: 'placeId' })
    const before = await presentResidence(tx, household.id)
    const same = before && before.placeId === placeId && before.unit === unit && before.room === room
    if (same || (!before && placeId === null)) return { changed: 0, unchanged: 1 }
    if (before && from < before.from)
      throw new AppError('cells.ends_before_it_begins', { params: { from: before.from }, path: 'from' })
    if (placeId !== null) refuseOverlap(from, await lastResidenceUntil(tx, household.id))
    await endResidence(tx, household.id, from)
    if (placeId !== null)
      await insertResidences(tx, [{ householdId: household.id, placeId, unit, room, from }])
    await noteChanges(tx, actor, now, [
      {
        subject: 'residence',
        subjectId: household.id,
        divisionCode: household.divisionCode,
        kind: placeId === null ? 'ended' : 'assigned',
        reason,
        detail: { placeId, unit, room, from, before: before?.placeId ?? null },
      },
    ])
    return { changed: 1, unchanged: 0 }
  })
}
