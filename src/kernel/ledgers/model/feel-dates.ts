import { type Exact, whole } from './exact.ts'

const dayMs = 86_400_000

/** `2026-02-28`, where the calendar has such a day. */
export function readDate(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : undefined
}

function toDate(at: Date): string | null {
  const year = at.getUTCFullYear()
  return Number.isNaN(at.getTime()) || year < 1 || year > 9999 ? null : at.toISOString().slice(0, 10)
}

export function plusDays(date: string, days: Exact): string | null {
  const count = Number(days.n / days.d)
  return toDate(new Date(Date.parse(`${date}T00:00:00Z`) + count * dayMs))
}

/** A month on from 31 January is the last day of February. */
export function plusMonths(date: string, months: Exact): string | null {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const count = year * 12 + (month - 1) + Number(months.n / months.d)
  const last = new Date(Date.UTC(2000, 0, 1))
  last.setUTCFullYear(Math.floor(count / 12), (count % 12) + 1, 0)
  last.setUTCDate(Math.min(day, last.getUTCDate()))
  return toDate(last)
}

export function daysBetween(from: string, to: string): Exact {
  return whole(Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs))
}

export type Duration = { kind: 'days' | 'months'; count: Exact }

/** `P3D`, `-P1Y6M`: days, or years and months. Hours are for clocks, which count office hours. */
export function readDuration(text: string): Duration | undefined {
  const days = /^(-?)P(\d{1,6})D$/.exec(text)
  if (days) return { kind: 'days', count: whole(Number(`${days[1]}${days[2]}`)) }
  const months = /^(-?)P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?$/.exec(text)
  if (!months) return undefined
  const count = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0)
  return { kind: 'months', count: whole(months[1] === '-' ? -count : count) }
}

export function partOfDate(date: string, part: 'year' | 'month' | 'day'): Exact {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return whole({ year, month, day }[part])
}
