import { z } from 'zod'
import { notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { created, defineRoute, type Route } from '#kernel/http/server'
import {
  type Merge,
  MergeDetail,
  MergeListQuery,
  MergePage,
  MergePlan,
  MergePlanQuery,
  MergeRequest,
  MergeUndoing,
} from '../../model/merging/answers.ts'
import '../../model/messages.ts'
import { readMatchRows } from '../duplicates/match-store.ts'
import { type MergeDeps, mergeObjects, planMerge } from './merge.ts'
import { findMerge, idsOf, listMerges, lockMerge, type MergeRow } from './merge-store.ts'
import { examineUndo, undoMerge } from './undo.ts'

const access = { kind: 'scoped', by: 'registry', right: 'registry.merge' } as const
const params = z.object({ id: z.uuid() })

/** Merging objects that were registered twice, and undoing it. */
export function mergeRoutes(deps: MergeDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/merges/plan',
      summary: 'What a merge of the two would make of them',
      access,
      query: MergePlanQuery,
      response: MergePlan,
      handler: ({ actor, query }) => planMerge(deps, actor, query),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/merges',
      summary: 'Merges, the latest first',
      access,
      query: MergeListQuery,
      response: MergePage,
      handler: async ({ actor, query }) => {
        const { rows, total } = await listMerges(deps.db, actor, query)
        return { rows: await present(deps, rows), total }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/merges/:id',
      summary: 'One merge, and what undoing it would lose',
      access,
      params,
      response: MergeDetail,
      handler: ({ actor, params }) => readMerge(deps, actor, params.id),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/merges',
      summary: 'Makes one object of two; the absorbed id means the survivor from then on',
      access,
      body: MergeRequest,
      response: MergeDetail,
      clientKey: true,
      handler: async ({ actor, body, clientKey }) =>
        created(await readMerge(deps, actor, await mergeObjects(deps, actor, body, clientKey))),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/merges/:id/undoing',
      summary: 'Undoes a merge: both are again what they were before it',
      access,
      params,
      body: MergeUndoing,
      response: MergeDetail,
      handler: async ({ actor, params, body }) => {
        await undoMerge(deps, actor, params.id, body)
        return readMerge(deps, actor, params.id)
      },
    }),
  ]
}

/** @throws AppError http.not_found */
async function readMerge(deps: MergeDeps, actor: Actor, id: string): Promise<MergeDetail> {
  const found = await findMerge(deps.db, actor, id)
  if (!found) throw notFound()
  const [shown] = await present(deps, [found])
  if (!shown) throw notFound()
  const undo = await deps.db.transaction().execute(async (tx) => {
    const merge = await lockMerge(tx, actor, id)
    if (!merge) throw notFound()
    const { obstacle, lost } = await examineUndo(tx, actor, merge)
    return { obstacle, lost }
  })
  return { ...shown, undo }
}

async function present({ db }: MergeDeps, rows: readonly MergeRow[]): Promise<Merge[]> {
  const answers: Merge[] = []
  for (const row of rows) {
    const [root = row.survivorId] = await idsOf(db, row.survivorId)
    const known = await readMatchRows(db, row.kind, [root, row.absorbedId])
    // What was kept for undoing still says what the absorbed one was called.
    const kept = row.before?.absorbed
    const text = (value: unknown) => (typeof value === 'string' ? value : '')
    const nameOf = (id: string) => known.get(id)?.name || known.get(id)?.number || ''
    const { id, kind, survivorId, absorbedId, accountId, ground, choices } = row
    answers.push({
      id,
      kind,
      survivorId,
      absorbedId,
      accountId,
      ground,
      choices,
      at: row.at.toISOString(),
      survivor: nameOf(root),
      absorbed: nameOf(absorbedId) || text(kept?.['name']) || text(kept?.['number']),
      undone:
        row.undoneAt === null
          ? null
          : {
              at: row.undoneAt.toISOString(),
              accountId: row.undoneAccountId ?? 0,
              reason: row.undoneReason ?? '',
            },
    })
  }
  return answers
}
