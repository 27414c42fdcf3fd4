import { z } from 'zod'
import type { Database } from '#kernel/db/server'
import { notFound } from '#kernel/errors/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { Organisation, OrganisationKind, RoleId } from '#kernel/orgs/model'
import { shanghaiDate } from '#kernel/time/model'
import { LocalText } from '#kernel/i18n/model'
import { findOrganisation, listOrganisations } from './organisation-store.ts'
import { listRoles } from './role-store.ts'

type Deps = { db: Database; now: () => Date }

const directory = {
  kind: 'signed_in',
  because: 'the directory of the district’s bodies, the same for everyone who works in it',
} as const

const listQuery = z.object({
  parent: z.coerce.number().int().positive().max(2_147_483_647).optional(),
  kind: OrganisationKind.optional(),
  q: z.string().trim().max(60).optional(),
  ended: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
})

/** The directory of organisations and roles. */
export function organisationRoutes({ db, now }: Deps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/organisations',
      summary: 'Organisations that stand today, by parent, kind or part of the name',
      access: directory,
      query: listQuery,
      response: z.array(Organisation),
      handler: ({ query }) => listOrganisations(db, { ...query, on: shanghaiDate(now()) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/organisations/:id',
      summary: 'One organisation, whether it still stands or not',
      access: directory,
      params: z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) }),
      response: Organisation,
      handler: async ({ params }) => {
        const found = await findOrganisation(db, params.id)
        if (!found) throw notFound()
        return found
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/roles',
      summary: 'Roles and the rights that go with them',
      access: directory,
      response: z.array(z.strictObject({ id: RoleId, title: LocalText, rights: z.array(z.string()) })),
      handler: () => listRoles(db),
    }),
  ]
}
