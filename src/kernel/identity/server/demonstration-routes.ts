import { isIP } from 'node:net'
import { z } from 'zod'
import { notFound } from '#kernel/errors/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { DemonstrationRole, SessionAnswer } from '#kernel/identity/model'
import { findDemonstrationAccount, listDemonstrationRoles } from './demonstration-store.ts'
import type { Identity } from './identity.ts'
import { answerNewSession, originOf } from './session-routes.ts'
import { openSession } from './sign-in.ts'

const open = {
  kind: 'public',
  because: 'the demonstration district holds invented people only and is served to this machine alone',
} as const

/**
 * Sign-in by one click. There are no such routes unless the server was started with the demonstration on the
 * loopback; and even then a caller from elsewhere, or one that was lured here under another name (DNS rebinding),
 * finds nothing.
 */
export function demonstrationRoutes(identity: Identity): Route[] {
  if (!identity.demonstration) return []
  const { db } = identity
  return [
    defineRoute({
      method: 'GET',
      path: '/api/demonstration/roles',
      summary: 'The roles that the demonstration offers',
      access: open,
      response: z.array(DemonstrationRole),
      handler: ({ address, headers, locale }) => {
        refuseStrangers(address, headers.host)
        return listDemonstrationRoles(db, locale, identity.now())
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/demonstration/session',
      summary: 'Sign in as one of the demonstration’s roles',
      access: open,
      body: z.strictObject({ loginName: z.string().max(64) }),
      response: SessionAnswer,
      handler: async (request) => {
        refuseStrangers(request.address, request.headers.host)
        const account = await findDemonstrationAccount(db, request.body.loginName)
        if (!account) throw notFound()
        const session = await openSession(identity, account, originOf(request), true)
        return answerNewSession(identity, session, request.locale)
      },
    }),
  ]
}

function refuseStrangers(address: string, host: string | undefined): void {
  if (!isThisMachine(address, host)) throw notFound()
}

/** Whether a caller is on this machine, and was not lured here under another name. */
export function isThisMachine(address: string, host: string | undefined): boolean {
  const name = URL.parse(`http://${host ?? ''}`)?.hostname ?? ''
  return isLoopback(address) && (name === 'localhost' || isLoopback(name.replace(/^\[|\]$/g, '')))
}

function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '')
  return isIP(plain) === 4 ? plain.startsWith('127.') : plain === '::1'
}
