import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type {
  ChangeDecision,
  ChangeRequest,
  ChangeRequestPage,
  NewChangeRequest,
} from '#kernel/registry/model'
import { api, type ApiQuery, useClientKey } from '#kernel/ui/web'
import { pathOf, type RegistryKind } from '../registry-objects.ts'

export const requestsPageSize = 20

export function requestsQuery(query: ApiQuery) {
  return queryOptions({
    queryKey: ['registry', 'requests', query],
    queryFn: ({ signal }) => api.get<ChangeRequestPage>('/api/change-requests', { signal, query }),
    placeholderData: keepPreviousData,
  })
}

export function requestsAboutQuery(kind: RegistryKind, id: string) {
  return queryOptions({
    queryKey: ['registry', 'requests', kind, id],
    queryFn: ({ signal }) => api.get<ChangeRequestPage>(`${pathOf(kind)}/${id}/change-requests`, { signal }),
  })
}

export function useProposal(kind: RegistryKind, id: string) {
  const client = useQueryClient()
  const { keyFor, done } = useClientKey()
  return useMutation({
    mutationFn: (request: NewChangeRequest) =>
      api.post<ChangeRequest>(`${pathOf(kind)}/${id}/change-requests`, request, {
        clientKey: keyFor({ kind, id, request }),
      }),
    onSuccess: async () => {
      done()
      await client.invalidateQueries({ queryKey: ['registry', 'requests'] })
    },
  })
}

/** Decides or takes back; whatever came of it, what is shown is asked for again. */
export function useRequestStep({ id }: Pick<ChangeRequest, 'id'>) {
  const client = useQueryClient()
  const settled = () => client.invalidateQueries({ queryKey: ['registry'] })
  const url = `/api/change-requests/${id}`
  const decide = useMutation({
    mutationFn: (decision: ChangeDecision) => api.put<ChangeRequest>(`${url}/decision`, decision),
    onSettled: settled,
  })
  const withdraw = useMutation({
    mutationFn: () => api.put<ChangeRequest>(`${url}/withdrawal`),
    onSettled: settled,
  })
  return { decide, withdraw }
}
