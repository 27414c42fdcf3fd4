import type { ServerResponse } from 'node:http'

const mark = Symbol('respond')

type Cookie = {
  name: string
  /** null clears the cookie. */
  value: string | null
  httpOnly?: boolean
  maxAgeSeconds?: number
  path?: string
}

/** What is to be noted of a file that leaves the house (a route's `produces`). */
export type Produced = {
  /** Known when the last byte is out. */
  rows?: () => number
  /** The moment that it tells of, on the axis, and by what had been recorded when. */
  asOf?: { moment: Date; axis: 'effective' | 'recorded' }
  period?: { from: string; to: string }
  /** Versions of what its figures were made by. */
  rules?: Readonly<Record<string, string | number>>
  /** Where a copy is kept. */
  fileId?: string
}

type Parts = {
  status?: number
  /** A value is sent as JSON, a Buffer or stream as it is. */
  body?: unknown
  headers?: Record<string, string>
  cookies?: Cookie[]
  produced?: Produced
  /** Takes the connection over (server-sent events); nothing else is sent. */
  takeOver?: (response: ServerResponse) => void
}
export type Respond = Parts & { [mark]: true }

/** For answers that are more than 200 and JSON. */
export function respond(parts: Parts): Respond {
  return { ...parts, [mark]: true }
}

export function created(body: unknown): Respond {
  return respond({ status: 201, body })
}

export function noContent(cookies?: Cookie[]): Respond {
  return respond(cookies === undefined ? { status: 204 } : { status: 204, cookies })
}

export function isRespond(value: unknown): value is Respond {
  return typeof value === 'object' && value !== null && mark in value
}

export type { Cookie }
