import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Import, ImportList, ImportSettings } from '#kernel/registry/model'
import { api, useClientKey } from '#kernel/ui/web'

const root = '/api/imports'
const busy = new Set<Import['state']>(['to_check', 'checking', 'to_run', 'running'])

/** Whether the server is at work on it, so that it can only be watched or cancelled. */
export const isBusy = ({ state }: Pick<Import, 'state'>): boolean => busy.has(state)

export const refusedAddress = (id: string): string => `${root}/${id}/refused.xlsx`

export function importsQuery() {
  return queryOptions({
    queryKey: ['imports', 'list'],
    queryFn: ({ signal }) => api.get<ImportList>(root, { signal }),
    refetchInterval: ({ state }) => (state.data?.rows.some(isBusy) ? 1000 : false),
  })
}

export function importQuery(id: string) {
  return queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => api.get<Import>(`${root}/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? 500 : false),
  })
}

function useKept() {
  const client = useQueryClient()
  return async (one: Import) => {
    client.setQueryData(importQuery(one.id).queryKey, one)
    await client.invalidateQueries({ queryKey: ['imports', 'list'] })
  }
}

export function useUploadList() {
  const kept = useKept()
  return useMutation({
    mutationFn: (file: File) => api.post<Import>(root, undefined, { query: { name: file.name }, raw: file }),
    onSuccess: kept,
  })
}

export function useCheckList(id: string) {
  const kept = useKept()
  return useMutation({
    mutationFn: (settings: ImportSettings) => api.put<Import>(`${root}/${id}/check`, settings),
    onSuccess: kept,
  })
}

export function useRunList(id: string) {
  const kept = useKept()
  const { keyFor } = useClientKey()
  return useMutation({
    mutationFn: () => api.post<Import>(`${root}/${id}/run`, undefined, { clientKey: keyFor(id) }),
    onSuccess: kept,
  })
}

export function useCancelList(id: string) {
  const kept = useKept()
  return useMutation({
    mutationFn: () => api.put<Import>(`${root}/${id}/cancellation`),
    onSuccess: kept,
  })
}
