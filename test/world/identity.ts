import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { DatabaseHandle } from '#kernel/db/server'
import { createHttpServer, type HttpServer, type Route } from '#kernel/http/server'
import {
  accountRoutes,
  argon2Passwords,
  createIdentity,
  demonstrationRoutes,
  type Identity,
  insertAccount,
  positionRoutes,
  sessionRoutes,
  setAppointments,
} from '#kernel/identity/server'
import {
  organisationIdsByCode,
  organisationRoutes,
  positionIdsByCode,
  seedOrganisations,
} from '#kernel/orgs/server'
import { type SettableClock, settableClock } from '#kernel/time/model'
import { openTestDatabase } from './database.ts'
import { worldDivisions, worldTree } from './divisions.ts'

export const worldPassword = 'Kx7-river-stone'
export const givenPassword = 'Qn9-paper-lamp'

export type IdentityWorld = {
  handle: DatabaseHandle
  identity: Identity
  clock: SettableClock
  app: HttpServer
  organisations: Map<string, number>
  positions: Map<string, number>
  /** Opens an account with `worldPassword`, holding the positions named by code. */
  account(loginName: string, positions: string[], organisation?: string): Promise<number>
  /** A browser with cookies of its own. */
  browser(address?: string): Browser
  /** Opens an account as `account` does and signs it in. */
  signedIn(loginName: string, positions: string[], organisation?: string): Promise<Browser>
  /** What an administrator sends to open one more account, with `givenPassword`; no two bear one name. */
  newAccount(
    organisation?: string,
  ): Readonly<{ loginName: string; name: string; organisationId: number; password: string }>
  close(): Promise<void>
}

type Options = Partial<Parameters<typeof createIdentity>[0]> & {
  routes?: (identity: Identity) => Route[]
}

/** The invented district with its organisations and positions, a clock to be set, and the routes of identity. */
export async function openIdentityWorld(options: Options = {}): Promise<IdentityWorld> {
  const { routes = () => [], ...identityOptions } = options
  const handle = await openTestDatabase()
  const clock = settableClock(new Date('2026-03-02T01:00:00Z'))
  const { db } = handle
  await seedOrganisations(db, worldDivisions, join(import.meta.dirname, 'organisations'))
  const identity = createIdentity({ db, divisions: worldTree, now: () => clock.now(), ...identityOptions })
  const app = await createHttpServer({
    routes: [
      ...organisationRoutes({ db, now: () => clock.now() }),
      ...sessionRoutes(identity),
      ...accountRoutes(identity),
      ...positionRoutes(identity),
      ...demonstrationRoutes(identity),
      ...routes(identity),
    ],
    authenticate: identity.sessions.authenticate,
    now: () => clock.now(),
    checkResponses: true,
  })
  const organisations = await organisationIdsByCode(db)
  const positions = await positionIdsByCode(db)
  const passwordHash = await argon2Passwords.hash(worldPassword)
  const account: IdentityWorld['account'] = async (loginName, codes, organisation = '990001') => {
    const now = clock.now()
    const id = await insertAccount(db, {
      loginName,
      name: `测试·${loginName}`,
      organisationId: organisations.get(organisation) as number,
      passwordHash,
      mustChangePassword: false,
      now,
    })
    const held = codes.map((code) => positions.get(code) as number)
    await db.transaction().execute((tx) => setAppointments(tx, id, held, now))
    return id
  }
  let names = 0
  return {
    handle,
    identity,
    clock,
    app,
    organisations,
    positions,
    account,
    browser: (address) => new Browser(app, address),
    signedIn: async (loginName, codes, organisation) => {
      await account(loginName, codes, organisation)
      const browser = new Browser(app)
      assert.equal((await browser.signIn(loginName)).status, 201)
      return browser
    },
    newAccount: (organisation = '990001001') => ({
      loginName: `new${++names}`,
      name: '测试·新人',
      organisationId: organisations.get(organisation) as number,
      password: givenPassword,
    }),
    close: async () => {
      await app.close()
      await handle.close()
    },
  }
}

type Answer = { status: number; body: ReturnType<typeof JSON.parse>; headers: Record<string, unknown> }

/** Keeps cookies as a browser does and marks its writes as the site's own pages do. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly #app: HttpServer
  readonly #address: string

  constructor(app: HttpServer, address = '203.0.113.7') {
    this.#app = app
    this.#address = address
  }

  async signIn(account: string, password = worldPassword): Promise<Answer> {
    return this.post('/api/session', { account, password })
  }

  get(url: string): Promise<Answer> {
    return this.send('GET', url)
  }

  post(
    url: string,
    body: unknown,
    clientKey?: string,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return this.send(
      'POST',
      url,
      body,
      clientKey === undefined ? headers : { ...headers, 'idempotency-key': clientKey },
    )
  }

  put(url: string, body: unknown): Promise<Answer> {
    return this.send('PUT', url, body)
  }

  delete(url: string): Promise<Answer> {
    return this.send('DELETE', url)
  }

  async send(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await this.#app.inject({
      method,
      url,
      remoteAddress: this.#address,
      headers: {
        'accept-language': 'en',
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(method === 'GET' ? {} : { 'x-yiwang': '1' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    for (const { name, value } of answer.cookies) {
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return {
      status: answer.statusCode,
      body: answer.body === '' ? undefined : answer.json(),
      headers: answer.headers,
    }
  }
}
