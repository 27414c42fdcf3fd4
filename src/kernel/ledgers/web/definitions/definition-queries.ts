import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type {
  CheckAnswer,
  DiffAnswer,
  LedgerAnswer,
  MigrationAnswer,
  MigrationBody,
  MigrationReport,
  MigrationRun,
  VersionAnswer,
  VersionSummary,
} from '#kernel/ledgers/model'
import { api } from '#kernel/ui/web'

export function versionsQuery(ledger: string) {
  return queryOptions({
    queryKey: ['definition', ledger, 'versions'],
    queryFn: ({ signal }) => api.get<VersionSummary[]>(`/api/ledgers/${ledger}/versions`, { signal }),
  })
}

export function versionQuery(ledger: string, version: number) {
  return queryOptions({
    queryKey: ['definition', ledger, 'version', version],
    queryFn: ({ signal }) => api.get<VersionAnswer>(`/api/ledgers/${ledger}/versions/${version}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function diffQuery(ledger: string, from: number, to: number) {
  return queryOptions({
    queryKey: ['definition', ledger, 'diff', from, to],
    queryFn: ({ signal }) =>
      api.get<DiffAnswer>(`/api/ledgers/${ledger}/diff`, { signal, query: { from, to } }),
  })
}

const progressMs = 1000

export function runsQuery(ledger: string) {
  return queryOptions({
    queryKey: ['definition', ledger, 'runs'],
    queryFn: ({ signal }) => api.get<MigrationRun[]>(`/api/ledgers/${ledger}/migrations`, { signal }),
    // While one is under way its progress is asked for again and again.
    refetchInterval: ({ state }) =>
      state.data?.some(({ endedAt }) => endedAt === null) ? progressMs : false,
  })
}

export function reportQuery(ledger: string, run: string) {
  return queryOptions({
    queryKey: ['definition', ledger, 'report', run],
    queryFn: ({ signal }) => api.get<MigrationReport>(`/api/ledgers/${ledger}/migrations/${run}`, { signal }),
  })
}

export function useCheck() {
  return useMutation({
    mutationFn: (definition: unknown) => api.post<CheckAnswer>('/api/definitions/check', { definition }),
  })
}

export function usePublish() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (definition: unknown) => api.post<LedgerAnswer>('/api/ledgers', { definition }),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['definition', id] })
      void client.invalidateQueries({ queryKey: ['ledger', id] })
      void client.invalidateQueries({ queryKey: ['ledgers'] })
    },
  })
}

export function useMigrate(ledger: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: MigrationBody) => api.post<MigrationAnswer>(`/api/ledgers/${ledger}/migrations`, body),
    onSuccess: ({ run }) => {
      if (run) void client.invalidateQueries({ queryKey: ['definition', ledger] })
    },
  })
}

export function useCancelRun(ledger: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (run: string) => api.put(`/api/ledgers/${ledger}/migrations/${run}/cancellation`),
    onSettled: () => client.invalidateQueries({ queryKey: ['definition', ledger] }),
  })
}
