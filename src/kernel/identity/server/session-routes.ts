import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import { defineRoute, noContent, type Route, respond, type RouteRequest } from '#kernel/http/server'
import { PasswordChange, SessionAnswer, SignIn } from '#kernel/identity/model'
import { type Locale, locales } from '#kernel/i18n/model'
import { updateAccount } from './account-store.ts'
import type { Identity } from './identity.ts'
import { appendIdentityEvent } from './identity-event-store.ts'
import { describeSession } from './session-answer.ts'
import { deleteSession, deleteSessionsOf, rotateSession } from './session-store.ts'
import { hashToken, localeCookie, newToken, sessionCookie } from './session-token.ts'
import { changePassword, type NewSession, type Origin, signIn } from './sign-in.ts'

const own = { kind: 'signed_in', because: 'the caller’s own session' } as const
const yearSeconds = 365 * 86_400

type Asked = Pick<
  RouteRequest<typeof own, undefined, undefined, undefined>,
  'address' | 'headers' | 'cookies'
>

export function originOf({ address, headers, cookies }: Asked): Origin {
  return { address, userAgent: headers['user-agent'], token: cookies[sessionCookie] }
}

/** Answers a new session: its cookie, the language chosen earlier, and who it is. */
export async function answerNewSession(identity: Identity, session: NewSession, asked: Locale) {
  const found = await identity.sessions.find(session.token, identity.now())
  if (!found) throw new AppError('http.not_signed_in', { status: 401 })
  const locale = session.locale ?? asked
  return respond({
    status: 201,
    body: await describeSession(identity, found.actor, session.positionId, locale),
    cookies: [
      { name: sessionCookie, value: session.token },
      ...(session.locale === null ? [] : [localeCookieOf(session.locale)]),
    ],
  })
}

function localeCookieOf(locale: Locale) {
  return { name: localeCookie, value: locale, httpOnly: false, maxAgeSeconds: yearSeconds }
}

/** Signing in and out, and what the signed-in may change of their own session. */
export function sessionRoutes(identity: Identity): Route[] {
  return [...signRoutes(identity), ...ownRoutes(identity)]
}

function signRoutes(identity: Identity): Route[] {
  const { db, sessions } = identity
  return [
    defineRoute({
      method: 'POST',
      path: '/api/session',
      summary: 'Sign in; with `next` where the password must be changed first',
      access: { kind: 'public', because: 'nobody is signed in before signing in' },
      body: SignIn,
      response: SessionAnswer,
      handler: async (request) => {
        const session = await signIn(identity, request.body, originOf(request))
        return answerNewSession(identity, session, request.locale)
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/session',
      summary: 'Sign out',
      access: { kind: 'public', because: 'whoever’s session has ended may still ask to end it' },
      handler: async ({ cookies, address }) => {
        const token = cookies[sessionCookie]
        const hash = hashToken(token)
        const accountId = hash && (await deleteSession(db, hash))
        sessions.forgetToken(token)
        if (accountId !== undefined)
          await appendIdentityEvent(db, { at: identity.now(), kind: 'signed_out', accountId, address })
        return noContent([{ name: sessionCookie, value: null }])
      },
    }),
  ]
}

function ownRoutes(identity: Identity): Route[] {
  const { db, sessions } = identity
  return [
    defineRoute({
      method: 'GET',
      path: '/api/session',
      summary: 'Who is signed in, through which position, with which rights',
      access: own,
      response: SessionAnswer,
      handler: ({ actor, locale }) => describeSession(identity, actor, actor.positionId, locale),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/session/position',
      summary: 'Act through another of one’s positions; the session gets a new token',
      access: own,
      body: z.strictObject({ positionId: z.number().int() }),
      response: SessionAnswer,
      handler: async ({ actor, body, cookies, locale, address }) => {
        const answer = await describeHeld(identity, actor, body.positionId, locale)
        const token = await rotate(identity, cookies[sessionCookie], body.positionId)
        const now = identity.now()
        await updateAccount(db, actor.accountId, { lastPositionId: body.positionId }, now)
        await appendIdentityEvent(db, {
          at: now,
          kind: 'position_switched',
          accountId: actor.accountId,
          address,
          detail: { from: actor.positionId, to: body.positionId },
        })
        return respond({ body: answer, cookies: [{ name: sessionCookie, value: token }] })
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/session/locale',
      summary: 'Choose the language, here and at the next sign-in',
      access: own,
      body: z.strictObject({ locale: z.enum(locales) }),
      response: SessionAnswer,
      handler: async ({ actor, body }) => {
        await updateAccount(db, actor.accountId, { locale: body.locale }, identity.now())
        sessions.forgetAccount(actor.accountId)
        return respond({
          body: await describeSession(identity, actor, actor.positionId, body.locale),
          cookies: [localeCookieOf(body.locale)],
        })
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/session/password',
      summary: 'Change one’s password; all other sessions of the account end',
      access: own,
      body: PasswordChange,
      handler: async (request) => {
        const { accountId } = request.actor
        await changePassword(identity, accountId, request.body, originOf(request))
        const token = await rotate(identity, request.cookies[sessionCookie])
        await deleteSessionsOf(db, accountId, hashToken(token))
        sessions.forgetAccount(accountId)
        return noContent([{ name: sessionCookie, value: token }])
      },
    }),
  ]
}

async function describeHeld(
  identity: Identity,
  actor: Parameters<typeof describeSession>[1],
  positionId: number,
  locale: Locale,
) {
  const current = await describeSession(identity, actor, actor.positionId, locale)
  if (!current.positions.some(({ id }) => id === positionId))
    throw new AppError('identity.unknown_position', { status: 404, path: 'positionId' })
  return describeSession(identity, actor, positionId, locale)
}

/** Another token for the same session; the old one is worth nothing from then on. */
async function rotate(identity: Identity, token: string | undefined, positionId?: number): Promise<string> {
  const old = hashToken(token)
  const next = newToken()
  const done = old && (await rotateSession(identity.db, old, hashToken(next) as Buffer, positionId))
  identity.sessions.forgetToken(token)
  if (!done) throw new AppError('http.not_signed_in', { status: 401 })
  return next
}
