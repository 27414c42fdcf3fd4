import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, useClientKey } from '#kernel/ui/web'
import type { AmountCell, EnteredAmount } from '../../model/investment/amount-input.ts'
import type { InvestmentAnswer } from '../../model/investment/answers.ts'
import type { ReadinessAnswer } from '../../model/investment/readiness-answers.ts'

export function investmentQuery(year: string | undefined, asOf: string | undefined) {
  return queryOptions({
    queryKey: ['projects', 'investment', year ?? '', asOf ?? ''],
    queryFn: ({ signal }) =>
      api.get<InvestmentAnswer>('/api/projects/investment', { signal, query: { year, asOf } }),
  })
}

export function readinessQuery(asOf: string | undefined) {
  return queryOptions({
    queryKey: ['projects', 'statistical-entry', asOf ?? ''],
    queryFn: ({ signal }) =>
      api.get<ReadinessAnswer>('/api/projects/statistical-entry', { signal, query: { asOf } }),
  })
}

type Stating = { amount: EnteredAmount; source: string; cells: AmountCell[] }

/** States amounts; whatever shows investment is read again. */
export function useStateAmounts() {
  const client = useQueryClient()
  const key = useClientKey()
  return useMutation({
    mutationFn: (body: Stating) =>
      api.post<{ recorded: number }>('/api/projects/investment/amounts', body, {
        clientKey: key.keyFor(body),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['projects'] }),
  })
}
