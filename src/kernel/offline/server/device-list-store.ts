import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { scopeByLevel } from '#kernel/divisions/model'
import type { Actor } from '#kernel/http/model'

export type ListedDevice = {
  id: string
  name: string
  accountId: number
  accountName: string
  registeredAt: Date
  lastContactAt: Date
  leaseUntil: Date | null
  revokedAt: Date | null
  revokedSince: Date | null
  reason: string | null
  revokedBy: string | null
  conflicts: number
  items: number
}

/** One's own; to whom the accounts are told, those of the accounts of organisations in their divisions too. */
function visibleTo(actor: Actor, manages: boolean): RawBuilder<boolean> {
  const own = sql<boolean>`device.account_id = ${actor.accountId}`
  if (!manages) return own
  const { districts, townships, villages } = scopeByLevel(actor.divisions)
  return sql<boolean>`(${own} or left(organisation.division_code, 6) = any(${districts}::text[])
    or left(organisation.division_code, 9) = any(${townships}::text[])
    or organisation.division_code = any(${villages}::text[]))`
}

const from = sql`offline_device device join account on account.id = device.account_id
  join organisation on organisation.id = account.organisation_id`

export async function listDevices(
  db: Database,
  actor: Actor,
  query: { manages: boolean; now: Date; page: number; size: number },
): Promise<{ rows: ListedDevice[]; total: number }> {
  const where = visibleTo(actor, query.manages)
  const { rows } = await sql<ListedDevice>`
    select device.id, device.name, device.account_id as "accountId", account.name as "accountName",
      device.registered_at as "registeredAt", device.last_contact_at as "lastContactAt",
      device.revoked_at as "revokedAt", device.revoked_since as "revokedSince", device.revoke_reason as reason,
      (select name from account as by_account where by_account.id = device.revoked_by) as "revokedBy",
      (select max(until_at) from offline_lease lease where lease.device_id = device.id and ended_at is null
        and until_at > ${query.now}::timestamptz) as "leaseUntil",
      (select count(*)::int from offline_item item where item.device_id = device.id) as items,
      (select count(*)::int from offline_item item where item.device_id = device.id and state = 'conflict') as conflicts
    from ${from} where ${where}
    order by device.revoked_at is not null, device.last_contact_at desc, device.id
    limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(db)
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from ${from} where ${where}`.execute(db)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export async function mayRevoke(db: Database, actor: Actor, id: string, manages: boolean): Promise<boolean> {
  const { rows } = await sql`
    select from ${from} where device.id = ${id} and ${visibleTo(actor, manages)}`.execute(db)
  return rows.length > 0
}
