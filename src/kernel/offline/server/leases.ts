import { randomBytes } from 'node:crypto'
import { decrypt, encrypt, sealingKey } from '#kernel/crypto/server'
import { newId } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { appendIdentityEvent } from '#kernel/identity/server'
import type { OpenRulebook, Rulebooks } from '#kernel/rulebooks/server'
import { firstLeaseRule, leaseBook } from '../model/lease-book.ts'
import type { LeaseAnswer, NewDevice, OfflineRule, Revocation } from '../model/snapshot.ts'
import {
  type DeviceRow,
  endLeases,
  insertDevice,
  insertLease,
  type LeaseRow,
  lockDevice,
  noteContact,
  revokeDevice,
  runningLease,
} from './device-store.ts'
import { mayRevoke } from './device-list-store.ts'
import type { OfflineDeps } from './offline-deps.ts'

const hourMs = 3_600_000
const halfPlace = (deviceId: string) => `offline_device.half/${deviceId}`

/** The rule that leases go by, from when the house opens. */
export function declareLease(rulebooks: Rulebooks): OpenRulebook<OfflineRule> {
  return rulebooks.declare({ ...leaseBook, first: firstLeaseRule })
}

/** Makes a phone known for the actor's account. The same client key again is the same phone. */
export async function registerDevice(
  { engine, keys }: OfflineDeps,
  actor: Actor,
  { name, publicKey }: NewDevice,
  clientKey: string,
): Promise<{ id: string }> {
  const at = engine.clock.now()
  const id = newId(at)
  const half = encrypt(keys, randomBytes(32), halfPlace(id)).bytes
  const { accountId } = actor
  const device = await insertDevice(engine.handle.db, { id, accountId, name, publicKey, half, clientKey, at })
  if (!device) throw notFound()
  if (device.publicKey.x !== publicKey.x || device.publicKey.y !== publicKey.y)
    throw new AppError('offline.key_reused', { status: 409 })
  return { id: device.id }
}

/**
 * The lease under which a phone works from now on, with the server's half of what opens its store. The one that runs is
 * answered while more than half of it is left and it says what holds now; a change of position or rights ends it.
 * @throws AppError http.not_found, offline.device_revoked (410): the phone takes its store away
 */
export async function giveLease(
  { engine, keys, leaseRule }: OfflineDeps,
  actor: Actor,
  deviceId: string,
): Promise<LeaseAnswer> {
  const now = engine.clock.now()
  const { lease, device, rule } = await engine.handle.db.transaction().execute(async (tx) => {
    const device = await lockDevice(tx, actor.accountId, deviceId)
    if (!device) throw notFound()
    if (device.half === null) throw new AppError('offline.device_revoked', { status: 410 })
    await noteContact(tx, device.id, now)
    const rule = leaseRule.at(now).body
    const running = await runningLease(tx, device.id, now)
    const same = running !== undefined && saysTheSame(running.actor, actor)
    if (same && isFresh(running, now, rule)) return { lease: running, device, rule }
    // Where rights have changed, what was done until now still counts by the old ones. A lease that is only renewed runs
    // on: its phone may never hear of the new one.
    if (running && !same) await endLeases(tx, device.id, now)
    const lease = newLease(device, actor, now, rule)
    await insertLease(tx, lease)
    return { lease, device, rule }
  })
  return {
    leaseId: lease.id,
    from: lease.fromAt.toISOString(),
    until: lease.untilAt.toISOString(),
    serverTime: now.toISOString(),
    half: decrypt(keys, device.half as Buffer, halfPlace(device.id)).toString('base64url'),
    sealing: sealingKey(keys),
    pinTries: rule.pinTries,
    worker: { accountId: actor.accountId, positionId: actor.positionId, name: actor.name },
  }
}

function newLease(
  device: DeviceRow,
  actor: Actor,
  now: Date,
  { leaseHours }: OfflineRule,
): Omit<LeaseRow, 'endedAt'> {
  const { accountId, positionId } = actor
  const untilAt = new Date(now.getTime() + leaseHours * hourMs)
  return { id: newId(now), deviceId: device.id, accountId, positionId, fromAt: now, untilAt, actor }
}

function isFresh({ untilAt }: LeaseRow, now: Date, { leaseHours }: OfflineRule): boolean {
  const left = untilAt.getTime() - now.getTime()
  return left >= (leaseHours * hourMs) / 2 && left <= leaseHours * hourMs
}

function saysTheSame(one: Actor, other: Actor): boolean {
  const said = ({ positionId, organisationId, role, divisions, ledgers, sensitivity, rights }: Actor) =>
    JSON.stringify([positionId, organisationId, role, divisions, ledgers, sensitivity, rights])
  return said(one) === said(other)
}

/** Takes a phone out of use: one's own, or one that an administrator sees. */
export async function revoke(
  { engine }: OfflineDeps,
  actor: Actor,
  id: string,
  { since, reason }: Revocation,
  manages: boolean,
): Promise<void> {
  const { db } = engine.handle
  if (!(await mayRevoke(db, actor, id, manages))) throw notFound()
  const at = engine.clock.now()
  const from = since === undefined ? at : new Date(since)
  if (from > at) throw new AppError('offline.future', { path: 'since' })
  await db.transaction().execute(async (tx) => {
    const revoked = await revokeDevice(tx, id, { at, since: from, by: actor.accountId, reason })
    if (!revoked) return
    const { accountId, name } = revoked
    const byAccountId = accountId === actor.accountId ? undefined : actor.accountId
    const detail = { name, since: from.toISOString(), reason }
    await appendIdentityEvent(tx, { at, kind: 'phone_revoked', accountId, byAccountId, detail })
  })
}
