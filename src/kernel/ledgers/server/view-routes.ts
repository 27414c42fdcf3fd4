import { z } from 'zod'
import { AppError, notFound } from '#kernel/errors/model'
import { newId } from '#kernel/db/server'
import { created, defineRoute, noContent, type Route } from '#kernel/http/server'
import type { Deps } from './ledger-routes.ts'
import { addView, deleteView, listViews } from './view-store.ts'

const LedgerCode = z.object({ ledger: z.string().max(40) })
const own = { kind: 'signed_in', because: 'a saved view is the caller’s own and holds no entries' } as const
const View = z.object({ id: z.uuid(), name: z.string(), query: z.record(z.string(), z.string()) })

/** Filters, order and columns that somebody keeps under a name. */
export function viewRoutes({ engine }: Deps): Route[] {
  const { db } = engine.handle
  return [
    defineRoute({
      method: 'GET',
      path: '/api/ledgers/:ledger/views',
      summary: 'The caller’s saved views of a ledger',
      access: own,
      params: LedgerCode,
      response: z.array(View),
      handler: ({ actor, params }) => listViews(db, actor.accountId, engine.book.get(params.ledger).id),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/ledgers/:ledger/views',
      summary: 'Saves a view',
      access: own,
      params: LedgerCode,
      body: z.strictObject({
        name: z.string().trim().min(1).max(60),
        query: z.record(z.string().max(60), z.string().max(2000)),
      }),
      response: View,
      handler: async ({ actor, params, body }) => {
        const view = { id: newId(), ...body }
        const known = engine.book.get(params.ledger)
        const added = await addView(db, {
          ...view,
          accountId: actor.accountId,
          ledgerId: known.id,
          at: engine.clock.now(),
        })
        if (!added)
          throw new AppError('ledgers.view_exists', {
            status: 409,
            path: 'name',
            params: { name: body.name },
          })
        return created(view)
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/ledgers/:ledger/views/:viewId',
      summary: 'Deletes a saved view',
      access: own,
      params: LedgerCode.extend({ viewId: z.uuid() }),
      handler: async ({ actor, params }) => {
        if (!(await deleteView(db, actor.accountId, params.viewId))) throw notFound()
        return noContent()
      },
    }),
  ]
}
