import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { DivisionFeatures } from '#kernel/divisions/model'
import type { ExclusionPage, StatisticsAnswer } from '#kernel/ledgers/model'
import { type ApiQuery, api } from '#kernel/ui/web'
import type { DensityAnswer, RhythmAnswer, RhythmRows } from '../../model/quality/answers.ts'

// Under `entries`, so that live messages of the ledger ask for them again.
const key = (name: string, query: ApiQuery) => ['entries', 'incident', name, query]

export function rhythmQuery(query: ApiQuery) {
  return queryOptions({
    queryKey: key('rhythm', query),
    queryFn: ({ signal }) => api.get<RhythmAnswer>('/api/grid/quality/rhythm', { signal, query }),
    placeholderData: keepPreviousData,
  })
}

export function rhythmRowsQuery(query: ApiQuery) {
  return queryOptions({
    queryKey: key('rhythm-rows', query),
    queryFn: ({ signal }) => api.get<RhythmRows>('/api/grid/quality/rhythm/rows', { signal, query }),
    placeholderData: keepPreviousData,
  })
}

export function densityQuery(query: ApiQuery) {
  return queryOptions({
    queryKey: key('density', query),
    queryFn: ({ signal }) => api.get<DensityAnswer>('/api/grid/quality/density', { signal, query }),
    placeholderData: keepPreviousData,
  })
}

export function exclusionsQuery(query: ApiQuery) {
  return queryOptions({
    queryKey: key('exclusions', query),
    queryFn: ({ signal }) =>
      api.get<ExclusionPage>('/api/ledgers/incident/statistics/exclusions', { signal, query }),
    placeholderData: keepPreviousData,
  })
}

export function monthsQuery(query: ApiQuery) {
  return queryOptions({
    queryKey: key('statistics', query),
    queryFn: ({ signal }) => api.get<StatisticsAnswer>('/api/ledgers/incident/statistics', { signal, query }),
    placeholderData: keepPreviousData,
  })
}

/** Community cells with their names, where the reader acts over the village they lie in. */
export const cellsQuery = queryOptions({
  queryKey: ['map', 'names', 'cell:community', 'quality'],
  queryFn: ({ signal }) =>
    api.get<DivisionFeatures>('/api/divisions.geojson', { signal, query: { layer: 'cell:community' } }),
  staleTime: 300_000,
})
