import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Account, Appointment } from '#kernel/identity/model'
import type { Position, Role } from '#kernel/orgs/model'
import { api, type ApiOptions, type ApiQuery } from '#kernel/ui/web'

export const accountPageSize = 50

export function accountsQuery(query: ApiQuery) {
  return queryOptions({
    queryKey: ['accounts', 'list', query],
    queryFn: ({ signal }) => api.get<{ rows: Account[]; total: number }>('/api/accounts', { signal, query }),
    placeholderData: keepPreviousData,
  })
}

export function accountQuery(id: string) {
  return queryOptions({
    queryKey: ['accounts', 'one', id],
    queryFn: ({ signal }) => api.get<Account>(`/api/accounts/${id}`, { signal }),
  })
}

export function appointmentsQuery(id: number) {
  return queryOptions({
    queryKey: ['accounts', 'one', String(id), 'appointments'],
    queryFn: ({ signal }) => api.get<Appointment[]>(`/api/accounts/${id}/appointments`, { signal }),
  })
}

export function positionsQuery(organisation: number | null) {
  return queryOptions({
    queryKey: ['positions', organisation],
    queryFn: ({ signal }) => api.get<Position[]>('/api/positions', { signal, query: { organisation } }),
    enabled: organisation !== null,
  })
}

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => api.get<Role[]>('/api/roles', { signal }),
  staleTime: 300_000,
})

type Change = { method: 'post' | 'put'; path: string; body: unknown; options?: ApiOptions }

/** A change to accounts, positions or organisations; every list that may show it is read again after. */
export function useKeeping<Answer = unknown>() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ method, path, body, options }: Change) => api[method]<Answer>(path, body, options),
    onSuccess: () => refresh(client),
  })
}

/** Ends a position; its past stays. */
export function useEndPosition() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => api.del<undefined>(`/api/positions/${id}`),
    onSuccess: () => refresh(client),
  })
}

async function refresh(client: ReturnType<typeof useQueryClient>): Promise<void> {
  const names = ['accounts', 'positions', 'organisations', 'identity-events']
  await Promise.all(names.map((name) => client.invalidateQueries({ queryKey: [name] })))
}
