import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '#kernel/ui/web'
import type { DeskAnswer, WatchAnswer, WatchAsked } from '../../model/circulars/desk.ts'
import type { CircularRule, NumberedRule, RuleAnswer } from '../../model/circulars/rule.ts'

export const circularPath = (id: string) => `/projects/circulars/${id}`

export const ruleQuery = queryOptions({
  queryKey: ['circular-rule'],
  queryFn: ({ signal }) => api.get<RuleAnswer>('/api/projects/circular-rule', { signal }),
})

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
