import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '#kernel/ui/web'
import type {
  AgainAnswer,
  CircularAnswer,
  CircularAsked,
  CircularDrafted,
} from '../../model/circulars/answers.ts'
import type { DeskAnswer, WatchAnswer, WatchAsked } from '../../model/circulars/desk.ts'
import type { CircularRule, NumberedRule, RuleAnswer } from '../../model/circulars/rule.ts'

const path = '/api/projects/circulars'

export const circularPath = (id: string) => `/projects/circulars/${id}`
export const paperPath = (id: string, format: 'docx' | 'pdf') => `${path}/${id}/paper.${format}`

export function circularQuery(id: string) {
  return queryOptions({
    // Under the entry's key: what is done to the entry has it read again.
    queryKey: ['entry', id, 'circular'],
    queryFn: ({ signal }) => api.get<CircularAnswer>(`${path}/${id}`, { signal }),
  })
}

export function againQuery(id: string) {
  return queryOptions({
    queryKey: ['circular-again', id],
    queryFn: ({ signal }) => api.get<AgainAnswer>(`${path}/${id}/again`, { signal }),
    enabled: false,
    gcTime: 0,
  })
}

export const ruleQuery = queryOptions({
  queryKey: ['circular-rule'],
  queryFn: ({ signal }) => api.get<RuleAnswer>('/api/projects/circular-rule', { signal }),
})

export function useDraftCircular() {
  return useMutation({
    mutationFn: ({ asked, clientKey }: { asked: CircularAsked; clientKey: string }) =>
      api.post<CircularDrafted>(path, asked, { clientKey }),
  })
}

export function useSetCircularRule() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { rule: CircularRule; note: string }) =>
      api.put<NumberedRule>('/api/projects/circular-rule', body),
    onSuccess: () => client.invalidateQueries({ queryKey: ruleQuery.queryKey }),
  })
}

export const deskQuery = queryOptions({
  // Beside the to-do list: what is done to entries has both read again.
  queryKey: ['tasks', 'supervision'],
  queryFn: ({ signal }) => api.get<DeskAnswer>('/api/projects/supervision', { signal }),
})

export function useWatchNodes() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ asked, clientKey }: { asked: WatchAsked; clientKey: string }) =>
      api.post<WatchAnswer>('/api/projects/supervision/nodes', asked, { clientKey }),
    onSuccess: () => client.invalidateQueries({ queryKey: deskQuery.queryKey }),
  })
}
