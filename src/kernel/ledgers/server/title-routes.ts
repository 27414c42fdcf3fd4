import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import { EntryTitle } from '../model/answers.ts'
import type { Deps } from './ledger-routes.ts'
import { listTitles } from './title-store.ts'

const idsMax = 200
export const idsParameter = z
  .string()
  .max(idsMax * 37)
  .transform((text) => text.split(',').filter((id) => id !== ''))
  .pipe(z.array(z.uuid()).min(1).max(idsMax))

/** What entries are called, for whatever names them: fields of other entries, notices, links. */
export function titleRoutes({ engine }: Deps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/entry-titles',
      summary: 'Number and title of entries, of those that the caller may see',
      access: { kind: 'scoped', by: 'entry' },
      query: z.object({ ids: idsParameter }),
      response: z.array(EntryTitle),
      handler: async ({ actor, query }) => {
        const rows = await listTitles(engine.handle.db, actor, query.ids, engine.codes)
        return rows.map(({ id, no, title, ledgerId }) => ({
          id,
          no,
          title,
          ledger: engine.book.getById(ledgerId).code,
        }))
      },
    }),
  ]
}
