import { z } from 'zod'
import { created, defineRoute, type Route } from '#kernel/http/server'
import type { ObjectKind } from '../model/fields.ts'
import { HoldList, Lifting, NewHold } from '../model/hold.ts'
import { type HoldDeps, holdRight, liftHoldOn, placeHold, readHolds } from './holds.ts'

const toRead = { kind: 'scoped', by: 'registry', right: 'registry.read' } as const
const toHold = { kind: 'scoped', by: 'registry', right: holdRight } as const
const params = z.object({ id: z.uuid() })
const collections: [ObjectKind, string][] = [
  ['person', 'persons'],
  ['household', 'households'],
  ['enterprise', 'enterprises'],
  ['place', 'places'],
]

/** Restrictions on objects of the register: read, placed, lifted. */
export function holdRoutes(deps: HoldDeps): Route[] {
  return collections.flatMap(([kind, collection]) => [
    defineRoute({
      method: 'GET',
      path: `/api/${collection}/:id/holds`,
      summary: 'Every hold there is or was on the object, the latest first',
      access: toRead,
      params,
      response: HoldList,
      handler: ({ actor, params: { id } }) => readHolds(deps, actor, { kind, id }),
    }),
    defineRoute({
      method: 'POST',
      path: `/api/${collection}/:id/holds`,
      summary: 'Places a hold on the object, on the strength of a document',
      access: toHold,
      params,
      body: NewHold,
      response: HoldList,
      clientKey: true,
      handler: async ({ actor, params: { id }, body, clientKey }) =>
        created(await placeHold(deps, actor, { kind, id }, body, clientKey)),
    }),
    defineRoute({
      method: 'PUT',
      path: `/api/${collection}/:id/holds/:holdId/lifting`,
      summary: 'Lifts a hold, with a reason; it stays on record',
      access: toHold,
      params: params.extend({ holdId: z.uuid() }),
      body: Lifting,
      response: HoldList,
      handler: ({ actor, params: { id, holdId }, body }) =>
        liftHoldOn(deps, actor, { kind, id }, holdId, body),
    }),
  ])
}
