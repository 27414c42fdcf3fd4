import { z } from 'zod'
import { type Actor, hasRight } from '#kernel/http/model'
import { created, defineRoute, noContent, type Route } from '#kernel/http/server'
import '../model/messages.ts'
import {
  ItemResult,
  ItemResults,
  ItemUpload,
  KeptConflict,
  PartUpload,
  SealedUpload,
  SettledPage,
  Settlement,
} from '../model/protocol.ts'
import { type Device, DevicePage, LeaseAnswer, NewDevice, Revocation, Snapshot } from '../model/snapshot.ts'
import { type ListedDevice, listDevices } from './device-list-store.ts'
import { listConflicts } from './item-store.ts'
import { giveLease, registerDevice, revoke } from './leases.ts'
import type { OfflineDeps } from './offline-deps.ts'
import { takePart, takeSealed } from './sealed.ts'
import { settle } from './settle.ts'
import { readSettled } from './settled.ts'
import { readSnapshot } from './snapshot.ts'
import { openContent, tell } from './take-item.ts'
import { takeItems } from './take-items.ts'
import { Turnstile } from './turnstile.ts'

/** Fewer than the connections that a process has to its database. */
const phonesAtOnce = 4
const ownPhone = { kind: 'signed_in', because: 'a phone is its account’s own' } as const
const ownItems = { kind: 'signed_in', because: 'what one did without a line is one’s own' } as const
const managing = 'identity.manage'
const DeviceId = z.object({ deviceId: z.uuid() })
const ItemKey = z.object({ itemKey: z.uuid() })

/** What a phone and the server tell each other, and what people decide about phones. */
export function offlineRoutes(deps: OfflineDeps): Route[] {
  const turnstile = new Turnstile(phonesAtOnce)
  return [
    ...phoneRoutes(deps, turnstile),
    ...itemRoutes(deps, turnstile),
    ...conflictRoutes(deps),
    ...deviceRoutes(deps),
  ]
}

function phoneRoutes(deps: OfflineDeps, turnstile: Turnstile): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/offline/devices',
      summary: 'Makes a phone known, by the key that it signs with',
      access: ownPhone,
      clientKey: true,
      body: NewDevice,
      response: z.object({ id: z.uuid() }),
      handler: async ({ actor, body, clientKey }) =>
        created(await registerDevice(deps, actor, body, clientKey)),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/offline/devices/:deviceId/leases',
      summary:
        'The lease that a phone works under without a line, and the server’s half of what opens its store',
      access: ownPhone,
      params: DeviceId,
      response: LeaseAnswer,
      headers: { 'cache-control': 'no-store' },
      handler: ({ actor, params }) => giveLease(deps, actor, params.deviceId),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/offline/snapshot',
      summary: 'What a position may carry on a phone, or what has changed of it',
      access: { kind: 'scoped', by: 'entry' },
      query: z.object({ device: z.uuid(), since: z.uuid().optional() }),
      response: Snapshot,
      headers: { 'cache-control': 'no-store' },
      handler: ({ actor, query }) => turnstile.pass(() => readSnapshot(deps, actor, query)),
    }),
  ]
}

function itemRoutes(deps: OfflineDeps, turnstile: Turnstile): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/offline/items',
      summary: 'What was done without a line, in its order; each once, by its own key',
      access: { kind: 'scoped', by: 'entry' },
      bodyLimit: 8 * 1024 * 1024,
      body: ItemUpload,
      response: ItemResults,
      handler: ({ actor, body }) =>
        turnstile.pass(async () => ({ results: await takeItems(deps, actor, body.items) })),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/offline/sealed',
      summary: 'An item that only the server can open, whoever brings it',
      access: { kind: 'scoped', by: 'entry' },
      body: SealedUpload,
      response: ItemResult,
      handler: ({ actor, body }) => takeSealed(deps, actor, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/offline/sealed-parts',
      summary: 'A part of a sealed photo',
      access: ownItems,
      body: PartUpload,
      handler: async ({ actor, body }) => {
        await takePart(deps, actor, body)
        return noContent()
      },
    }),
  ]
}

function conflictRoutes(deps: OfflineDeps): Route[] {
  const { engine } = deps
  return [
    defineRoute({
      method: 'GET',
      path: '/api/offline/conflicts',
      summary:
        'One’s own conflicts that wait for a decision, with what was to be done and the entry as it stands',
      access: { kind: 'scoped', by: 'entry' },
      response: z.array(KeptConflict),
      handler: async ({ actor }) => {
        const rows = await listConflicts(engine.handle.db, actor.accountId, 200)
        const told = []
        for (const row of rows) {
          const { item, files } = openContent(deps, row)
          const conflict = await tell(deps, { actor, sealed: false }, row)
          told.push({ conflict, item, files, at: row.at.toISOString() })
        }
        return told
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/offline/settled-conflicts',
      summary:
        'One’s own conflicts that were settled: what was to be done, what stood then, and what came of it',
      access: { kind: 'scoped', by: 'entry' },
      query: z.object({
        page: z.coerce.number().int().min(1).max(10_000).default(1),
        size: z.coerce.number().int().min(1).max(50).default(10),
      }),
      response: SettledPage,
      handler: ({ actor, query }) => readSettled(deps, actor, query),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/offline/conflicts/:itemKey/settlement',
      summary: 'Settles a conflict: again, as a comment, or given up with a reason',
      access: { kind: 'scoped', by: 'entry' },
      params: ItemKey,
      body: Settlement,
      response: ItemResult,
      handler: ({ actor, params, body }) => settle(deps, actor, params.itemKey, body),
    }),
  ]
}

function deviceRoutes(deps: OfflineDeps): Route[] {
  const { engine } = deps
  const { db } = engine.handle
  return [
    defineRoute({
      method: 'GET',
      path: '/api/offline/devices',
      summary: 'One’s own phones; to an administrator those of the accounts in their divisions too',
      access: { kind: 'scoped', by: 'organisation' },
      query: z.object({
        page: z.coerce.number().int().min(1).max(100_000).default(1),
        size: z.coerce.number().int().min(1).max(200).default(30),
      }),
      response: DevicePage,
      handler: async ({ actor, query }) => {
        const manages = hasRight(actor, managing)
        const now = engine.clock.now()
        const rule = deps.leaseRule.at(now).body
        const { rows, total } = await listDevices(db, actor, { ...query, manages, now })
        return {
          rows: rows.map((row) => presentDevice(row, actor)),
          total,
          rule,
          can: { manage: manages },
        }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/offline/devices/:deviceId/revocation',
      summary: 'Takes a phone out of use: its store never opens again',
      access: { kind: 'scoped', by: 'organisation' },
      params: DeviceId,
      body: Revocation,
      handler: async ({ actor, params, body }) => {
        await revoke(deps, actor, params.deviceId, body, hasRight(actor, managing))
        return noContent()
      },
    }),
  ]
}

function presentDevice(row: ListedDevice, actor: Actor): Device {
  const { revokedAt, revokedSince } = row
  return {
    id: row.id,
    name: row.name,
    account: { id: row.accountId, name: row.accountName },
    registeredAt: row.registeredAt.toISOString(),
    lastContactAt: row.lastContactAt.toISOString(),
    leaseUntil: row.leaseUntil?.toISOString() ?? null,
    revoked:
      revokedAt && revokedSince
        ? {
            at: revokedAt.toISOString(),
            since: revokedSince.toISOString(),
            reason: row.reason ?? '',
            by: row.revokedBy ?? '',
          }
        : null,
    conflicts: row.conflicts,
    items: row.items,
    own: row.accountId === actor.accountId,
  }
}
