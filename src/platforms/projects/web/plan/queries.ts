import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, newClientKey, useClientKey } from '#kernel/ui/web'
import type {
  PlanAnswer,
  PlanForecast,
  PlanHistory,
  PlanProposal,
  PlanSource,
} from '../../model/plan/answers.ts'
import type { Plan, PlanTarget } from '../../model/plan/plan.ts'
import type { Lane } from '../../model/procedures/template.ts'

const path = (id: string, rest = '') => `/api/projects/${id}/plan${rest}`

// Keys begin with what live messages of the entry invalidate: somebody else's save is read at once.
export function planQuery(id: string) {
  return queryOptions({
    queryKey: ['entry', id, 'plan'],
    queryFn: ({ signal }) => api.get<PlanAnswer>(path(id), { signal }),
  })
}

export function historyQuery(id: string) {
  return queryOptions({
    queryKey: ['entry', id, 'plan-history'],
    queryFn: ({ signal }) => api.get<PlanHistory>(path(id, '/revisions'), { signal }),
  })
}

export const forecastsQuery = queryOptions({
  queryKey: ['entries', 'project', 'forecasts'],
  queryFn: ({ signal }) => api.get<PlanForecast[]>('/api/projects/forecasts', { signal }),
  staleTime: 60_000,
})

export type Saving = { expectedRevision: number; plan: Plan; reason: string; source?: PlanSource }

/** Saves; the same content sent again keeps its key, so that it is saved once. */
export function useSavePlan(id: string) {
  const client = useQueryClient()
  const { keyFor, done } = useClientKey()
  return useMutation({
    mutationFn: (body: Saving) => api.put<PlanAnswer>(path(id), body, { clientKey: keyFor(body) }),
    onSuccess: (answer) => {
      done()
      client.setQueryData(planQuery(id).queryKey, answer)
      void client.invalidateQueries({ queryKey: ['entry', id] })
      void client.invalidateQueries({ queryKey: ['entries', 'project'] })
    },
    // Somebody was faster: what they saved stands beside the refusal.
    onError: () => client.invalidateQueries({ queryKey: planQuery(id).queryKey }),
  })
}

export function useKeepBaseline(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { expectedRevision: number; name: string }) =>
      api.post<PlanAnswer>(path(id, '/baselines'), body, { clientKey: newClientKey() }),
    onSuccess: (answer) => {
      client.setQueryData(planQuery(id).queryKey, answer)
      void client.invalidateQueries({ queryKey: historyQuery(id).queryKey })
    },
  })
}

type FromTemplate = {
  template: string
  lane: Lane
  target: PlanTarget
  answers: Record<string, boolean>
}

export function usePropose(id: string) {
  return useMutation({
    mutationFn: (asked: FromTemplate) => api.post<PlanProposal>(path(id, '/from-template'), asked),
  })
}

export function useReadFile(id: string) {
  return useMutation({
    mutationFn: async (file: File) =>
      api.post<PlanProposal>(path(id, '/import'), { name: file.name, xml: await file.text() }),
  })
}
