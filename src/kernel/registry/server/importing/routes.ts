import { z } from 'zod'
import { defineRoute, type Route, respond } from '#kernel/http/server'
import { Import, ImportList, ImportSettings } from '../../model/importing/answers.ts'
import '../../model/importing/messages.ts'
import type { RegistryDeps } from '../records.ts'
import { cancelList, checkList, getImport, ownImports, refusedList, runList, uploadList } from './imports.ts'

const access = { kind: 'scoped', by: 'registry', right: 'registry.import' } as const
const params = z.object({ id: z.uuid() })
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Importing lists of households: upload, say what the columns are, check, run; each account its own. */
export function importRoutes(deps: RegistryDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/imports',
      summary: 'Uploads a list (.xlsx, .csv), the body being its content; nothing is taken over yet',
      access,
      query: z.object({ name: z.string().trim().min(1).max(200) }),
      response: Import,
      stream: true,
      handler: async ({ actor, query, stream }) =>
        respond({ status: 201, body: await uploadList(deps, actor, query.name, stream) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/imports',
      summary: 'One’s own imports, the latest first',
      access,
      response: ImportList,
      handler: ({ actor }) => ownImports(deps, actor),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/imports/:id',
      summary: 'An import, how far it is, and what came of it',
      access,
      params,
      response: Import,
      handler: ({ actor, params }) => getImport(deps, actor, params.id),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/imports/:id/check',
      summary: 'Says which column holds what, and checks the list without taking anything over',
      access,
      params,
      body: ImportSettings,
      response: Import,
      handler: ({ actor, params, body }) => checkList(deps, actor, params.id, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/imports/:id/run',
      summary: 'Takes the checked list over, whole or not at all; the same client key again is the same run',
      access,
      params,
      response: Import,
      clientKey: true,
      handler: async ({ actor, params, clientKey }) => runList(deps, actor, params.id, clientKey),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/imports/:id/cancellation',
      summary: 'Ends an import; nothing of it is taken over',
      access,
      params,
      response: Import,
      handler: ({ actor, params }) => cancelList(deps, actor, params.id),
    }),
    refusedRoute(deps),
  ]
}

function refusedRoute(deps: RegistryDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/imports/:id/refused.xlsx',
    summary: 'The refused rows with the reason of each, and the rows like somebody registered',
    access,
    params,
    produces: 'refused_rows',
    handler: async ({ actor, params }) =>
      respond({
        body: await refusedList(deps, actor, params.id),
        headers: {
          'content-type': workbookType,
          'content-disposition': 'attachment; filename="refused-rows.xlsx"',
          'cache-control': 'no-store',
        },
      }),
  })
}
