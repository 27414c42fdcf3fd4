import pg from 'pg'
import { oid } from './result.ts'

const otherInstant = pg.types.getTypeParser(oid.timestamptz) as (text: string) => Date
const zero = 48
const two = (text: string, at: number) => (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero

/**
 * `2026-11-21 08:30:15.123456+08` as lists bring by the dozen, to the millisecond; five times the speed of the
 * library's, which reads whatever has another shape: years before 1 and after 9999, infinity, offsets with minutes.
 */
export function parseInstant(text: string): Date {
  const { length } = text
  const sign = text[length - 3]
  if (length < 22 || text[4] !== '-' || text[10] !== ' ' || (sign !== '+' && sign !== '-'))
    return otherInstant(text)
  let ms = 0
  for (let at = 20, scale = 100; at < 23 && at < length - 3; at += 1, scale /= 10)
    ms += (text.charCodeAt(at) - zero) * scale
  const year = two(text, 0) * 100 + two(text, 2)
  const hours = two(text, length - 2) * (sign === '+' ? 1 : -1)
  const at = Date.UTC(
    year,
    two(text, 5) - 1,
    two(text, 8),
    two(text, 11) - hours,
    two(text, 14),
    two(text, 17),
    ms,
  )
  return year < 100 || Number.isNaN(at) ? otherInstant(text) : new Date(at)
}
