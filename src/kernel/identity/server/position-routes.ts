import { z } from 'zod'
import { notFound } from '#kernel/errors/model'
import { created, defineRoute, noContent, type Route } from '#kernel/http/server'
import { IdentityEvent, IdentityEventKind, StaffMember } from '#kernel/identity/model'
import { NewPosition, Position } from '#kernel/orgs/model'
import { findOrganisation, getPosition, listPositions } from '#kernel/orgs/server'
import { addDays, shanghaiDate, shanghaiInstant } from '#kernel/time/model'
import { closePosition, createPosition } from './account-changes.ts'
import { listStaff } from './account-store.ts'
import type { Identity } from './identity.ts'
import { listIdentityEvents } from './identity-event-store.ts'

const scoped = (right: string) => ({ kind: 'scoped', by: 'organisation', right }) as const
const id = z.coerce.number().int().positive().max(2_147_483_647)

/** Positions, who holds them, and the trail of identity. */
export function positionRoutes(identity: Identity): Route[] {
  return [...keepRoutes(identity), staffRoute(identity), eventRoute(identity)]
}

function keepRoutes(identity: Identity): Route[] {
  const { db, now } = identity
  return [
    defineRoute({
      method: 'GET',
      path: '/api/positions',
      summary: 'Positions of the organisations in one’s divisions',
      access: scoped('identity.read'),
      query: z.object({ organisation: id.optional() }),
      response: z.array(Position),
      handler: ({ actor, query, locale }) =>
        listPositions(db, {
          on: shanghaiDate(now()),
          organisationId: query.organisation,
          divisions: actor.divisions,
          locale,
        }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/positions',
      summary: 'Make a position: a role in an organisation over divisions',
      access: scoped('identity.appoint'),
      body: NewPosition,
      response: Position,
      clientKey: true,
      handler: async (request) => {
        const positionId = await createPosition(identity, request, request.body, request.clientKey)
        return created(await getPosition(db, positionId, request.actor.divisions, request.locale))
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/positions/:id',
      summary: 'End a position; its past stays',
      access: scoped('identity.appoint'),
      params: z.object({ id }),
      handler: async (request) => {
        await getPosition(db, request.params.id, request.actor.divisions, request.locale)
        await closePosition(identity, request, request.params.id)
        return noContent()
      },
    }),
  ]
}

function staffRoute({ db, now }: Identity): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/organisations/:id/staff',
    summary: 'Who holds the positions of an organisation, to whom work is given',
    access: { kind: 'signed_in', because: 'the district’s directory of who works where' },
    params: z.object({ id }),
    response: z.array(StaffMember),
    handler: async ({ params, locale }) => {
      if (!(await findOrganisation(db, params.id))) throw notFound()
      return listStaff(db, params.id, locale, now())
    },
  })
}

function eventRoute({ db }: Identity): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/identity-events',
    summary: 'The trail of sign-ins, locks and appointments, newest first',
    access: scoped('audit.read'),
    query: z.object({
      account: id.optional(),
      kind: IdentityEventKind.optional(),
      q: z.string().trim().max(60).optional(),
      from: z.iso.date().optional(),
      to: z.iso.date().optional(),
      before: z.coerce.number().int().positive().optional(),
      size: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ rows: z.array(IdentityEvent) }),
    handler: async ({ actor, query: { account, size, from, to, ...query }, locale }) => ({
      rows: await listIdentityEvents(db, {
        ...query,
        locale,
        divisions: actor.divisions,
        accountId: account,
        since: from === undefined ? undefined : shanghaiInstant(from),
        until: to === undefined ? undefined : shanghaiInstant(addDays(to, 1)),
        limit: size,
      }),
    }),
  })
}
