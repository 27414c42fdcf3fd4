import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import type { Actor } from '#kernel/http/model'
import { EntryTitle } from '../model/answers.ts'
import type { Engine } from './engine.ts'
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
      handler: ({ actor, query }) => readTitles(engine, actor, query.ids),
    }),
  ]
}

/** Number and title of the entries among those named that the actor may see. */
export async function readTitles(
  engine: Engine,
  actor: Actor,
  ids: readonly string[],
): Promise<EntryTitle[]> {
  if (ids.length === 0) return []
  const rows = await listTitles(engine.handle.db, actor, ids, engine.codes)
  return rows.map(({ id, no, title, ledgerId }) => ({
    id,
    no,
    title,
    ledger: engine.book.getById(ledgerId).code,
  }))
}
