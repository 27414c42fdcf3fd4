import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '#kernel/ui/web'
import type { RuleAnswer, RuleDifference, RuleVersionAnswer } from '../../model/rules/answers.ts'
import type { RuleKind } from '../../model/rules/rules.ts'

const path = (rule: RuleKind) => `/api/projects/rules/${rule}`

export function ruleQuery(rule: RuleKind) {
  return queryOptions({
    queryKey: ['projects', 'rules', rule],
    queryFn: ({ signal }) => api.get<RuleAnswer>(path(rule), { signal }),
  })
}

export function versionsQuery(rule: RuleKind) {
  return queryOptions({
    queryKey: ['projects', 'rules', rule, 'versions'],
    queryFn: ({ signal }) => api.get<RuleVersionAnswer[]>(`${path(rule)}/versions`, { signal }),
  })
}

export function differenceQuery(rule: RuleKind, savedAt: string) {
  return queryOptions({
    queryKey: ['projects', 'rules', rule, 'difference', savedAt],
    queryFn: ({ signal }) => api.get<RuleDifference>(`${path(rule)}/difference`, { signal }),
  })
}

/** Keeps, lets go of and publishes the draft; whatever is judged by rules is read again. */
export function useRuleChanges(rule: RuleKind) {
  const client = useQueryClient()
  const onSuccess = () => client.invalidateQueries({ queryKey: ['projects'] })
  return {
    save: useMutation({ mutationFn: (body: unknown) => api.put(`${path(rule)}/draft`, { body }), onSuccess }),
    drop: useMutation({ mutationFn: () => api.del(`${path(rule)}/draft`), onSuccess }),
    publish: useMutation({
      mutationFn: (body: { reason: string; expectedVersion: number }) =>
        api.post(`${path(rule)}/versions`, body),
      onSuccess,
    }),
  }
}
