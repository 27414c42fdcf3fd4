import { sql } from 'kysely'
import { newId, type Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { ObjectKind } from '../model/fields.ts'

type Change = {
  actor: Actor
  kind: ObjectKind
  id: string
  version: number
  at: Date
  /** {column: [before, after]} */
  changes: Record<string, readonly [before: unknown, after: unknown]>
}

export async function recordChange(tx: Tx, { actor, kind, id, version, at, changes }: Change): Promise<void> {
  await sql`
    insert into registry_change (object_id, version, object_kind, account_id, position_id, at, changes)
    values (${id}, ${version}, ${kind}, ${actor.accountId}, ${actor.positionId}, ${at},
      ${JSON.stringify(changes)}::jsonb)`.execute(tx)
}

type Request = {
  accountId: number
  clientKey: string
  requestHash: Buffer
  kind: ObjectKind
  id: string
  at: Date
}

/**
 * Claims a client key for the transaction. Answers the earlier request when the key was used before; a request that
 * arrives twice at once waits here for the first to end.
 */
export async function claimClientKey(
  tx: Tx,
  { accountId, clientKey, requestHash, kind, id, at }: Request,
): Promise<{ requestHash: Buffer; id: string } | undefined> {
  const claimed = await sql`
    insert into registry_request (account_id, client_key, request_hash, object_kind, object_id, at)
    values (${accountId}, ${clientKey}, ${requestHash}, ${kind}, ${id}, ${at})
    on conflict (account_id, client_key) do nothing returning object_id`.execute(tx)
  if (claimed.rows.length > 0) return undefined
  const { rows } = await sql<{ requestHash: Buffer; id: string }>`
    select request_hash as "requestHash", object_id as id from registry_request
    where account_id = ${accountId} and client_key = ${clientKey}`.execute(tx)
  return rows[0]
}

type Unmasking = {
  actor: Actor
  kind: 'person' | 'enterprise'
  /** Null where a number was looked up that nobody has. */
  id: string | null
  field: string
  purpose: string
  /** Of the register of purposes. */
  purposeCode?: string | null | undefined
  at: Date
}

export async function recordUnmasking(tx: Tx, entry: Unmasking): Promise<void> {
  const { actor, kind, id, field, purpose, purposeCode = null, at } = entry
  await sql`
    insert into unmasking (id, account_id, position_id, object_kind, object_id, field, purpose, purpose_code, at)
    values (${newId(at)}, ${actor.accountId}, ${actor.positionId}, ${kind}, ${id}, ${field}, ${purpose},
      ${purposeCode}, ${at})`.execute(tx)
}
