import { z } from 'zod'
import { notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { shanghaiDate } from '#kernel/time/model'
import {
  Changed,
  HouseholdResidence,
  ResidenceBody,
  rosterRight,
} from '../../../model/cells/people/people.ts'
import { listBuildings, residenceOf } from './building-store.ts'
import { setResidence } from './buildings.ts'
import { listChanges } from './change-store.ts'
import type { RosterDeps } from './roster.ts'
import { reaches } from './scope-store.ts'

const params = z.object({ householdId: z.uuid() })

/** In which building a household lives: read with its changes, and said from a day on. */
export function residenceRoutes(deps: RosterDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/grid/households/:householdId/building',
      summary: 'In which building and cell a household lives, with every change and its reason',
      access: { kind: 'scoped', by: 'registry', right: 'registry.read' },
      params,
      response: HouseholdResidence,
      handler: ({ actor, params }) => readResidence(deps, actor, params.householdId),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/grid/households/:householdId/building',
      summary: 'Says in which building a household lives from a day on',
      access: { kind: 'scoped', by: 'division', right: rosterRight },
      params,
      body: ResidenceBody,
      response: Changed,
      handler: ({ actor, params, body }) => setResidence(deps, actor, params.householdId, body),
    }),
  ]
}

async function readResidence(
  { handle: { db }, clock }: RosterDeps,
  actor: Actor,
  id: string,
): Promise<HouseholdResidence> {
  const home = await residenceOf(db, actor, id)
  if (!home || home.householdId === null) throw notFound()
  const { placeId, unit, room, from, divisionCode } = home
  const changes = await listChanges(db, actor, ['residence'], home.householdId)
  const manage = hasRight(actor, rosterRight) && reaches(actor, divisionCode)
  const on = shanghaiDate(clock.now())
  const found =
    placeId === null ? [] : (await listBuildings(db, actor, { id: placeId, on, page: 1, size: 1 })).rows
  const [building] = found
  return {
    divisionCode,
    residence:
      placeId === null || unit === null || room === null || from === null
        ? null
        : {
            placeId,
            name: building?.name ?? null,
            cell: building?.cell ?? null,
            cellName: building?.cellName ?? null,
            unit,
            room,
            from,
          },
    // Which buildings they were is for who may see those: the present one is named above.
    changes: changes.map((change) => ({ ...change, detail: { from: change.detail['from'] ?? null } })),
    can: { manage },
  }
}
