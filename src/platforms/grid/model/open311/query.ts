import { readW3Date } from './dates.ts'
import { type RequestStatus, requestStatuses } from './request.ts'

/** What is wrong with what a program asked, and about which parameter. */
export type Fault = {
  code: `open311.${string}`
  status: 400 | 403 | 404
  params: Record<string, string | number>
}

export type RequestQuery = {
  /** By their numbers, whatever else was asked. */
  ids: string[] | null
  serviceCodes: string[] | null
  statuses: RequestStatus[] | null
  /** From the first, before the second. */
  from: Date
  to: Date
  page: number
  pageSize: number
  extensions: boolean
}

export const requestsMax = 1000
const daysMax = 90
const pageMax = 100_000
const dayMs = 86_400_000

type Given = Readonly<Record<string, unknown>>

const textsOf = (given: Given, name: string): string[] =>
  [given[name]].flat().flatMap((value) => (typeof value === 'string' ? [value.trim()] : []))

/** Every value of a parameter: declared several times, or with commas. Empty is as good as not declared. */
export function listOf(given: Given, name: string): string[] {
  return textsOf(given, name)
    .flatMap((text) => text.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '')
}

/** The last value of a parameter; undefined where it is empty. */
export function oneOf(given: Given, name: string): string | undefined {
  return textsOf(given, name).at(-1) || undefined
}

const wrong = (parameter: string, value: string): Fault => ({
  code: 'open311.bad_parameter',
  status: 400,
  params: { parameter, value: value.slice(0, 80) },
})

/** Reads what `GET requests` asks: every filter of the specification, and the paging that servers have added. */
export function readRequestQuery(given: Given, now: Date): RequestQuery | Fault {
  const ids = listOf(given, 'service_request_id')
  if (ids.length > requestsMax) return wrong('service_request_id', `${ids.length} > ${requestsMax}`)
  const codes = listOf(given, 'service_code')
  const statuses = listOf(given, 'status').map((status) => status.toLowerCase())
  const unknown = statuses.find((status) => !(requestStatuses as readonly string[]).includes(status))
  if (unknown !== undefined && ids.length === 0) return wrong('status', unknown)
  const span = readSpan(given, now)
  if ('code' in span && ids.length === 0) return span
  const page = readCount(given, 'page', 1, pageMax)
  if (typeof page !== 'number') return page
  const pageSize = readCount(given, 'page_size', requestsMax, Number.MAX_SAFE_INTEGER)
  if (typeof pageSize !== 'number') return pageSize
  return {
    ids: ids.length > 0 ? ids : null,
    serviceCodes: codes.length > 0 ? codes : null,
    statuses: statuses.length > 0 ? (statuses as RequestStatus[]) : null,
    ...('code' in span ? { from: new Date(0), to: now } : span),
    page,
    pageSize: Math.min(pageSize, requestsMax),
    extensions: ['true', '1'].includes(oneOf(given, 'extensions')?.toLowerCase() ?? ''),
  }
}

function readCount(given: Given, name: string, without: number, max: number): number | Fault {
  const text = oneOf(given, name)
  if (text === undefined) return without
  const count = /^\d{1,15}$/.test(text) ? Number(text) : 0
  return count >= 1 && count <= max ? count : wrong(name, text)
}

/** The span of time that is asked for: ninety days at most, the most recent ones where nothing is said. */
export function readSpan(given: Given, now: Date): { from: Date; to: Date } | Fault {
  const dates: Record<string, Date | undefined> = {}
  for (const name of ['start_date', 'end_date']) {
    const text = oneOf(given, name)
    dates[name] = text === undefined ? undefined : readW3Date(text)
    if (text !== undefined && dates[name] === undefined) return wrong(name, text)
  }
  const { start_date: start, end_date: end } = dates
  const days = (date: Date, count: number) => new Date(date.getTime() + count * dayMs)
  // What is asked for up to a moment includes it.
  const after = (date: Date) => new Date(date.getTime() + 1)
  if (start && end) {
    if (start > end) return { code: 'open311.dates_reversed', status: 400, params: {} }
    if (end > days(start, daysMax))
      return { code: 'open311.span_too_long', status: 400, params: { days: daysMax } }
    return { from: start, to: after(end) }
  }
  if (start) return { from: start, to: after(days(start, daysMax)) }
  const to = end ?? now
  return { from: days(to, -daysMax), to: after(to) }
}
