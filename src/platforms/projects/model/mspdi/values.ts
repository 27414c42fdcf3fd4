import { AppError } from '#kernel/errors/model'
import { type Moment, readMoment } from '../schedule/moment.ts'
import { type Element, findPart } from './xml-tree.ts'

/** Where the fault is, in words of the file: `Task 12 “…”`, or the parent's name. */
function bad(element: Element, value: string): AppError {
  return new AppError('mspdi.bad_value', {
    params: { element: element.name, value: value.slice(0, 40), line: element.line },
  })
}

export function textOf(element: Element, name: string): string | undefined {
  const text = findPart(element, name)?.text.trim()
  return text === '' ? undefined : text
}

export function numberOf(element: Element, name: string): number | undefined {
  const part = findPart(element, name)
  const text = part?.text.trim()
  if (!part || !text) return undefined
  const number = Number(text)
  if (!Number.isFinite(number)) throw bad(part, text)
  return number
}

/** `unless` is what stands where the file says nothing. */
export function flagOf(element: Element, name: string, unless = false): boolean {
  const text = textOf(element, name)?.toLowerCase()
  return text === undefined ? unless : text === '1' || text === 'true' || text === '-1'
}

/** A date with its time; `NA` and dates before 1900, which stand for none, are `undefined`. */
export function momentOf(element: Element, name: string): Moment | undefined {
  const part = findPart(element, name)
  const text = part?.text.trim()
  if (!part || !text || text === 'NA') return undefined
  const moment = readMoment(text.replace(/(Z|[+-]\d\d:?\d\d)$/, ''))
  if (moment === undefined) throw bad(part, text)
  return moment < -2_208_988_800 ? undefined : moment
}

const durationPattern =
  /^(-)?P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(-?\d+(?:\.\d+)?)H)?(?:(-?\d+(?:\.\d+)?)M)?(?:(-?\d+(?:\.\d+)?)S)?)?$/

/** An ISO 8601 duration in seconds, as Project writes it: `PT16H0M0S` is sixteen hours of work. */
export function durationOf(element: Element, name: string): number | undefined {
  const part = findPart(element, name)
  const text = part?.text.trim()
  if (!part || !text) return undefined
  const match = durationPattern.exec(text)
  if (!match) throw bad(part, text)
  const [years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(2)
    .map((value) => Number(value ?? 0))
  const total = ((years * 365 + months * 30 + days) * 24 + hours) * 3600 + minutes * 60 + seconds
  return Math.round(match[1] ? -total : total)
}

/** Seconds after midnight of a time of day, `08:00:00` or with a date before it. */
export function timeOf(element: Element, name: string): number | undefined {
  const part = findPart(element, name)
  const text = part?.text.trim()
  if (!part || !text) return undefined
  const match = /(?:^|T)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/.exec(text)
  const seconds = match ? Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0) : Number.NaN
  if (!(seconds <= 86_400)) throw bad(part, text)
  return seconds
}

const elapsedFormats = new Set([4, 6, 8, 10, 12, 36, 38, 40, 42, 44])
const percentFormats = new Set([19, 51])
const elapsedPercentFormats = new Set([20, 52])

/** What a DurationFormat, LagFormat or LevelingDelayFormat says of its amount. */
export function unitOf(format: number | undefined): 'working' | 'elapsed' | 'percent' | 'elapsed_percent' {
  if (format === undefined) return 'working'
  if (elapsedFormats.has(format)) return 'elapsed'
  if (percentFormats.has(format)) return 'percent'
  return elapsedPercentFormats.has(format) ? 'elapsed_percent' : 'working'
}
