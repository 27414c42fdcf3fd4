import type { Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { Subject, Values } from '../model/state.ts'
import { systemAccountId } from '../model/verdict.ts'
import type { PerformDeps } from './perform.ts'
import type { Batch } from './write-store.ts'

/** Work that the input gives to somebody goes only to who is there to do it. */
export async function checkAssignee(tx: Tx, deps: PerformDeps, input: Values): Promise<void> {
  const { organisationId, accountId, organisations } = input
  for (const one of Array.isArray(organisations) ? organisations : [])
    await deps.checkAssignee(tx, { organisationId: Number(one), accountId: null })
  if (typeof organisationId !== 'number') return
  await deps.checkAssignee(tx, {
    organisationId,
    accountId: typeof accountId === 'number' ? accountId : null,
  })
}

/** What entries concern and what hangs on them must be there, and in sight of who says so. */
export async function checkReferences(tx: Tx, deps: PerformDeps, actor: Actor, batch: Batch): Promise<void> {
  const subjects = batch.subjects.map(({ object_kind, object_id, role }) => ({
    kind: object_kind as Subject['kind'],
    objectId: object_id,
    role,
  }))
  // What a reaction carries was checked where it was said.
  if (actor.accountId === systemAccountId) return
  if (subjects.length > 0) await deps.checkSubjects(tx, actor, subjects)
  if (batch.files.length > 0)
    await deps.checkFiles(
      tx,
      actor,
      [...Map.groupBy(batch.files, ({ file_id }) => file_id)].map(([id, hung]) => ({
        id,
        keepsOriginal: hung.every((one) => one.keeps_original),
      })),
    )
}
