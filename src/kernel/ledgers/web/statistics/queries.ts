import { queryOptions } from '@tanstack/react-query'
import type { CasePage, StatisticsAnswer } from '#kernel/ledgers/model'
import { type Address, type ApiQuery, api } from '#kernel/ui/web'
import { periodOf } from './period.ts'

// Under `entries`, so that live messages of the ledger ask for them again.
export function statisticsQuery(ledger: string, query: ApiQuery) {
  return queryOptions({
    queryKey: ['entries', ledger, 'statistics', query],
    queryFn: ({ signal }) =>
      api.get<StatisticsAnswer>(`/api/ledgers/${ledger}/statistics`, { signal, query }),
    placeholderData: (previous) => previous,
  })
}

export function casesQuery(ledger: string, query: ApiQuery) {
  return queryOptions({
    queryKey: ['entries', ledger, 'cases', query],
    queryFn: ({ signal }) => api.get<CasePage>(`/api/ledgers/${ledger}/statistics/cases`, { signal, query }),
    placeholderData: (previous) => previous,
  })
}

const asked = new Set(['by', 'task', 'district', 'township', 'village', 'organisation', 'asOf'])

/** What the cases of a figure are asked by; what else stands in the address is the page's own. */
export function caseFilters(address: Address): Record<string, string> {
  const names = (name: string) => asked.has(name) || ['from', 'to'].includes(name) || name.startsWith('f.')
  return Object.fromEntries(Object.entries(address).filter(([name]) => names(name)))
}

/** What the statistics are asked by, from the address: the period in days, the dimension and the filters. */
export function askedOf(address: Address, today: string): Record<string, string> {
  const kept = Object.entries(address).filter(([name]) => asked.has(name) || name.startsWith('f.'))
  return { ...Object.fromEntries(kept), ...periodOf(address, today) }
}
