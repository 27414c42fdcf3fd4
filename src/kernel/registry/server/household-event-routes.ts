import { z } from 'zod'
import { created, defineRoute, type Route } from '#kernel/http/server'
import { EventVoiding, HouseholdTimeLine, NewHouseholdEvent, PersonStays } from '../model/household-event.ts'
import '../model/messages.ts'
import type { HoldDeps } from './holds.ts'
import { recordHouseholdEvent, voidHouseholdEvent } from './household-events.ts'
import { readStays, readTimeLine } from './household-time-line.ts'

const toRead = { kind: 'scoped', by: 'registry', right: 'registry.read' } as const
const toWrite = { kind: 'scoped', by: 'registry', right: 'registry.write' } as const
const params = z.object({ id: z.uuid() })

/** What happened to households, and where persons belonged. */
export function householdEventRoutes(deps: HoldDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/households/:id/events',
      summary: 'What happened to a household: births, deaths, moves, splits, mergers; latest first',
      access: toRead,
      params,
      response: HouseholdTimeLine,
      handler: ({ actor, params: { id } }) => readTimeLine(deps, actor, id),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/households/:id/events',
      summary:
        'Records what happened to a household on a day; what is known of later days is worked out anew',
      access: toWrite,
      params,
      body: NewHouseholdEvent,
      response: HouseholdTimeLine,
      clientKey: true,
      handler: async ({ actor, params: { id }, body, clientKey }) =>
        created(await recordHouseholdEvent(deps, actor, id, body, clientKey)),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/households/:id/events/:eventId/voiding',
      summary: 'Takes back what was recorded by mistake; it stays on record as void',
      access: toWrite,
      params: params.extend({ eventId: z.uuid() }),
      body: EventVoiding,
      response: HouseholdTimeLine,
      handler: ({ actor, params: { id, eventId }, body }) =>
        voidHouseholdEvent(deps, actor, id, eventId, body),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/persons/:id/households',
      summary: 'To which households a person belonged, latest first',
      access: toRead,
      params,
      response: PersonStays,
      handler: ({ actor, params: { id } }) => readStays(deps, actor, id),
    }),
  ]
}
