import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  ColleaguesAnswer,
  ProposalsAnswer,
  RepeatsAnswer,
  SpotsAnswer,
} from '../../model/desk/answers.ts'
import { type ApiQuery, api } from '#kernel/ui/web'

// Under `entries`, so that live messages of the ledger ask for them again.
export function spotsQuery(query: ApiQuery) {
  return queryOptions({
    queryKey: ['entries', 'incident', 'spots', query],
    queryFn: ({ signal }) => api.get<SpotsAnswer>('/api/grid/desk/spots', { signal, query }),
    placeholderData: keepPreviousData,
  })
}

export const repeatsQuery = queryOptions({
  queryKey: ['entries', 'incident', 'repeats'],
  queryFn: ({ signal }) => api.get<RepeatsAnswer>('/api/grid/desk/repeats', { signal }),
  staleTime: 15_000,
})

export const colleaguesQuery = queryOptions({
  queryKey: ['grid', 'desk', 'colleagues'],
  queryFn: ({ signal }) => api.get<ColleaguesAnswer>('/api/grid/desk/colleagues', { signal }),
})

export function proposalsQuery(ids: readonly string[]) {
  return queryOptions({
    queryKey: ['entries', 'incident', 'proposals', ids],
    queryFn: ({ signal }) =>
      api.get<ProposalsAnswer>('/api/grid/desk/proposals', { signal, query: { ids: ids.join(',') } }),
  })
}
