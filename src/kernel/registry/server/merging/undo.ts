import type { Tx } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { ObjectKind } from '../../model/fields.ts'
import type { MergeDetail, MergeUndoing, undoObstacles } from '../../model/merging/answers.ts'
import { sameStays } from '../../model/merging/stays.ts'
import { recordChange } from '../change-store.ts'
import { lockCompositions } from '../household-event-store.ts'
import { insertMembers } from '../membership-store.ts'
import { insertRows, lockRow, type Rows, updateRow } from '../record-store.ts'
import { difference, type RegistryDeps } from '../records.ts'
import { fieldsOfColumns } from './chosen.ts'
import { readTrace, writeTrace } from './event-store.ts'
import { sameTrace } from './events.ts'
import { snapshotOf } from './merge.ts'
import {
  absorbedAmong,
  deleteStays,
  endRedirect,
  lockMerge,
  markUndone,
  type MergeRow,
  type Snapshot,
  staysOf,
} from './merge-store.ts'

type Obstacle = (typeof undoObstacles)[number]
type Standing = { merge: MergeRow; row: Rows[ObjectKind]; before: NonNullable<MergeRow['before']> }
export type Undoing = MergeDetail['undo'] & { standing?: Standing }

const bookkeeping = new Set(['version', 'updated_at', 'pinyin', 'initials', 'id_number_index', 'phone_index'])

/**
 * What stands against undoing a merge, and which facts were changed since: undoing brings back what was before, and
 * loses those. Holds stay where they were placed, so that each goes with its own record again.
 */
export async function examineUndo(tx: Tx, actor: Actor, merge: MergeRow): Promise<Undoing> {
  const refused = (obstacle: Obstacle): Undoing => ({ obstacle, lost: [] })
  const { before, after, kind, survivorId, absorbedId } = merge
  if (merge.undoneAt !== null) return refused('undone')
  if (before === null || after === null) return refused('erased')
  const row = await lockRow(tx, actor, kind, survivorId)
  if (!row) throw notFound()
  // The survivor was absorbed itself, or homes and members of then were: those merges are undone first.
  const others = [...before.stays, ...before.trace.members, ...before.trace.events].flatMap((named) =>
    Object.entries(named).flatMap(([name, id]) =>
      /^(household|person|merged)Id$/.test(name) && id ? [id] : [],
    ),
  )
  const gone = await absorbedAmong(tx, [survivorId, ...others.filter((one) => one !== absorbedId)])
  if (row.id !== survivorId || gone.length > 0) return refused('absorbed_since')
  const ids = [survivorId, absorbedId]
  const moved = !sameStays(await staysOf(tx, kind, ids), after.stays)
  if (moved || !sameTrace(await readTrace(tx, kind, ids), after.trace)) return refused('stays_moved')
  const now = snapshotOf(row)
  const columns = Object.keys(after.survivor).filter(
    (name) => !bookkeeping.has(name) && JSON.stringify(now[name]) !== JSON.stringify(after.survivor[name]),
  )
  const fields = fieldsOfColumns(columns)
  const known = new Set(fields.length > 0 ? columns.filter((name) => fieldsOfColumns([name]).length > 0) : [])
  const lost = [...fields, ...columns.filter((name) => !known.has(name))]
  return { obstacle: null, lost, standing: { merge, row, before } }
}

/**
 * Undoes a merge: both are again what they were before it.
 * @throws AppError http.not_found; registry.undo_refused (409) with what stands against it; registry.undo_loses (409)
 *   where facts were changed since and nobody has said that they may be lost
 */
export async function undoMerge(
  { db, now }: RegistryDeps,
  actor: Actor,
  id: string,
  { reason, acceptLoss }: MergeUndoing,
): Promise<void> {
  await db
    .transaction()
    .execute(async (tx) => {
      await lockCompositions(tx)
      const merge = await lockMerge(tx, actor, id)
      if (!merge) throw notFound()
      const { obstacle, lost, standing } = await examineUndo(tx, actor, merge)
      if (!standing) throw refusal(obstacle ?? 'undone')
      if (lost.length > 0 && !acceptLoss)
        throw new AppError('registry.undo_loses', { status: 409, params: { count: lost.length } })
      await restore(tx, actor, standing, now())
      await markUndone(tx, actor, id, reason, now())
    })
    .catch((error: unknown) => {
      // Somebody has joined another household since, or another is head of the old one.
      throw (error as { code?: string }).code === '23505' ? refusal('stays_moved', error) : error
    })
}

function refusal(obstacle: Obstacle, cause?: unknown): AppError {
  const code = `registry.undo_${obstacle}` as const
  return new AppError(code, { status: 409, ...(cause === undefined ? {} : { cause }) })
}

async function restore(tx: Tx, actor: Actor, { merge, row, before }: Standing, at: Date): Promise<void> {
  const { kind, survivorId, absorbedId, id } = merge
  await deleteStays(tx, kind, [survivorId, absorbedId])
  const survivor = rowOf({ ...before.survivor, version: row.version + 1, updated_at: at.toISOString() })
  await updateRow(tx, kind, survivor)
  // The merge itself was a version of the absorbed one.
  const version = Number(before.absorbed['version']) + 2
  const absorbed = rowOf({ ...before.absorbed, version, updated_at: at.toISOString() })
  await insertRows(tx, kind, [absorbed])
  await endRedirect(tx, absorbedId)
  await writeTrace(tx, kind, [survivorId, absorbedId], before.trace)
  await insertMembers(tx, before.stays)
  const changes = { ...difference(snapshotOf(row), survivor), merged: [absorbedId, null] as const }
  await recordChange(tx, { actor, kind, id: survivorId, version: row.version + 1, at, changes })
  const back = { merged_into: [survivorId, null] as const, merge: [id, null] as const }
  await recordChange(tx, { actor, kind, id: absorbedId, version, at, changes: back })
}

/** As the stores write it: they take bytes in hex and times as text as well. */
function rowOf(snapshot: Snapshot): Rows[ObjectKind] {
  return snapshot as unknown as Rows[ObjectKind]
}
