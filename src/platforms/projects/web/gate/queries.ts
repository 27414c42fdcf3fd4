import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '#kernel/ui/web'
import type {
  CatalogueAnswer,
  ExaminationAnswer,
  GateAnswer,
  GateDraftAnswer,
  GateTrial,
  GateVersionAnswer,
} from '../../model/gate/answers.ts'
import type { GateContent } from '../../model/gate/rules.ts'

const path = '/api/projects/gate'

export const gateQuery = queryOptions({
  queryKey: ['projects', 'gate'],
  queryFn: ({ signal }) => api.get<GateAnswer>(path, { signal }),
})

export const draftQuery = queryOptions({
  queryKey: ['projects', 'gate', 'draft'],
  queryFn: ({ signal }) => api.get<GateDraftAnswer>(`${path}/draft`, { signal }),
})

export function versionQuery(version: number) {
  return queryOptions({
    queryKey: ['projects', 'gate', 'version', version],
    queryFn: ({ signal }) => api.get<GateVersionAnswer>(`${path}/versions/${version}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function useTrial() {
  return useMutation({
    mutationFn: (facts: GateTrial) => api.post<ExaminationAnswer>(`${path}/trial`, facts),
  })
}

type Draft = { content: GateContent; revision: number }

export function useSaveDraft() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (draft: Draft) => api.put<{ revision: number }>(`${path}/draft`, draft),
    onSuccess: () => client.invalidateQueries({ queryKey: draftQuery.queryKey }),
  })
}

export function useDiscardDraft() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.del(`${path}/draft`),
    onSuccess: () => client.invalidateQueries({ queryKey: draftQuery.queryKey }),
  })
}

export function usePublish() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (asked: { revision: number; reason: string }) =>
      api.post<{ version: number }>(`${path}/versions`, asked),
    onSuccess: () => client.invalidateQueries(),
  })
}

export function useReadCatalogue() {
  return useMutation({
    mutationFn: (file: File) =>
      api.post<CatalogueAnswer>(`${path}/catalogue`, undefined, { raw: file, query: { name: file.name } }),
  })
}
