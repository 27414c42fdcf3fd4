import { addDays, isLocalDate } from '#kernel/time/model'

/**
 * A date as it is typed in a meeting: `+3` for three days from today, `5` for the next fifth of a month, `12-5` for the
 * next fifth of December, or the whole date. Null where it says none, or one that is past.
 */
export function readDueDate(typed: string, today: string): string | null {
  const text = typed.trim().replaceAll(/[./]/g, '-')
  const days = /^\+(\d{1,3})$/.exec(text)
  if (days) return addDays(today, Number(days[1]))
  const date = candidate(text, today)
  return date !== null && isLocalDate(date) && date >= today ? date : null
}

const two = (text: string) => text.padStart(2, '0')

function candidate(text: string, today: string): string | null {
  const parts = text.split('-')
  if (!parts.every((part) => /^\d{1,4}$/.test(part))) return null
  const [year = '', month = ''] = today.split('-')
  if (parts.length === 3) return `${parts[0]}-${two(parts[1] ?? '')}-${two(parts[2] ?? '')}`
  if (parts.length === 2) {
    const rest = `${two(parts[0] ?? '')}-${two(parts[1] ?? '')}`
    const here = `${year}-${rest}`
    return here >= today ? here : `${Number(year) + 1}-${rest}`
  }
  const here = `${year}-${month}-${two(text)}`
  if (here >= today) return here
  const next = addDays(`${year}-${month}-28`, 4).slice(0, 7)
  return `${next}-${two(text)}`
}
