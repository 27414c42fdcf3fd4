import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '#kernel/ui/web'
import type {
  CatalogueAnswer,
  ClaimAnswer,
  ClaimReport,
  ProposalAnswer,
  ProposalAsk,
  RelatedAnswer,
} from '../../model/incidents/answers.ts'

export const catalogueQuery = queryOptions({
  queryKey: ['grid', 'catalogue'],
  queryFn: ({ signal }) => api.get<CatalogueAnswer>('/api/grid/incidents/catalogue', { signal }),
})

/** Keeps nothing on the server: asked while a matter is being typed. */
export const proposalQuery = (ask: ProposalAsk) =>
  queryOptions({
    queryKey: ['grid', 'proposals', ask],
    queryFn: ({ signal }) => api.post<ProposalAnswer>('/api/grid/incidents/proposals', ask, { signal }),
    enabled: ask.text.length > 1,
    placeholderData: keepPreviousData,
  })

export const relatedQuery = (entryId: string) =>
  queryOptions({
    queryKey: ['entry', entryId, 'related'],
    queryFn: ({ signal }) => api.get<RelatedAnswer>(`/api/grid/incidents/${entryId}/related`, { signal }),
  })

export function useTakeDown() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ report, clientKey }: { report: ClaimReport; clientKey: string }) =>
      api.post<ClaimAnswer>('/api/grid/claims', report, { clientKey }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['ledger'] }),
  })
}
