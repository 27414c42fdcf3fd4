import { z } from 'zod'
import { covers } from '#kernel/divisions/model'
import type { Actor } from '#kernel/http/model'
import { created, defineRoute, type Route } from '#kernel/http/server'
import { Account, AccountChange, AccountState, Appointment, NewAccount } from '#kernel/identity/model'
import type { Locale } from '#kernel/i18n/model'
import { shanghaiInstant } from '#kernel/time/model'
import { appoint, changeAccount, createAccount, resetPassword, setAccountState } from './account-changes.ts'
import { getAccount, listAccounts } from './account-store.ts'
import { type AppointmentRow, listAppointments } from './appointment-store.ts'
import type { Identity } from './identity.ts'

const scoped = (right: string) => ({ kind: 'scoped', by: 'organisation', right }) as const
const id = z.coerce.number().int().positive().max(2_147_483_647)
const params = z.object({ id })

/** Accounts: the system administrator keeps them, the security administrator appoints them. */
export function accountRoutes(identity: Identity): Route[] {
  return [...readRoutes(identity), ...writeRoutes(identity), ...stateRoutes(identity)]
}

function readRoutes(identity: Identity): Route[] {
  const { db, now } = identity
  return [
    defineRoute({
      method: 'GET',
      path: '/api/accounts',
      summary: 'Accounts of the organisations in one’s divisions',
      access: scoped('identity.read'),
      query: z.object({
        organisation: id.optional(),
        q: z.string().trim().max(60).optional(),
        state: AccountState.optional(),
        page: z.coerce.number().int().min(1).max(100_000).default(1),
        size: z.coerce.number().int().min(1).max(200).default(20),
      }),
      response: z.object({ rows: z.array(Account), total: z.number().int() }),
      handler: ({ actor, query: { organisation, ...query }, locale }) =>
        listAccounts(db, {
          ...query,
          organisationId: organisation,
          divisions: actor.divisions,
          locale,
          now: now(),
        }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/accounts/:id',
      summary: 'One account',
      access: scoped('identity.read'),
      params,
      response: Account,
      handler: ({ actor, params, locale }) =>
        getAccount(db, params.id, { divisions: actor.divisions, locale, now: now() }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/accounts/:id/appointments',
      summary: 'Every position an account holds or held, the newest first',
      access: scoped('identity.read'),
      params,
      response: z.array(Appointment),
      handler: async ({ actor, params, locale }) => {
        await getAccount(db, params.id, { divisions: actor.divisions, locale, now: now() })
        return presentAppointments(await listAppointments(db, params.id, locale), actor)
      },
    }),
  ]
}

function presentAppointments(rows: readonly AppointmentRow[], { divisions }: Actor): Appointment[] {
  return rows.map(({ organisationDivision, positionTo, from, to, ...row }) => ({
    ...row,
    from: from?.toISOString() ?? null,
    // An appointment ends with its position, too.
    to: to?.toISOString() ?? (positionTo === null ? null : shanghaiInstant(positionTo).toISOString()),
    inReach: [...row.divisions, organisationDivision].every((code) => covers(divisions, code)),
  }))
}

type ReadBy = { actor: { divisions: readonly string[] }; locale: Locale }

function getFor({ db, now }: Identity) {
  return ({ actor, locale }: ReadBy, accountId: number) =>
    getAccount(db, accountId, { divisions: actor.divisions, locale, now: now() })
}

function writeRoutes(identity: Identity): Route[] {
  const get = getFor(identity)
  return [
    defineRoute({
      method: 'POST',
      path: '/api/accounts',
      summary: 'Open an account with a password for the first sign-in',
      access: scoped('identity.manage'),
      body: NewAccount,
      response: Account,
      clientKey: true,
      handler: async (request) => {
        const accountId = await createAccount(identity, request, request.body, request.clientKey)
        return created(await get(request, accountId))
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/accounts/:id',
      summary: 'Correct the name of an account or where it is kept',
      access: scoped('identity.manage'),
      params,
      body: AccountChange,
      response: Account,
      handler: async (request) => {
        const account = await get(request, request.params.id)
        await changeAccount(identity, request, account, request.body)
        return get(request, request.params.id)
      },
    }),
  ]
}

function stateRoutes(identity: Identity): Route[] {
  const get = getFor(identity)
  return [
    defineRoute({
      method: 'PUT',
      path: '/api/accounts/:id/state',
      summary: 'Disable an account, or enable and unlock it',
      access: scoped('identity.manage'),
      params,
      body: z.strictObject({ state: z.enum(['active', 'disabled']) }),
      response: Account,
      handler: async (request) => {
        await get(request, request.params.id)
        await setAccountState(identity, request, request.params.id, request.body.state)
        return get(request, request.params.id)
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/accounts/:id/password',
      summary: 'Give an account a password for its next sign-in',
      access: scoped('identity.manage'),
      params,
      body: NewAccount.pick({ password: true }),
      response: Account,
      handler: async (request) => {
        const account = await get(request, request.params.id)
        await resetPassword(identity, request, account, request.body.password)
        return get(request, request.params.id)
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/accounts/:id/positions',
      summary: 'Set the positions an account holds',
      access: scoped('identity.appoint'),
      params,
      body: z.strictObject({ positionIds: z.array(z.number().int().positive().max(2_147_483_647)).max(50) }),
      response: Account,
      handler: async (request) => {
        await get(request, request.params.id)
        await appoint(identity, request, request.params.id, request.body.positionIds)
        return get(request, request.params.id)
      },
    }),
  ]
}
