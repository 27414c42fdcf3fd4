import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type {
  DuplicatePage,
  DuplicatePair,
  MergeDetail,
  MergePage,
  MergePlan,
  MergeRequest,
  ProposalAnswer,
} from '#kernel/registry/model'
import { api, type ApiQuery, useClientKey } from '#kernel/ui/web'
import type { RegistryKind } from '../registry-objects.ts'

const root = '/api/duplicates'

export function duplicatesQuery(query: ApiQuery) {
  return queryOptions({
    queryKey: ['duplicates', 'list', query],
    queryFn: ({ signal }) => api.get<DuplicatePage>(root, { signal, query }),
    placeholderData: keepPreviousData,
    // Until everything has been compared, more may come.
    refetchInterval: ({ state }) => (state.data?.behind ? 3000 : false),
  })
}

export function pairQuery(id: string) {
  return queryOptions({
    queryKey: ['duplicates', 'one', id],
    queryFn: ({ signal }) => api.get<DuplicatePair>(`${root}/${id}`, { signal }),
  })
}

export function proposalsQuery(
  kind: RegistryKind,
  values: Readonly<Record<string, unknown>>,
  enabled: boolean,
) {
  return queryOptions({
    queryKey: ['duplicates', 'proposals', kind, values],
    queryFn: ({ signal }) => api.post<ProposalAnswer>(`${root}/proposals`, { kind, values }, { signal }),
    enabled,
    // What was typed holds numbers: it isn't kept once the form is left.
    gcTime: 0,
    placeholderData: keepPreviousData,
  })
}

/** That two are two, said with a reason, or taken back with null. */
export function useDistinct(id: string, onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (reason: string | null) =>
      reason === null
        ? api.del<DuplicatePair>(`${root}/${id}/distinct`)
        : api.put<DuplicatePair>(`${root}/${id}/distinct`, { reason }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['duplicates'] })
      onDone()
    },
  })
}

type Pair = { kind: RegistryKind; survivorId: string; absorbedId: string }

export function planQuery(pair: Pair) {
  return queryOptions({
    queryKey: ['duplicates', 'plan', pair],
    queryFn: ({ signal }) => api.get<MergePlan>('/api/merges/plan', { signal, query: pair }),
  })
}

export function mergesQuery(query: ApiQuery) {
  return queryOptions({
    queryKey: ['duplicates', 'merges', query],
    queryFn: ({ signal }) => api.get<MergePage>('/api/merges', { signal, query }),
    placeholderData: keepPreviousData,
  })
}

export function mergeQuery(id: string) {
  return queryOptions({
    queryKey: ['duplicates', 'merge', id],
    queryFn: ({ signal }) => api.get<MergeDetail>(`/api/merges/${id}`, { signal }),
  })
}

/** Whatever shows an object of the register or a pair of them is asked for again. */
function useChangedRegister() {
  const client = useQueryClient()
  return async () => {
    await Promise.all(
      ['duplicates', 'registry'].map((name) => client.invalidateQueries({ queryKey: [name] })),
    )
  }
}

export function useMerge(onDone: (merge: MergeDetail) => void) {
  const changed = useChangedRegister()
  const { keyFor, done } = useClientKey()
  return useMutation({
    mutationFn: (request: MergeRequest) =>
      api.post<MergeDetail>('/api/merges', request, { clientKey: keyFor(request) }),
    onSuccess: async (merge) => {
      done()
      await changed()
      onDone(merge)
    },
  })
}

export function useUndoMerge(id: string) {
  const changed = useChangedRegister()
  return useMutation({
    mutationFn: (undoing: { reason: string; acceptLoss: boolean }) =>
      api.put<MergeDetail>(`/api/merges/${id}/undoing`, undoing),
    onSuccess: changed,
  })
}
