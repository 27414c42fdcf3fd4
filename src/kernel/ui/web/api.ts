import { Problem, type ProblemItem } from '#kernel/http/model'
import { translate } from '#kernel/i18n/model'
import { currentLocale } from './chosen-locale.ts'
import { isUnattended } from './attendance.ts'

/** An answer that is an error, its words already in the user's language. `status` is 0 when no answer came. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly fields: readonly ProblemItem[]
  readonly requestId: string | undefined
  readonly params: Readonly<Record<string, string | number>>

  constructor(problem: Pick<Problem, 'status' | 'code' | 'title' | 'detail'> & Partial<Problem>) {
    super(`${problem.code}: ${problem.detail}`)
    this.name = 'ApiError'
    this.status = problem.status
    this.code = problem.code
    this.title = problem.title
    this.detail = problem.detail
    this.fields = problem.errors ?? fieldOf(problem)
    this.requestId = problem.requestId
    this.params = problem.params ?? {}
  }
}

/** A refusal that names one field is said beside it. */
function fieldOf({ path, code, detail }: Pick<Problem, 'code' | 'detail'> & Partial<Problem>): ProblemItem[] {
  return path === undefined ? [] : [{ path, code, detail }]
}

type QueryValue = string | number | boolean | null | undefined
export type ApiQuery = Readonly<Record<string, QueryValue | readonly string[]>>

export type ApiOptions = {
  query?: ApiQuery
  signal?: AbortSignal | undefined
  /** For writes that take one: see `useClientKey`. */
  clientKey?: string
  /** A file or other raw body instead of JSON. */
  raw?: Blob
  /** Signing in and looking who is signed in answer 401 without leaving the page. */
  stayOn401?: boolean
}

const signedOutListeners = new Set<() => void>()

/** Calls back when an answer says that nobody is signed in any more. Returns how to stop. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

/** An address with its query; what is null, undefined or empty is left out. */
export function addressWith(path: string, query: ApiQuery = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value as QueryValue]) {
      if (item !== null && item !== undefined && item !== '') search.append(name, String(item))
    }
  }
  const text = search.toString()
  if (text === '') return path
  return `${path}${path.includes('?') ? '&' : '?'}${text}`
}

function headersOf(method: string, body: unknown, options: ApiOptions): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': currentLocale() }
  if (options.raw) headers['content-type'] = options.raw.type || 'application/octet-stream'
  else if (body !== undefined) headers['content-type'] = 'application/json'
  if (method !== 'GET') headers['x-yiwang'] = '1'
  else if (isUnattended()) headers['x-yiwang-idle'] = '1'
  if (options.clientKey !== undefined) headers['idempotency-key'] = options.clientKey
  return headers
}

function offline(): ApiError {
  const locale = currentLocale()
  return new ApiError({
    status: 0,
    code: 'ui.offline',
    title: translate(locale, 'ui.error.offline.title'),
    detail: translate(locale, 'ui.error.offline'),
  })
}

async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => undefined)
  const problem = Problem.safeParse(body)
  if (problem.success) return new ApiError(problem.data)
  return new ApiError({
    status: response.status,
    code: 'ui.unexpected',
    title: translate(currentLocale(), 'ui.error.title'),
    detail: translate(currentLocale(), 'ui.error.unexpected', { status: response.status }),
  })
}

async function answerTo(method: string, path: string, body: unknown, options: ApiOptions): Promise<Response> {
  let response: Response
  try {
    response = await fetch(addressWith(path, options.query), {
      method,
      credentials: 'same-origin',
      headers: headersOf(method, body, options),
      body: options.raw ?? (body === undefined ? null : JSON.stringify(body)),
      signal: options.signal ?? null,
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw offline()
  }
  if (!response.ok) {
    const error = await errorOf(response)
    if (error.status === 401 && !options.stayOn401) for (const listener of signedOutListeners) listener()
    throw error
  }
  return response
}

async function request<Answer>(
  method: string,
  path: string,
  body: unknown,
  options: ApiOptions,
): Promise<Answer> {
  const response = await answerTo(method, path, body, options)
  if (response.status === 204) return undefined as Answer
  return (await response.json()) as Answer
}

/** The one way to the server. The answer's type comes from the area's model door. */
export const api = {
  get: <Answer>(path: string, options: ApiOptions = {}) => request<Answer>('GET', path, undefined, options),
  post: <Answer>(path: string, body?: unknown, options: ApiOptions = {}) =>
    request<Answer>('POST', path, body, options),
  put: <Answer>(path: string, body?: unknown, options: ApiOptions = {}) =>
    request<Answer>('PUT', path, body, options),
  del: <Answer>(path: string, options: ApiOptions = {}) =>
    request<Answer>('DELETE', path, undefined, options),
}

/** A file, its bytes still to come. */
export function openFile(address: string, signal: AbortSignal): Promise<Response> {
  return answerTo('GET', address, undefined, { signal })
}

/** Any thrown thing as an ApiError, so that the screens show one kind. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  // A part of the page that could not be fetched.
  if (!navigator.onLine) return offline()
  return new ApiError({
    status: -1,
    code: 'ui.unexpected',
    title: translate(currentLocale(), 'ui.error.title'),
    detail: translate(currentLocale(), 'ui.error.page'),
  })
}
