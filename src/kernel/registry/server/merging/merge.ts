import { blindIndex } from '#kernel/crypto/server'
import { canonicalText } from '#kernel/crypto/model'
import { newId, type Tx } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { ObjectKind } from '../../model/fields.ts'
import {
  type MergeField,
  mergeFields,
  type MergePlan,
  type MergeRequest,
  type Side,
} from '../../model/merging/answers.ts'
import { firstStays, mergeHouseholds, mergeStays, type Stay } from '../../model/merging/stays.ts'
import { claimClientKey, recordChange } from '../change-store.ts'
import { standingHolds } from '../hold-store.ts'
import { insertMembers } from '../membership-store.ts'
import { readTrace, writeTrace } from './event-store.ts'
import { turnTrace } from './events.ts'
import { lockCompositions } from '../household-event-store.ts'
import { findRow, lockRow, plain, type Rows, updateRow } from '../record-store.ts'
import { difference, type RegistryDeps } from '../records.ts'
import { type Both, chosenSides, mergedRow, shownValue } from './chosen.ts'
import { deleteObject, deleteStays, insertMerge, lockBoth, type Snapshot, staysOf } from './merge-store.ts'

export type MergeDeps = RegistryDeps & {
  /** Whether somebody has asked to erase one of the persons by law: that is decided first. */
  erasureAsked: (tx: Tx, personIds: readonly string[]) => Promise<boolean>
}

type Pair = { kind: ObjectKind; survivorId: string; absorbedId: string }

/** What a merge would make of the two. @throws AppError http.not_found */
export async function planMerge({ db, keys }: RegistryDeps, actor: Actor, pair: Pair): Promise<MergePlan> {
  const { kind, survivorId, absorbedId } = pair
  return db.transaction().execute(async (tx) => {
    const both = requireBoth(
      await findRow(tx, actor, kind, survivorId),
      await findRow(tx, actor, kind, absorbedId),
    )
    const sides = chosenSides(kind, both, {})
    const fields = (mergeFields[kind] as readonly MergeField[])
      .filter((name) => name !== 'household')
      .map((name) => ({
        name,
        survivor: shownValue(kind, keys, both.survivor, name),
        absorbed: shownValue(kind, keys, both.absorbed, name),
        chosen: sides[name] ?? 'survivor',
      }))
    const before = await staysOf(tx, kind, [both.survivor.id, both.absorbed.id])
    const refs = [both.survivor.id, both.absorbed.id].map((id) => ({ kind, id }))
    return {
      kind,
      survivorId: both.survivor.id,
      absorbedId: both.absorbed.id,
      survivorVersion: both.survivor.version,
      absorbedVersion: both.absorbed.version,
      fields,
      holds: (await standingHolds(tx, refs)).length,
      staysDropped: before.length - mergedStays(kind, both, before, sides).length,
    }
  })
}

function requireBoth<K extends ObjectKind>(
  survivor: Rows[K] | undefined,
  absorbed: Rows[K] | undefined,
): Both<K> {
  if (!survivor || !absorbed) throw notFound()
  if (survivor.id === absorbed.id) throw new AppError('registry.merge_one', { status: 409 })
  for (const row of [survivor, absorbed])
    if ('erased_at' in row && row.erased_at) throw new AppError('registry.person_erased', { status: 409 })
  return { survivor, absorbed }
}

function mergedStays<K extends ObjectKind>(
  kind: K,
  { survivor, absorbed }: Both<K>,
  stays: readonly Stay[],
  sides: Readonly<Record<string, Side>>,
): Stay[] {
  const column = kind === 'person' ? 'personId' : 'householdId'
  const own = stays.filter((stay) => stay[column] === survivor.id)
  const other = stays.filter((stay) => stay[column] === absorbed.id)
  const turned = kind === 'person' && (sides['household'] ?? firstStays(own, other)) === 'absorbed'
  const [first, second] = turned ? [other, own] : [own, other]
  return kind === 'person'
    ? mergeStays(survivor.id, first, second)
    : mergeHouseholds(survivor.id, first, second)
}

/**
 * Makes one object of two, once for a client key. The absorbed one leaves the register; its id, wherever it stands in
 * logs and ties, means the survivor from now on. Everything that undoing needs is kept.
 * @throws AppError http.not_found; registry.version_changed (409) where one was changed or merged since it was seen;
 *   registry.merge_one, registry.merge_field, registry.merge_events, registry.person_erased, registry.erasure_asked
 */
export async function mergeObjects(
  deps: MergeDeps,
  actor: Actor,
  request: MergeRequest,
  clientKey: string,
): Promise<string> {
  const at = deps.now()
  const id = newId(at)
  const { kind } = request
  const requestHash = blindIndex(deps.keys, 'registry_request', canonicalText({ kind: 'merge', request }))
  return deps.db.transaction().execute(async (tx) => {
    const earlier = await claimClientKey(tx, {
      accountId: actor.accountId,
      clientKey,
      requestHash,
      kind,
      id,
      at,
    })
    if (earlier?.requestHash.equals(requestHash)) return earlier.id
    if (earlier) throw new AppError('registry.client_key_reused', { status: 409 })
    await lockCompositions(tx)
    await lockBoth(tx, kind, [request.survivorId, request.absorbedId])
    const both = requireBoth(
      await lockRow(tx, actor, kind, request.survivorId),
      await lockRow(tx, actor, kind, request.absorbedId),
    )
    refuseSeenLongAgo(both.survivor.version, request.survivorVersion)
    refuseSeenLongAgo(both.absorbed.version, request.absorbedVersion)
    if (kind === 'person' && (await deps.erasureAsked(tx, [both.survivor.id, both.absorbed.id])))
      throw new AppError('registry.erasure_asked', { status: 409 })
    await join(deps, tx, { actor, request, both, id, at })
    return id
  })
}

function refuseSeenLongAgo(version: number, expected: number): void {
  if (version !== expected)
    throw new AppError('registry.version_changed', { status: 409, params: { version } })
}

type Joining<K extends ObjectKind> = {
  actor: Actor
  request: MergeRequest
  both: Both<K>
  id: string
  at: Date
}

async function join<K extends ObjectKind>(deps: MergeDeps, tx: Tx, joining: Joining<K>): Promise<void> {
  const { actor, request, both, id, at } = joining
  const { survivor, absorbed } = both
  const kind = request.kind as K
  const sides = chosenSides(kind, both, request.choices)
  const ids = [survivor.id, absorbed.id]
  const stays = await staysOf(tx, kind, ids)
  const staysAfter = mergedStays(kind, both, stays, sides)
  const trace = await readTrace(tx, kind, ids)
  const pair = { kind, survivorId: survivor.id, absorbedId: absorbed.id }
  const traceAfter = turnTrace(trace, { ...pair, before: stays, after: staysAfter })
  await deleteStays(tx, kind, ids)
  await writeTrace(tx, kind, ids, traceAfter)
  await deleteObject(tx, kind, absorbed.id)
  const merged = { ...mergedRow(kind, deps.keys, both, sides), version: survivor.version + 1, updated_at: at }
  await updateRow(tx, kind, merged)
  await insertMembers(tx, staysAfter)
  const version = survivor.version + 1
  const changes = { ...difference(survivor, merged), merged: [null, absorbed.id] as const }
  await recordChange(tx, { actor, kind, id: survivor.id, version, at, changes })
  const gone = { merged_into: [null, survivor.id] as const }
  await recordChange(tx, { actor, kind, id: absorbed.id, version: absorbed.version + 1, at, changes: gone })
  await insertMerge(tx, actor, {
    id,
    ...pair,
    at,
    ground: request.ground,
    choices: sides,
    before: { survivor: snapshotOf(survivor), absorbed: snapshotOf(absorbed), stays, trace },
    after: { survivor: snapshotOf(merged), stays: staysAfter, trace: traceAfter },
    divisionCode: absorbed.division_code,
    sensitivity: absorbed.sensitivity,
  })
}

export function snapshotOf(row: object): Snapshot {
  const text = JSON.stringify(
    Object.fromEntries(Object.entries(row).map(([name, item]) => [name, plain(item)])),
  )
  return JSON.parse(text) as Snapshot
}
