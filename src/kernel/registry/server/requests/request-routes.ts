import { z } from 'zod'
import { created, defineRoute, type Route } from '#kernel/http/server'
import {
  ChangeDecision,
  ChangeRequest,
  ChangeRequestPage,
  ChangeRequestQuery,
  NewChangeRequest,
  ProposedUnmasking,
} from '../../model/change-request.ts'
import type { ObjectKind } from '../../model/fields.ts'
import '../../model/messages.ts'
import { Unmasked } from '../../model/person.ts'
import {
  proposeChange,
  readRequests,
  readRequestsAbout,
  type RequestDeps,
  unmaskProposed,
} from './change-requests.ts'
import { decideRequest, withdrawRequest } from './request-decisions.ts'

const toRead = { kind: 'scoped', by: 'registry', right: 'registry.read' } as const
const toWrite = { kind: 'scoped', by: 'registry', right: 'registry.write' } as const
const toUnmask = { kind: 'scoped', by: 'registry', right: 'registry.unmask' } as const
const params = z.object({ id: z.uuid() })
const requestParams = z.object({ requestId: z.uuid() })
const collections: [ObjectKind, string][] = [
  ['person', 'persons'],
  ['household', 'households'],
  ['enterprise', 'enterprises'],
  ['place', 'places'],
]

/** Requests that facts be changed, by who sees them and may not change them; decided by who may. */
export function changeRequestRoutes(deps: RequestDeps): Route[] {
  return [...ofObjects(deps), ...ofRequests(deps)]
}

function ofObjects(deps: RequestDeps): Route[] {
  return collections.flatMap(([kind, collection]) => [
    defineRoute({
      method: 'GET',
      path: `/api/${collection}/:id/change-requests`,
      summary: 'Every request that something of the object be changed, the latest first',
      access: toRead,
      params,
      response: ChangeRequestPage,
      handler: ({ actor, params: { id } }) => readRequestsAbout(deps, actor, { kind, id }),
    }),
    defineRoute({
      method: 'POST',
      path: `/api/${collection}/:id/change-requests`,
      summary: 'Asks whoever owns the fact to change it',
      access: toRead,
      params,
      body: NewChangeRequest,
      response: ChangeRequest,
      clientKey: true,
      handler: async ({ actor, params: { id }, body, clientKey }) =>
        created(await proposeChange(deps, actor, { kind, id }, body, clientKey)),
    }),
  ])
}

function ofRequests(deps: RequestDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/change-requests',
      summary: 'Requests that are the caller’s to decide, or that the caller made',
      access: toRead,
      query: ChangeRequestQuery,
      response: ChangeRequestPage,
      handler: ({ actor, query }) => readRequests(deps, actor, query),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/change-requests/:requestId/decision',
      summary: 'Approves a request, which changes the fact, or refuses it with a reason; never one’s own',
      access: toWrite,
      params: requestParams,
      body: ChangeDecision,
      response: ChangeRequest,
      handler: ({ actor, params: { requestId }, body }) => decideRequest(deps, actor, requestId, body),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/change-requests/:requestId/withdrawal',
      summary: 'Takes one’s own request back',
      access: toRead,
      params: requestParams,
      response: ChangeRequest,
      handler: ({ actor, params: { requestId } }) => withdrawRequest(deps, actor, requestId),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/change-requests/:requestId/unmask',
      summary: 'Shows the whole number that is asked for; who, when and what for go on record',
      access: toUnmask,
      params: requestParams,
      body: ProposedUnmasking,
      response: Unmasked,
      handler: ({ actor, params: { requestId }, body }) =>
        unmaskProposed(deps, actor, requestId, body.purpose),
    }),
  ]
}
