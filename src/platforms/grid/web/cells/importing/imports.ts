import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, useClientKey } from '#kernel/ui/web'
import type { RosterImportDetail, RosterImportList } from '../../../model/cells/importing/plan.ts'

const root = '/api/grid/roster-imports'

export const rosterImportsQuery = queryOptions({
  queryKey: ['grid', 'roster-imports'],
  queryFn: ({ signal }) => api.get<RosterImportList>(root, { signal }),
})

export const rosterImportQuery = (id: string) =>
  queryOptions({
    queryKey: ['grid', 'roster-import', id],
    queryFn: ({ signal }) => api.get<RosterImportDetail>(`${root}/${id}`, { signal }),
  })

/** Whatever shows rosters is read again; what was answered is shown at once. */
function useKept() {
  const client = useQueryClient()
  return async (one: RosterImportDetail) => {
    await client.invalidateQueries({ queryKey: ['grid'] })
    client.setQueryData(rosterImportQuery(one.id).queryKey, one)
  }
}

export function useUploadRoster(replaces: boolean) {
  const kept = useKept()
  return useMutation({
    mutationFn: (file: File) =>
      api.post<RosterImportDetail>(root, undefined, {
        query: { name: file.name, replaces: String(replaces) },
        raw: file,
      }),
    onSuccess: kept,
  })
}

type Step = { step: 'run' | 'undoing'; reason: string }

export function useRosterStep(id: string) {
  const kept = useKept()
  const { keyFor } = useClientKey()
  return useMutation({
    mutationFn: ({ step, reason }: Step) =>
      step === 'run'
        ? api.post<RosterImportDetail>(`${root}/${id}/run`, { reason }, { clientKey: keyFor({ id, reason }) })
        : api.put<RosterImportDetail>(`${root}/${id}/undoing`, { reason }),
    onSuccess: kept,
  })
}

export function useCancelRoster(id: string) {
  const kept = useKept()
  return useMutation({
    mutationFn: () => api.put<RosterImportDetail>(`${root}/${id}/cancellation`),
    onSuccess: kept,
  })
}
