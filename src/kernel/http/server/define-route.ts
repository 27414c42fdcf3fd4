import type { Readable } from 'node:stream'
import type { IncomingHttpHeaders } from 'node:http'
import type { ZodType, z } from 'zod'
import type { Actor, Problem } from '#kernel/http/model'
import type { Locale } from '#kernel/i18n/model'

export type Method = 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Who may call a route and what bounds the answer. There is no default: a route without a declaration doesn't
 * compile, and the access test drives every route by it.
 */
export type Access =
  | { kind: 'public'; because: string }
  /** Reference data, the same for everyone who is signed in, or the caller's own things. */
  | { kind: 'signed_in'; because: string; right?: string }
  /** Rows bounded by the actor's scope or participation; out of it is 404. */
  | { kind: 'scoped'; by: string; right?: string }

export type ToldProblem = { status: number; body: string; headers: Record<string, string> }

type Parsed<T> = T extends ZodType ? z.output<T> : undefined

export type RouteRequest<A extends Access, P, Q, B> = {
  actor: A extends { kind: 'public' } ? Actor | null : Actor
  params: Parsed<P>
  query: Parsed<Q>
  body: Parsed<B>
  /** The header Idempotency-Key: present (and checked) on every route that declares `clientKey: true`. */
  clientKey: string
  locale: Locale
  requestId: string
  headers: IncomingHttpHeaders
  cookies: Record<string, string | undefined>
  /** The caller's address, from the socket or a trusted proxy. */
  address: string
  /** Where the caller found the server, `https://host:port`: from the request, or from a trusted proxy's headers. */
  origin: string
  /** The body as it comes, on routes that declare `stream: true`. */
  stream: Readable
}

type Declaration<A extends Access, P, Q, B> = {
  method: Method
  path: string
  /** One line for the API's documentation. */
  summary: string
  access: A
  params?: P
  query?: Q
  body?: B
  /** Documents the answer, and is checked against it in tests. */
  response?: ZodType
  /** Bytes at most; 1 MiB unless told. */
  bodyLimit?: number
  clientKey?: boolean
  stream?: boolean
  /** On every answer, refusals included. */
  headers?: Record<string, string>
  /**
   * Programs call it with a key of their own, which the handler checks. No cookie is read, so that no page of another
   * site can make a browser act for who is signed in: why it has to be so.
   */
  byKey?: string
  /** How refusals are told where a standard says how; else as application/problem+json. */
  tellProblem?: (problem: Problem, asked: { path: string; headers: IncomingHttpHeaders }) => ToldProblem
  /** Nobody asks for it by hand: it doesn't count as use of the session. */
  passive?: boolean
  /** The answer, where it is a file to keep, is one that leaves the house: of what kind. Each is logged with its hash. */
  produces?: string
  /** Hides the route from the published API description. */
  hidden?: boolean
  handler(request: RouteRequest<A, P, Q, B>): unknown
}

export type Route = Declaration<Access, ZodType | undefined, ZodType | undefined, ZodType | undefined>

/**
 * Declares a route once: validation, types, access and documentation come from the declaration.
 * @example
 * defineRoute({
 *   method: 'GET', path: '/api/divisions/:code', summary: 'One division',
 *   access: { kind: 'signed_in', because: 'divisions are public knowledge' },
 *   params: z.object({ code: DivisionCode }),
 *   handler: ({ params }) => tree.get(params.code),
 * })
 */
export function defineRoute<
  A extends Access,
  P extends ZodType | undefined = undefined,
  Q extends ZodType | undefined = undefined,
  B extends ZodType | undefined = undefined,
>(declaration: Declaration<A, P, Q, B>): Route {
  return declaration as unknown as Route
}
