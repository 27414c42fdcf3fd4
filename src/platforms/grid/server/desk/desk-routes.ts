import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { created, defineRoute, type Route } from '#kernel/http/server'
import { listStaff } from '#kernel/identity/server'
import { derivedKey, ListParameters, type PlatformDeps, systemActor } from '#kernel/ledgers/server'
import { addDays, shanghaiDate, shanghaiInstant } from '#kernel/time/model'
import {
  ColleaguesAnswer,
  HandoverBody,
  ProposalsAnswer,
  RepeatsAnswer,
  SpotsAnswer,
} from '../../model/desk/answers.ts'
import type { Catalogues } from '../../model/incidents/catalogue.ts'
import { findRepeats } from '../../model/incidents/repeats.ts'
import { countOpen, countPlaced, listCandidates, listSpots, type RepeatCandidate } from './desk-store.ts'
import { incidents } from './incident-list.ts'
import { proposeOrganisations } from './proposals.ts'

export const dispatchRight = 'grid.dispatch'
const atDesk = { kind: 'scoped', by: 'entry', right: dispatchRight } as const

const degrees = /^-?\d{1,3}(\.\d{1,15})?(,-?\d{1,3}(\.\d{1,15})?){3}$/

/** West, south, east, north in degrees, and how near the map is: the filters of the list stand beside them. */
const SpotsQuery = ListParameters.extend({
  bbox: z.string().regex(degrees).default('-180,-90,180,90'),
  zoom: z.coerce.number().min(0).max(22).default(9),
})

/** px that one mark takes: what lies closer is shown together. */
const markPx = 44
const lights = [null, 'green', 'amber', 'red'] as const

const spotsRoute = (deps: PlatformDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/grid/desk/spots',
    summary:
      'Where the incidents of a list stand on the map: single ones, and counts where several stand close',
    access: atDesk,
    query: SpotsQuery,
    response: SpotsAnswer,
    handler: async ({ actor, query }): Promise<SpotsAnswer> => {
      const { bbox, zoom, ...filters } = query
      const request = incidents(deps, actor, filters)
      const bounds = bbox.split(',').map(Number) as [number, number, number, number]
      const { db } = deps.handle
      const spots = await listSpots(db, request, { bounds, side: (360 / 2 ** zoom / 512) * markPx })
      return {
        spots: spots.map(({ worst, ...spot }) => ({ ...spot, light: lights[worst] ?? null })),
        ...(await countPlaced(db, request)),
      }
    },
  })

const brief = ({ id, no, title, seq, at }: RepeatCandidate) => ({
  id,
  no,
  title,
  seq,
  openedAt: at.toISOString(),
})

const repeatsRoute = (deps: PlatformDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/grid/desk/repeats',
    summary: 'Incidents not done yet that are perhaps the same, under the one that was reported first',
    access: atDesk,
    response: RepeatsAnswer,
    handler: async ({ actor }): Promise<RepeatsAnswer> => {
      const request = incidents(
        deps,
        actor,
        ListParameters.parse({ stage: 'registered,dispatched,handling' }),
      )
      const groups = findRepeats(await listCandidates(deps.handle.db, request))
      return {
        groups: groups.slice(0, 200).map(({ master, others }) => ({
          master: brief(master),
          others: others.map(({ one, alike }) => ({
            ...brief(one),
            ...alike,
            hours: Math.round((one.at.getTime() - master.at.getTime()) / 360_000) / 10,
          })),
        })),
      }
    },
  })

const proposalsRoute = (deps: PlatformDeps, catalogues: Catalogues): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/grid/desk/proposals',
    summary: 'Who would be responsible for incidents, by the catalogue that each is under and its place',
    access: atDesk,
    query: z.strictObject({
      ids: z
        .string()
        .transform((text) => text.split(','))
        .pipe(z.array(z.uuid()).max(500)),
    }),
    response: ProposalsAnswer,
    handler: ({ actor, query }) => proposeOrganisations(deps, catalogues, actor, query.ids),
  })

async function colleaguesOf({ handle, clock }: PlatformDeps, actor: Actor) {
  const staff = await listStaff(handle.db, actor.organisationId, actor.locale, clock.now())
  const others = staff.filter(({ accountId, role }) => role === 'dispatcher' && accountId !== actor.accountId)
  return [...new Map(others.map(({ accountId, name }) => [accountId, { accountId, name }])).values()]
}

const colleaguesRoute = (deps: PlatformDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/grid/desk/colleagues',
    summary: 'Other dispatchers of the caller’s organisation, one of whom takes over a shift',
    access: { kind: 'signed_in', because: 'they are the caller’s own colleagues', right: dispatchRight },
    response: ColleaguesAnswer,
    handler: async ({ actor }): Promise<ColleaguesAnswer> => ({
      colleagues: await colleaguesOf(deps, actor),
    }),
  })

const handoverRoute = (deps: PlatformDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/grid/desk/handovers',
    summary: 'Hands over the shift: what is open is counted, and a colleague is asked to sign for it',
    access: atDesk,
    clientKey: true,
    body: HandoverBody,
    response: z.object({ entryId: z.string() }),
    handler: async ({ actor, body, clientKey }) =>
      created({ entryId: await handOver(deps, actor, body, clientKey) }),
  })

/**
 * Registers the hand-over as who leaves: the registration is their signature. What is open then is recorded beside it
 * by the house, in the same transaction.
 * @throws AppError desk.not_colleague
 */
async function handOver(
  deps: PlatformDeps,
  actor: Actor,
  body: HandoverBody,
  clientKey: string,
): Promise<string> {
  const { engine, handle, clock } = deps
  const { incoming, ...said } = body
  const colleagues = await colleaguesOf(deps, actor)
  if (!colleagues.some(({ accountId }) => accountId === incoming))
    throw new AppError('dispatching.not_colleague', { path: 'incoming' })
  const { accountId: outgoing, organisationId, divisions } = actor
  const register = {
    ledger: 'shift_handover',
    action: 'register',
    divisionCode: divisions[0] ?? '',
    input: { ...said, incoming, outgoing, organisationId, accountId: incoming },
    byProgram: true as const,
  }
  const endOfDay = shanghaiInstant(addDays(shanghaiDate(clock.now()), 1))
  const entryId = await handle.db.transaction().execute(async (tx) => {
    const { results, replayed } = await engine.performIn(tx, actor, [register], clientKey)
    const id = results[0]?.entryId ?? ''
    if (replayed) return id
    const counts = await countOpen(
      tx,
      incidents(deps, actor, ListParameters.parse({ open: 'true' })),
      endOfDay,
    )
    const count = { entryId: id, expectedSeq: 1, action: 'count', input: counts, byProgram: true as const }
    await engine.performIn(tx, systemActor, [count], derivedKey(`${outgoing} ${clientKey} count`))
    return id
  })
  engine.onCommit()
  return entryId
}

/** 派遣调度台: the map beside the list, what is perhaps repeated, and the hand-over of a shift. */
export function deskRoutes(deps: PlatformDeps, catalogues: Catalogues): Route[] {
  return [
    spotsRoute(deps),
    repeatsRoute(deps),
    proposalsRoute(deps, catalogues),
    colleaguesRoute(deps),
    handoverRoute(deps),
  ]
}
