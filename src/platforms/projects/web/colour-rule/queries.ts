import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '#kernel/ui/web'
import type { ColourSettings, Fraction } from '../../model/colour.ts'
import type { ColourEffect, ColourRuleChange } from '../../model/wall-query.ts'

const path = '/api/projects/colour-rule'

export const ruleQuery = queryOptions({
  queryKey: ['projects', 'colour-rule'],
  queryFn: ({ signal }) => api.get<ColourSettings>(path, { signal }),
})

export const changesQuery = queryOptions({
  queryKey: ['projects', 'colour-rule', 'changes'],
  queryFn: ({ signal }) => api.get<ColourRuleChange[]>(`${path}/changes`, { signal }),
})

export function shareText({ numerator, denominator }: Fraction): string {
  return `${numerator}/${denominator}`
}

export function effectQuery(share: Fraction) {
  const yellowFrom = shareText(share)
  return queryOptions({
    queryKey: ['projects', 'colour-rule', 'effect', yellowFrom],
    queryFn: ({ signal }) => api.get<ColourEffect>(`${path}/effect`, { signal, query: { yellowFrom } }),
  })
}

/** Sets the rule; everything on screen that bears a colour is read again. */
export function useSetRule() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (yellowFrom: Fraction) => api.put<ColourSettings>(path, { yellowFrom }),
    onSuccess: () => client.invalidateQueries(),
  })
}
