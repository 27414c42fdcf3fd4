/** The W3C's note on dates and times, and a time without a zone, which is read as the district's own. */
const w3 =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+ -]\d\d:?\d\d)?)?)?)?$/i

const offset = '+08:00'

/**
 * Reads a date of a query. A plus sign that was not encoded comes as a blank, so a blank before the zone is one.
 * @returns undefined for what is no date
 */
export function readW3Date(text: string): Date | undefined {
  const found = w3.exec(text.trim())
  if (!found) return undefined
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', given] = found
  const zone = given === undefined ? offset : given.toUpperCase().replace(' ', '+')
  const zoned = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zoned}`)
  if (Number.isNaN(date.getTime())) return undefined
  // The thirtieth of February is not the second of March.
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day)
    ? date
    : undefined
}

const offsetMs = 8 * 3_600_000

/** Date and time of the district with its offset: `2026-11-21T22:30:00+08:00`. */
export function w3Date(date: Date): string {
  return `${new Date(date.getTime() + offsetMs).toISOString().slice(0, 19)}${offset}`
}
