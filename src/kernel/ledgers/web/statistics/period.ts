import { addDays } from '#kernel/time/model'
import type { Address } from '#kernel/ui/web'

export const periods = ['month', 'last_month', 'quarter', 'last_quarter', 'custom'] as const
export type PeriodName = (typeof periods)[number]
export type Period = { from: string; to: string }

const pad = (month: number) => String(month).padStart(2, '0')

/** Whole months, the first counted from year 0, both included. */
function monthsOf(first: number, last: number): Period {
  const start = (month: number) => `${Math.floor(month / 12)}-${pad((month % 12) + 1)}-01`
  return { from: start(first), to: addDays(start(last + 1), -1) }
}

export function periodName(address: Address): PeriodName {
  return periods.find((name) => name === address['period']) ?? 'month'
}

/** The days that the address names, both included; a chosen period moves along with the calendar. */
export function periodOf(address: Address, today: string): Period {
  const month = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1
  const quarter = month - (month % 3)
  switch (periodName(address)) {
    case 'month':
      return monthsOf(month, month)
    case 'last_month':
      return monthsOf(month - 1, month - 1)
    case 'quarter':
      return monthsOf(quarter, quarter + 2)
    case 'last_quarter':
      return monthsOf(quarter - 3, quarter - 1)
    case 'custom': {
      const { from, to } = monthsOf(month, month)
      const first =
        address['from'] ?? (address['to'] !== undefined && address['to'] < from ? address['to'] : from)
      return { from: first, to: address['to'] ?? (to < first ? first : to) }
    }
  }
}
