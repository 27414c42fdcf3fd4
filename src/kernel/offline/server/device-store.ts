import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { PublicKey } from '../model/protocol.ts'

export type DeviceRow = {
  id: string
  accountId: number
  name: string
  publicKey: PublicKey
  half: Buffer | null
  registeredAt: Date
  lastContactAt: Date
  revokedAt: Date | null
  revokedSince: Date | null
}

export type LeaseRow = {
  id: string
  deviceId: string
  accountId: number
  positionId: number
  fromAt: Date
  untilAt: Date
  endedAt: Date | null
  actor: Actor
}

const deviceColumns = sql`id, account_id as "accountId", name, public_key as "publicKey", half,
  registered_at as "registeredAt", last_contact_at as "lastContactAt", revoked_at as "revokedAt",
  revoked_since as "revokedSince"`
const leaseColumns = sql`id, device_id as "deviceId", account_id as "accountId", position_id as "positionId",
  from_at as "fromAt", until_at as "untilAt", ended_at as "endedAt", actor`

type NewDeviceRow = Pick<DeviceRow, 'id' | 'accountId' | 'name' | 'publicKey'> & {
  half: Buffer
  clientKey: string
  at: Date
}

/** The device, or the one that the client key made before. */
export async function insertDevice(db: Database, device: NewDeviceRow): Promise<DeviceRow | undefined> {
  const { id, accountId, name, publicKey, half, clientKey, at } = device
  await sql`
    insert into offline_device (id, account_id, name, public_key, half, client_key, registered_at, last_contact_at)
    values (${id}, ${accountId}, ${name}, ${JSON.stringify(publicKey)}::jsonb, ${half}, ${clientKey}, ${at}, ${at})
    on conflict (account_id, client_key) do nothing`.execute(db)
  const { rows } = await sql<DeviceRow>`
    select ${deviceColumns} from offline_device
    where account_id = ${accountId} and client_key = ${clientKey}`.execute(db)
  return rows[0]
}

/** The device of an account, held against others until the transaction ends. */
export async function lockDevice(tx: Tx, accountId: number, id: string): Promise<DeviceRow | undefined> {
  const { rows } = await sql<DeviceRow>`
    select ${deviceColumns} from offline_device where id = ${id} and account_id = ${accountId} for update`.execute(
    tx,
  )
  return rows[0]
}

export async function noteContact(db: Database | Tx, id: string, at: Date): Promise<void> {
  await sql`
    update offline_device set last_contact_at = greatest(last_contact_at, ${at}::timestamptz) where id = ${id}`.execute(
    db,
  )
}

/** The lease that runs on the device, if any does. */
export async function runningLease(tx: Tx, deviceId: string, now: Date): Promise<LeaseRow | undefined> {
  const { rows } = await sql<LeaseRow>`
    select ${leaseColumns} from offline_lease
    where device_id = ${deviceId} and until_at > ${now}::timestamptz and ended_at is null
    order by until_at desc limit 1`.execute(tx)
  return rows[0]
}

export async function endLeases(tx: Tx, deviceId: string, at: Date): Promise<void> {
  await sql`
    update offline_lease set ended_at = ${at}
    where device_id = ${deviceId} and ended_at is null and until_at > ${at}::timestamptz`.execute(tx)
}

export async function insertLease(tx: Tx, lease: Omit<LeaseRow, 'endedAt'>): Promise<void> {
  const { id, deviceId, accountId, positionId, fromAt, untilAt, actor } = lease
  await sql`
    insert into offline_lease (id, device_id, account_id, position_id, from_at, until_at, actor)
    values (${id}, ${deviceId}, ${accountId}, ${positionId}, ${fromAt}, ${untilAt}, ${JSON.stringify(actor)}::jsonb)`.execute(
    tx,
  )
}

export type Made = { lease: LeaseRow; device: DeviceRow }

/** A lease with its device, as an item names both. */
export async function findMade(db: Database, leaseId: string, deviceId: string): Promise<Made | undefined> {
  const { rows: leases } = await sql<LeaseRow>`
    select ${leaseColumns} from offline_lease where id = ${leaseId} and device_id = ${deviceId}`.execute(db)
  const { rows: devices } = await sql<DeviceRow>`
    select ${deviceColumns} from offline_device where id = ${deviceId}`.execute(db)
  const [lease, device] = [leases[0], devices[0]]
  return lease && device ? { lease, device } : undefined
}

/** Takes the phone's half away for good. Whose phone it was; undefined where it was revoked before. */
export async function revokeDevice(
  tx: Tx,
  id: string,
  revoked: { at: Date; since: Date; by: number; reason: string },
): Promise<{ accountId: number; name: string } | undefined> {
  const { rows } = await sql<{ accountId: number; name: string }>`
    update offline_device set revoked_at = ${revoked.at}, revoked_since = ${revoked.since},
      revoked_by = ${revoked.by}, revoke_reason = ${revoked.reason}, half = null
    where id = ${id} and revoked_at is null returning account_id as "accountId", name`.execute(tx)
  await endLeases(tx, id, revoked.at)
  await sql`delete from offline_manifest where device_id = ${id}`.execute(tx)
  return rows[0]
}
