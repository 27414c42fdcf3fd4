import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { NumberFound, SearchAnswer, SearchHit } from '#kernel/search/model'
import { api, type ApiQuery } from '#kernel/ui/web'

export function searchQuery(query: ApiQuery & { q: string }) {
  return queryOptions({
    queryKey: ['search', query],
    queryFn: ({ signal }) => api.get<SearchAnswer>('/api/search', { signal, query }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    enabled: query.q !== '',
  })
}

export const lookUpNumber = (number: string) => api.post<NumberFound>('/api/search/number', { number })

/** The page of what was found; undefined where the reader has none for it. */
export function pathOf(hit: SearchHit, rights: readonly string[]): string | undefined {
  switch (hit.kind) {
    case 'entry':
      return `/entries/${hit.id}`
    case 'organisation':
      return rights.includes('identity.read') ? `/organisations?open=${hit.id}` : undefined
    case 'division':
      return rights.includes('registry.read') ? `/registry?kind=household&division=${hit.id}` : undefined
    default:
      return `/registry?kind=${hit.kind}&open=${hit.id}`
  }
}

export const hitKey = ({ kind, id }: SearchHit) => `${kind}:${id}`
