import type { z } from 'zod'
import { isAway, isFull } from '#kernel/db/server'
import { AppError, isAppError } from '#kernel/errors/model'
import type { Problem, ProblemItem } from '#kernel/http/model'
import { type Locale, hasMessage, translate } from '#kernel/i18n/model'
import { faultWords } from './fault-words.ts'

/** Input that doesn't fit its schema, with every fault and where it is. */
export class InvalidInput extends AppError {
  readonly issues: z.core.$ZodIssue[]

  constructor(part: string, issues: z.core.$ZodIssue[]) {
    super('http.invalid', { path: part })
    this.issues = issues
  }
}

/** Parses input, its faults told in the caller's language and placed by their path within the part. */
export function parseInput<T extends z.ZodType>(
  schema: T,
  value: unknown,
  locale: Locale,
  part: string,
): z.output<T> {
  const result = schema.safeParse(value, { error: faultWords[locale] })
  if (!result.success) throw new InvalidInput(part, result.error.issues)
  return result.data
}

/** Whoever sent it broke off before its end: nobody hears the answer, and nothing of ours is at fault. */
function isBrokenOff(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return code === 'ECONNRESET' && message === 'aborted'
}

function toAppError(error: unknown, requestId: string): AppError {
  if (isAppError(error)) return error
  if (isBrokenOff(error)) return new AppError('http.invalid', { cause: error })
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new AppError('http.too_large', { status: 413, params: { limit: 1048576 }, cause: error })
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new AppError('http.unsupported_media_type', { status: 415, params: { type: '' }, cause: error })
  if (code?.startsWith('FST_ERR_CTP') || (error instanceof SyntaxError && statusCode === 400))
    return new AppError('http.bad_json', { cause: error })
  // An unpaired surrogate or U+0000 is valid JSON, and nothing that PostgreSQL stores as text.
  if (code === '22P05' || code === '22021') return new AppError('http.invalid', { cause: error })
  if (isAway(error)) return new AppError('http.unavailable', { status: 503, cause: error })
  if (isFull(error)) return new AppError('http.no_room', { status: 507, cause: error })
  if (statusCode !== undefined && statusCode < 500)
    return new AppError('http.invalid', { status: statusCode, cause: error })
  return new AppError('http.internal', { status: 500, params: { requestId }, cause: error })
}

/** The one place where what was thrown becomes what is answered. */
export function toProblem(
  thrown: unknown,
  locale: Locale,
  requestId: string,
): { problem: Problem; fault: unknown } {
  const error = toAppError(thrown, requestId)
  const { status } = error
  const titleKey = `http.title.${hasMessage(`http.title.${status}`) ? status : status < 500 ? 400 : 500}`
  const problem: Problem = {
    type: 'about:blank',
    title: translate(locale, titleKey),
    status,
    code: error.code,
    detail: translate(locale, `error.${error.code}`, error.params),
    requestId,
  }
  if (error.path !== undefined) problem.path = error.path
  if (Object.keys(error.params).length > 0) problem.params = error.params
  if (error.items.length > 0)
    problem.errors = error.items.map(({ params, ...item }) => ({
      ...item,
      detail: translate(locale, `error.${item.code}`, params),
    }))
  if (error instanceof InvalidInput) problem.errors = error.issues.map((issue) => toItem(issue, locale))
  return { problem, fault: status >= 500 ? (error.cause ?? error) : undefined }
}

function toItem(issue: z.core.$ZodIssue, locale: Locale): ProblemItem {
  const key = `error.${issue.message}`
  const params = 'params' in issue ? (issue.params as Record<string, string> | undefined) : undefined
  const detail = hasMessage(key) ? translate(locale, key, params ?? {}) : issue.message
  return {
    path: issue.path.map(String).join('.'),
    code: issue.code === 'custom' ? issue.message : issue.code,
    detail,
  }
}
