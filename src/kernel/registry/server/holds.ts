import { blindIndex } from '#kernel/crypto/server'
import { canonicalText } from '#kernel/crypto/model'
import { newId } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import type { LocalText } from '#kernel/i18n/model'
import type { Hold, HoldList, Lifting, NewHold } from '../model/hold.ts'
import { claimClientKey } from './change-store.ts'
import { type HoldRow, insertHold, liftHold, listHolds } from './hold-store.ts'
import type { ObjectRef } from './object-store.ts'
import { findRow, lockRow } from './record-store.ts'
import type { RegistryDeps } from './records.ts'

export const holdRight = 'registry.hold'

/** Names for who placed and lifted; given by the composition root. */
export type HoldNames = {
  accounts(ids: readonly number[]): Promise<ReadonlyMap<number, string>>
  organisations(ids: readonly number[]): Promise<ReadonlyMap<number, LocalText>>
}
export type HoldDeps = RegistryDeps & { names: HoldNames }

/** Every hold that there is or was on an object that the actor may see. */
export async function readHolds(deps: HoldDeps, actor: Actor, { kind, id }: ObjectRef): Promise<HoldList> {
  if (!(await findRow(deps.db, actor, kind, id))) throw notFound()
  const rows = await listHolds(deps.db, id)
  const accounts = await deps.names.accounts([
    ...new Set(rows.flatMap((row) => [row.placedAccountId, row.liftedAccountId ?? []].flat())),
  ])
  const organisations = await deps.names.organisations([
    ...new Set(rows.flatMap((row) => [row.placedOrganisationId, row.liftedOrganisationId ?? []].flat())),
  ])
  const who = (accountId: number, organisationId: number) => ({
    accountId,
    name: accounts.get(accountId) ?? '',
    organisation: organisations.get(organisationId) ?? null,
  })
  return { holds: rows.map((row) => present(row, who)), can: { place: hasRight(actor, holdRight) } }
}

function present(row: HoldRow, who: (accountId: number, organisationId: number) => Hold['placedBy']): Hold {
  const { liftedAccountId, liftedOrganisationId, liftedAt, liftedReason } = row
  return {
    id: row.id,
    kind: row.kind,
    document: row.document,
    reason: row.reason,
    placedBy: who(row.placedAccountId, row.placedOrganisationId),
    placedAt: row.placedAt.toISOString(),
    lifted:
      liftedAt === null
        ? null
        : {
            by: who(liftedAccountId ?? 0, liftedOrganisationId ?? 0),
            at: liftedAt.toISOString(),
            reason: liftedReason ?? '',
          },
  }
}

/**
 * Places a hold, once for a client key. The object stays locked until it is written, so that an action that consults
 * the holds comes wholly before or wholly after.
 */
export async function placeHold(
  deps: HoldDeps,
  actor: Actor,
  { kind, id }: ObjectRef,
  hold: NewHold,
  clientKey: string,
): Promise<HoldList> {
  const at = deps.now()
  const requestHash = blindIndex(
    deps.keys,
    'registry_request',
    canonicalText({ kind: 'hold', of: kind, id, hold }),
  )
  await deps.db.transaction().execute(async (tx) => {
    const request = { accountId: actor.accountId, clientKey, requestHash, kind, id, at }
    const earlier = await claimClientKey(tx, request)
    if (earlier?.requestHash.equals(requestHash)) return
    if (earlier) throw new AppError('registry.client_key_reused', { status: 409 })
    if (!(await lockRow(tx, actor, kind, id))) throw notFound()
    await insertHold(tx, actor, { kind, id }, { ...hold, id: newId(at), at })
  })
  return readHolds(deps, actor, { kind, id })
}

/** @throws AppError http.not_found; registry.hold_lifted (409) where it no longer stands */
export async function liftHoldOn(
  deps: HoldDeps,
  actor: Actor,
  { kind, id }: ObjectRef,
  holdId: string,
  { reason }: Lifting,
): Promise<HoldList> {
  await deps.db.transaction().execute(async (tx) => {
    if (!(await lockRow(tx, actor, kind, id))) throw notFound()
    if (await liftHold(tx, actor, { objectId: id, holdId, reason, at: deps.now() })) return
    const known = (await listHolds(tx, id)).some((row) => row.id === holdId)
    throw known ? new AppError('registry.hold_lifted', { status: 409 }) : notFound()
  })
  return readHolds(deps, actor, { kind, id })
}
