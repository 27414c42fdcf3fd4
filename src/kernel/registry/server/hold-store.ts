import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { type ObjectKind, objectKinds } from '../model/fields.ts'
import type { HoldKind, NewHold } from '../model/hold.ts'
import type { ObjectRef } from './object-store.ts'

export type HoldRow = {
  id: string
  objectKind: ObjectKind
  objectId: string
  kind: HoldKind
  document: string
  reason: string
  placedAccountId: number
  placedOrganisationId: number
  placedAt: Date
  liftedAccountId: number | null
  liftedOrganisationId: number | null
  liftedAt: Date | null
  liftedReason: string | null
}

const columns = sql`id, object_kind as "objectKind", object_id as "objectId", kind, document, reason,
  placed_account_id as "placedAccountId", placed_organisation_id as "placedOrganisationId", placed_at as "placedAt",
  lifted_account_id as "liftedAccountId", lifted_organisation_id as "liftedOrganisationId", lifted_at as "liftedAt",
  lifted_reason as "liftedReason"`

/** All holds there are or were on an object, the latest first. */
export async function listHolds(db: Database, objectId: string): Promise<HoldRow[]> {
  const { rows } = await sql<HoldRow>`
    select ${columns} from hold where object_id = any(registry_ids(${objectId})) order by placed_at desc, id desc`.execute(
    db,
  )
  return rows
}

/** The same, told of the object by the id that was asked for. */
const standing = sql`hold.id, object_kind as "objectKind", asked.id as "objectId", kind, document, reason,
  placed_account_id as "placedAccountId", placed_organisation_id as "placedOrganisationId", placed_at as "placedAt",
  lifted_account_id as "liftedAccountId", lifted_organisation_id as "liftedOrganisationId", lifted_at as "liftedAt",
  lifted_reason as "liftedReason"`

/** The holds that stand on any of the objects, the oldest first; where two were merged, on either. */
export async function standingHolds(db: Database, refs: readonly ObjectRef[]): Promise<HoldRow[]> {
  if (refs.length === 0) return []
  const { rows } = await sql<HoldRow>`
    select ${standing} from unnest(${[...new Set(refs.map(({ id }) => id))]}::uuid[]) as asked(id)
    join hold on hold.object_id = any(registry_ids(asked.id)) and hold.lifted_at is null
    order by hold.placed_at, hold.id`.execute(db)
  return rows
}

/**
 * The same, so that none can be placed or lifted before the transaction ends: whoever places one locks the object.
 * It is read in a statement of its own, since one that waits for a lock still sees what was before the wait.
 */
export async function standingHoldsLocked(tx: Database, refs: readonly ObjectRef[]): Promise<HoldRow[]> {
  for (const kind of objectKinds) {
    const ids = refs.filter((ref) => ref.kind === kind).map(({ id }) => id)
    if (ids.length > 0)
      await sql`select id from ${sql.table(kind)} where id in (select registry_current(given.id) from unnest(${ids}::uuid[]) as given(id))
        order by id for share`.execute(tx)
  }
  return standingHolds(tx, refs)
}

export async function insertHold(
  tx: Tx,
  actor: Actor,
  { kind, id }: ObjectRef,
  hold: NewHold & { id: string; at: Date },
): Promise<void> {
  await sql`
    insert into hold (id, object_kind, object_id, kind, document, reason, placed_account_id, placed_position_id,
      placed_organisation_id, placed_at)
    values (${hold.id}, ${kind}, ${id}, ${hold.kind}, ${hold.document}, ${hold.reason}, ${actor.accountId},
      ${actor.positionId}, ${actor.organisationId}, ${hold.at})`.execute(tx)
}

/** Lifts a hold that stands; answers whether there was one. */
export async function liftHold(
  tx: Tx,
  actor: Actor,
  { objectId, holdId, reason, at }: { objectId: string; holdId: string; reason: string; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update hold set lifted_account_id = ${actor.accountId}, lifted_position_id = ${actor.positionId},
      lifted_organisation_id = ${actor.organisationId}, lifted_at = ${at}, lifted_reason = ${reason}
    where id = ${holdId} and object_id = any(registry_ids(${objectId})) and lifted_at is null returning id`.execute(
    tx,
  )
  return rows.length > 0
}
