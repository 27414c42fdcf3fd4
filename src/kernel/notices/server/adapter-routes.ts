import { z } from 'zod'
import { decryptText, encrypt } from '#kernel/crypto/server'
import { AppError, notFound } from '#kernel/errors/model'
import { created, defineRoute, type Route } from '#kernel/http/server'
import { accountNames } from '#kernel/identity/server'
import {
  AdapterEventPage,
  AdapterInput,
  AdapterList,
  AdapterSecret,
  ContactInput,
  Contacts,
  Delivery,
  DeliveryPage,
  DeliveryState,
  maskContact,
} from '../model/adapter.ts'
import {
  findAdapter,
  insertAdapter,
  listAdapterEvents,
  listAdapters,
  listContacts,
  logAdapterEvent,
  saveContact,
  setSecret,
  updateAdapter,
} from './adapter-store.ts'
import {
  endWaiting,
  insertTrial,
  type ListedDelivery,
  listDeliveries,
  noteAttempt,
  reviveDelivery,
} from './delivery-store.ts'
import { textRoutes } from './text-routes.ts'
import { attempt, contactPlace, newSecret, type SendingDeps } from './sending.ts'

const manage = {
  kind: 'signed_in',
  because: 'where notices go beside the inbox, and what left, with numbers masked',
  right: 'notices.manage',
} as const
const own = { kind: 'signed_in', because: 'the caller’s own contacts' } as const
const adapterId = z.coerce.number().int().positive().max(2_147_483_647)

/** Where notices go beside the inbox, by whose decision, and what left. */
export function adapterRoutes(deps: SendingDeps): Route[] {
  return [
    ...textRoutes(deps),
    ...adapterList(deps),
    eventRoute(deps),
    ...adapterDoings(deps),
    ...deliveryRoutes(deps),
    ...contactRoutes(deps),
  ]
}

function adapterList({ db, keys, now }: SendingDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/notice-adapters',
      summary: 'Where notices may go beside the inbox',
      access: manage,
      response: AdapterList,
      handler: async () => ({ rows: await listAdapters(db) }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/notice-adapters',
      summary: 'Names a place; answers the secret that its messages are signed with, this once',
      access: manage,
      body: AdapterInput,
      response: AdapterSecret,
      handler: async ({ actor, body }) => {
        const made = await db.transaction().execute(async (tx) => {
          const id = await insertAdapter(tx, body)
          const { secret, sealed } = newSecret(keys, id)
          await setSecret(tx, id, sealed)
          const event = { adapterId: id, accountId: actor.accountId, at: now() }
          await logAdapterEvent(tx, { ...event, kind: 'created', detail: body })
          if (body.on) await logAdapterEvent(tx, { ...event, kind: 'switched_on', detail: {} })
          return { id, secret }
        })
        return created(made)
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/notice-adapters/:adapterId',
      summary: 'Changes a place, switches it on or off',
      access: manage,
      params: z.object({ adapterId }),
      body: AdapterInput,
      response: AdapterList,
      handler: async ({ actor, params, body }) => {
        await db.transaction().execute(async (tx) => {
          const before = await findAdapter(tx, params.adapterId)
          if (!before) throw notFound()
          await updateAdapter(tx, before.id, body)
          const event = { adapterId: before.id, accountId: actor.accountId, at: now() }
          await logAdapterEvent(tx, { ...event, kind: 'changed', detail: body })
          if (before.on !== body.on)
            await logAdapterEvent(tx, {
              ...event,
              kind: body.on ? 'switched_on' : 'switched_off',
              detail: {},
            })
          if (!body.on) await endWaiting(tx, before.id, 'switched_off', now())
        })
        return { rows: await listAdapters(db) }
      },
    }),
  ]
}

function eventRoute({ db }: SendingDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/notice-adapter-events',
    summary: 'Who set, switched or tried again what of the places that notices go to, the latest first',
    access: manage,
    query: z.object({
      page: z.coerce.number().int().min(1).max(100_000).default(1),
      size: z.coerce.number().int().min(1).max(200).default(30),
    }),
    response: AdapterEventPage,
    handler: async ({ query }) => {
      const { rows, total } = await listAdapterEvents(db, query)
      const names = await accountNames(db, [...new Set(rows.map(({ accountId }) => accountId))])
      const present = ({ accountId, at, ...row }: (typeof rows)[number]) => ({
        ...row,
        at: at.toISOString(),
        account: names.get(accountId) ?? '',
      })
      return { rows: rows.map(present), total }
    },
  })
}

function adapterDoings(deps: SendingDeps): Route[] {
  const { db, keys, now } = deps
  return [
    defineRoute({
      method: 'POST',
      path: '/api/notice-adapters/:adapterId/secret',
      summary: 'A new secret instead of the old one, answered this once',
      access: manage,
      params: z.object({ adapterId }),
      response: AdapterSecret,
      handler: async ({ actor, params: { adapterId: id } }) => {
        if (!(await findAdapter(db, id))) throw notFound()
        const { secret, sealed } = newSecret(keys, id)
        await db.transaction().execute(async (tx) => {
          await setSecret(tx, id, sealed)
          const event = { adapterId: id, accountId: actor.accountId, at: now() }
          await logAdapterEvent(tx, { ...event, kind: 'new_secret', detail: {} })
        })
        return { id, secret }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/notice-adapters/:adapterId/trial',
      summary: 'Sends a trial message to the caller’s own contact at once',
      access: manage,
      params: z.object({ adapterId }),
      response: Delivery,
      handler: async ({ actor, params: { adapterId: id } }) => {
        const adapter = await findAdapter(db, id)
        if (!adapter) throw notFound()
        if (!adapter.on) throw new AppError('notices.adapter_off', { status: 409 })
        const own = await listContacts(db, [actor.accountId])
        if (own.every(({ kind }) => kind !== adapter.contact))
          throw new AppError('notices.no_contact', { status: 409 })
        const row = await insertTrial(db, id, actor.accountId, now())
        const outcome = await attempt(deps, row)
        // A trial is not repeated: who tries sees at once what came of it.
        const state = outcome.state === 'sent' ? 'sent' : 'dead'
        await noteAttempt(db, row.no, { ...outcome, state }, now())
        const { rows } = await listDeliveries(db, { page: 1, size: 50 })
        const listed = rows.find((one) => one.id === row.id)
        if (!listed) throw notFound()
        return present(listed, actor.name)
      },
    }),
  ]
}

function deliveryRoutes({ db, now }: SendingDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/notice-deliveries',
      summary: 'What left or is to: what, to whom, when, and what was answered',
      access: manage,
      query: z.object({
        delivered: DeliveryState.optional(),
        page: z.coerce.number().int().min(1).max(100_000).default(1),
        size: z.coerce.number().int().min(1).max(200).default(30),
      }),
      response: DeliveryPage,
      handler: async ({ query: { delivered, page, size } }) => {
        const { rows, total } = await listDeliveries(db, { state: delivered, page, size })
        const names = await accountNames(db, [...new Set(rows.map((row) => row.accountId))])
        return { rows: rows.map((row) => present(row, names.get(row.accountId) ?? '')), total }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/notice-deliveries/:deliveryId/attempts',
      summary: 'Lets one that was given up be sent again',
      access: manage,
      params: z.object({ deliveryId: z.uuid() }),
      response: z.strictObject({ state: z.literal('waiting') }),
      handler: async ({ actor, params }) => {
        await db.transaction().execute(async (tx) => {
          const revived = await reviveDelivery(tx, params.deliveryId, now())
          if (revived === undefined) throw notFound()
          const event = { adapterId: revived, accountId: actor.accountId, at: now() }
          await logAdapterEvent(tx, { ...event, kind: 'resent', detail: { delivery: params.deliveryId } })
        })
        return { state: 'waiting' as const }
      },
    }),
  ]
}

function present(row: ListedDelivery, account: string): z.infer<typeof Delivery> {
  const { id, adapter, recipient, kind, entryNo, state, attempts, at, nextAt, finishedAt, status, answer } =
    row
  return {
    id,
    adapter,
    account,
    recipient,
    kind,
    entryNo,
    state,
    attempts,
    at: at.toISOString(),
    nextAt: nextAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    status,
    answer,
  }
}

function contactRoutes({ db, keys }: SendingDeps): Route[] {
  const contactsOf = async (accountId: number): Promise<z.infer<typeof Contacts>> => {
    const rows = await listContacts(db, [accountId])
    const shown = new Map(
      rows.map(({ kind, value }) => [
        kind,
        maskContact(decryptText(keys, value, contactPlace(accountId, kind))),
      ]),
    )
    return {
      phone: shown.get('phone') ?? null,
      wecom: shown.get('wecom') ?? null,
      dingtalk: shown.get('dingtalk') ?? null,
    }
  }
  return [
    defineRoute({
      method: 'GET',
      path: '/api/notices/contacts',
      summary: 'Where the caller lets themselves be told, masked',
      access: own,
      response: Contacts,
      handler: ({ actor }) => contactsOf(actor.accountId),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/notices/contacts',
      summary: 'Says where one lets oneself be told, or takes it back',
      access: own,
      body: ContactInput,
      response: Contacts,
      handler: async ({ actor: { accountId }, body: { kind, value } }) => {
        const sealed = value === null ? null : encrypt(keys, value, contactPlace(accountId, kind)).bytes
        await saveContact(db, accountId, kind, sealed)
        return contactsOf(accountId)
      },
    }),
  ]
}
