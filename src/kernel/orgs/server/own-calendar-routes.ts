import { z } from 'zod'
import type { Database } from '#kernel/db/server'
import { covers } from '#kernel/divisions/model'
import { notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { type Organisation, OwnCalendar, OwnCalendarAnswer } from '#kernel/orgs/model'
import { findOrganisation } from './organisation-store.ts'
import { ownCalendarChanges } from './own-calendar-store.ts'
import type { OwnCalendars } from './own-calendars.ts'

type Deps = { db: Database; now: () => Date; ownCalendars: OwnCalendars }

const params = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) })
const right = 'organisations.manage'

/** Office hours and days that an organisation keeps of its own. */
export function ownCalendarRoutes({ db, now, ownCalendars }: Deps): Route[] {
  const get = async (id: number): Promise<Organisation> => {
    const found = await findOrganisation(db, id)
    if (!found) throw notFound()
    return found
  }
  const keeps = (actor: Actor, { divisionCode }: Organisation) =>
    hasRight(actor, right) && covers(actor.divisions, divisionCode)
  const answer = async (actor: Actor, organisation: Organisation): Promise<OwnCalendarAnswer> => ({
    organisationId: organisation.id,
    ...ownCalendars.of(organisation.id),
    changes: (await ownCalendarChanges(db, organisation.id)).map(({ at, accountId }) => ({
      at: at.toISOString(),
      accountId,
    })),
    can: { manage: keeps(actor, organisation) },
  })
  return [
    defineRoute({
      method: 'GET',
      path: '/api/organisations/:id/calendar',
      summary: 'Office hours and days that an organisation keeps of its own',
      access: { kind: 'signed_in', because: 'when an office is open is no secret' },
      params,
      response: OwnCalendarAnswer,
      handler: async ({ actor, params: { id } }) => answer(actor, await get(id)),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/organisations/:id/calendar',
      summary: 'Sets an organisation’s own office hours and days; open tasks move only when it is confirmed',
      access: { kind: 'scoped', by: 'organisation', right },
      params,
      body: OwnCalendar,
      response: OwnCalendarAnswer,
      handler: async ({ actor, params: { id }, body }) => {
        const organisation = await get(id)
        if (!keeps(actor, organisation)) throw notFound()
        await ownCalendars.set(id, body, actor.accountId, now())
        return answer(actor, organisation)
      },
    }),
  ]
}
