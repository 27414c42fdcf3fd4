/** A wall-clock time without a zone, in whole seconds since 1970-01-01T00:00: what plans are made of. */
export type Moment = number

export const minute = 60
export const hour = 3600
export const dayLength = 86_400

const pattern = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/

/**
 * Reads a date or a date with a time; `undefined` where it is neither.
 * @example readMoment('2026-03-02T08:00:00')
 */
export function readMoment(text: string): Moment | undefined {
  const match = pattern.exec(text.trim())
  if (!match) return undefined
  const midnight = Date.parse(`${match[1]}T00:00:00Z`) / 1000
  const [hours, minutes, seconds] = [Number(match[2] ?? 0), Number(match[3] ?? 0), Number(match[4] ?? 0)]
  if (Number.isNaN(midnight) || dateOf(midnight) !== match[1]) return undefined
  if (hours > 24 || minutes > 59 || seconds > 59 || (hours === 24 && minutes + seconds > 0)) return undefined
  return midnight + hours * hour + minutes * minute + seconds
}

/** @throws RangeError where the text is no moment: for constants and what was checked before */
export function momentAt(text: string): Moment {
  const moment = readMoment(text)
  if (moment === undefined) throw new RangeError(`not a moment: ${text}`)
  return moment
}

/** `2026-03-02T08:00:00` */
export function formatMoment(moment: Moment): string {
  return new Date(moment * 1000).toISOString().slice(0, 19)
}

/** The day of a moment, `YYYY-MM-DD`. The end of a day (24:00) is the next day's beginning. */
export function dateOf(moment: Moment): string {
  return new Date(moment * 1000).toISOString().slice(0, 10)
}
