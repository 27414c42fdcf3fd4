import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import fastifyCookie from '@fastify/cookie'
import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify'
import { nestingMax, readJson } from '#kernel/crypto/model'
import { AppError, isAppError, notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { chooseLocale, type Locale } from '#kernel/i18n/model'
import type { Route } from './define-route.ts'
import { serveDocumentation } from './documentation.ts'
import { servePages } from './pages.ts'
import { parseInput, toProblem } from './problems.ts'
import { isRespond, type Respond } from './respond.ts'

/**
 * Finds who a session cookie stands for. What nobody asked for (`passive`: live events, reloading while nobody is at the
 * keyboard) doesn't keep the session from growing idle.
 */
export type Authenticator = (request: {
  cookies: Record<string, string | undefined>
  now: Date
  passive: boolean
}) => Promise<Actor | null>

type Options = {
  routes: readonly Route[]
  authenticate: Authenticator
  now: () => Date
  /** The folder of the built web pages; without it only the API is served. */
  webDir?: string | undefined
  logger?: boolean | { level: string; stream?: { write(line: string): void } }
  /** Addresses of proxies whose X-Forwarded headers are believed. */
  trustProxy?: string[] | false
  /** Behind TLS: cookies are Secure, browsers are told to come back by TLS only. */
  secure?: boolean
  tls?: { cert: string; key: string }
  /** In tests: an answer that doesn't fit its declared schema is a fault. */
  checkResponses?: boolean
}

/** A path that the server really answers on, whoever put it there. */
export type RegisteredRoute = { method: string; path: string }

export type HttpServer = FastifyInstance & { registered: readonly RegisteredRoute[] }

const contentSecurityPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  // What was just recorded is played before it is sent.
  "media-src 'self' blob:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

/** The server: every route from its declaration, one mapping of errors, the web pages, and nothing else. */
export async function createHttpServer(options: Options): Promise<HttpServer> {
  const app = fastify({
    logger: options.logger ?? false,
    trustProxy: options.trustProxy ?? false,
    bodyLimit: 1 << 20,
    requestTimeout: 60_000,
    connectionTimeout: 0,
    genReqId: () => randomUUID(),
    // An address that can't be read reaches no route and no hook: it is told like everything else all the same.
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      void sendProblem(error, request, reply.headers(headersOf(request, options)))
    },
    ...(options.tls ? { https: options.tls } : {}),
  } as FastifyServerOptions)
  const registered: RegisteredRoute[] = []
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) registered.push({ method: one, path: url })
  })
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'string' }, parseJson)
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
  await app.register(fastifyCookie)
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headersOf(request, options))
  })
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  for (const route of options.routes) addRoute(app, route, options)
  await serveDocumentation(app, options.routes)
  if (options.webDir !== undefined && existsSync(options.webDir))
    await servePages(app, options.webDir, (request, reply) => sendProblem(notFound(), request, reply))
  else app.setNotFoundHandler((request, reply) => sendProblem(notFound(), request, reply))
  return Object.assign(app as FastifyInstance, { registered })
}

/** What every answer says to browsers. */
function headersOf({ id }: FastifyRequest, { secure }: Options): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(self), microphone=(self), geolocation=(self)',
    'x-request-id': id,
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}

function parseJson(
  _request: FastifyRequest,
  body: string | Buffer,
  done: (error: Error | null, value?: unknown) => void,
): void {
  if (body.length === 0) return done(null, undefined)
  try {
    done(
      null,
      readJson(String(body), (path) => new AppError('http.invalid', { path })),
    )
  } catch (error) {
    if (isAppError(error)) done(error)
    else if (error instanceof RangeError)
      done(new AppError('http.too_deep', { params: { levels: nestingMax }, cause: error }))
    else done(new AppError('http.bad_json', { cause: error }))
  }
}

function localeOf(request: FastifyRequest): Locale {
  // Where the address couldn't be read, no cookies were.
  const { cookies } = request as { cookies?: FastifyRequest['cookies'] }
  const chosen = cookies?.['yiwang_locale']
  return chosen === 'zh-CN' || chosen === 'en' ? chosen : chooseLocale(request.headers['accept-language'])
}

function addRoute(app: FastifyInstance, route: Route, options: Options): void {
  const writes = !['GET', 'HEAD', 'OPTIONS'].includes(route.method)
  app.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.bodyLimit ?? 1 << 20,
    exposeHeadRoute: false,
    preParsing: async (request, reply) => {
      if (route.headers) reply.headers(route.headers)
      // Before the body is read: a stranger costs nothing.
      if (request.url.includes('%00')) throw new AppError('http.invalid', { path: 'query' })
      const actor = await authorise(request, route, options)
      // The cookie follows the account's choice at sign-in; until one is made, the browser's language counts.
      request.actor = actor && { ...actor, locale: localeOf(request) }
      if (writes && route.byKey === undefined) refuseCrossSite(request)
    },
    errorHandler: (error, request, reply) => {
      void sendProblem(error, request, reply, route)
    },
    handler: async (request, reply) => {
      const locale = localeOf(request)
      const value = await route.handler({
        actor: request.actor as Actor,
        params: (route.params
          ? parseInput(route.params, request.params, locale, 'params')
          : undefined) as never,
        query: (route.query ? parseInput(route.query, request.query, locale, 'query') : undefined) as never,
        body: (route.body ? parseInput(route.body, bodyOf(request), locale, 'body') : undefined) as never,
        clientKey: route.clientKey ? clientKeyOf(request) : '',
        locale,
        requestId: request.id,
        headers: request.headers,
        cookies: request.cookies,
        address: request.ip,
        origin: `${request.protocol}://${request.host}`,
        stream: request.body instanceof Readable ? request.body : Readable.from([]),
      })
      return send(reply, route, value, options)
    },
  })
}

async function authorise(request: FastifyRequest, route: Route, options: Options): Promise<Actor | null> {
  if (route.byKey !== undefined) return null
  const actor = await options.authenticate({
    cookies: request.cookies,
    now: options.now(),
    passive: route.passive === true || request.headers['x-yiwang-idle'] === '1',
  })
  if (route.access.kind === 'public') return actor
  if (!actor) throw new AppError('http.not_signed_in', { status: 401 })
  const { right } = route.access
  if (right !== undefined && !hasRight(actor, right)) throw new AppError('http.forbidden', { status: 403 })
  return actor
}

/** Browsers send neither our header nor, across sites, our cookie; the Origin must be ours where there is one. */
function refuseCrossSite(request: FastifyRequest): void {
  const { origin } = request.headers
  const foreign = typeof origin === 'string' && URL.parse(origin)?.host !== request.host
  if (foreign || request.headers['x-yiwang'] === undefined)
    throw new AppError('http.cross_site', { status: 403 })
}

function bodyOf(request: FastifyRequest): unknown {
  if (request.body instanceof Readable) {
    const type = String(request.headers['content-type'] ?? '').slice(0, 80)
    throw new AppError('http.unsupported_media_type', { status: 415, params: { type } })
  }
  return request.body
}

function clientKeyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (key === undefined) throw new AppError('http.client_key_missing')
  if (typeof key !== 'string' || !uuid.test(key)) throw new AppError('http.bad_client_key')
  return key.toLowerCase()
}

function send(reply: FastifyReply, route: Route, value: unknown, options: Options): FastifyReply {
  if (!isRespond(value)) return reply.send(checked(route, value, options) ?? null)
  const parts: Respond = value
  for (const { name, value: text, httpOnly = true, maxAgeSeconds, path = '/' } of parts.cookies ?? []) {
    const attributes = { path, httpOnly, sameSite: 'lax' as const, secure: options.secure ?? false }
    if (text === null) reply.clearCookie(name, attributes)
    else
      reply.setCookie(
        name,
        text,
        maxAgeSeconds === undefined ? attributes : { ...attributes, maxAge: maxAgeSeconds },
      )
  }
  reply.headers(parts.headers ?? {})
  if (parts.takeOver) {
    reply.hijack()
    for (const [name, header] of Object.entries(reply.getHeaders()))
      if (header !== undefined) reply.raw.setHeader(name, header)
    parts.takeOver(reply.raw)
    return reply
  }
  return reply.status(parts.status ?? 200).send(checked(route, parts.body, options))
}

function checked(route: Route, value: unknown, options: Options): unknown {
  if (!options.checkResponses || !route.response || value === undefined || Buffer.isBuffer(value))
    return value
  const wire: unknown = JSON.parse(JSON.stringify(value))
  const result = route.response.safeParse(wire)
  if (!result.success)
    throw new Error(`${route.method} ${route.path} answers other than declared: ${result.error.message}`)
  return value
}

/** What passes by itself, or once somebody has made room: when it is worth asking again. */
const retryAfterSeconds: Readonly<Record<number, number>> = { 429: 1, 503: 5, 507: 60 }

function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  route?: Route,
): FastifyReply {
  const { problem, fault } = toProblem(error, localeOf(request), request.id)
  if (fault !== undefined) request.log.error({ err: fault, code: problem.code }, 'request failed')
  const seconds = retryAfterSeconds[problem.status]
  if (seconds !== undefined) reply.header('retry-after', String(problem.params?.['seconds'] ?? seconds))
  if (!route?.tellProblem) return reply.status(problem.status).type('application/problem+json').send(problem)
  const { status, headers, body } = route.tellProblem(problem, {
    path: request.url.split('?')[0] ?? '',
    headers: request.headers,
  })
  return reply.status(status).headers(headers).send(body)
}

declare module 'fastify' {
  interface FastifyRequest {
    actor?: Actor | null
  }
}
