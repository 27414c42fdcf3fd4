import { z } from 'zod'
import { created, defineRoute, type Route } from '#kernel/http/server'
import { NewOrganisation, Organisation, OrganisationChange } from '#kernel/orgs/model'
import type { Identity } from './identity.ts'
import {
  changeOrganisation,
  closeOrganisation,
  type CountWork,
  createOrganisation,
  getKept,
} from './organisation-changes.ts'

const access = { kind: 'scoped', by: 'organisation', right: 'organisations.manage' } as const
const params = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) })

/** Organisations are made, renamed and closed by the system administrator, and the trail of identity tells of it. */
export function organisationKeepingRoutes(identity: Identity, countWork: CountWork): Route[] {
  const { db } = identity
  return [
    defineRoute({
      method: 'POST',
      path: '/api/organisations',
      summary: 'Make an organisation below another',
      access,
      body: NewOrganisation,
      response: Organisation,
      clientKey: true,
      handler: async (request) => {
        const id = await createOrganisation(identity, request, request.body, request.clientKey)
        return created(await getKept(db, request, id))
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/organisations/:id',
      summary: 'Rename an organisation or place it elsewhere in the tree',
      access,
      params,
      body: OrganisationChange,
      response: Organisation,
      handler: async (request) => {
        await getKept(db, request, request.params.id)
        await changeOrganisation(identity, request, request.params.id, request.body)
        return getKept(db, request, request.params.id)
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/organisations/:id/closing',
      summary: 'Close an organisation from a day on; its past stays',
      access,
      params,
      body: z.strictObject({ on: z.iso.date() }),
      response: Organisation,
      handler: async (request) => {
        const { id } = request.params
        await getKept(db, request, id)
        await closeOrganisation(identity, request, id, request.body.on, countWork)
        return getKept(db, request, id)
      },
    }),
  ]
}
