import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type Address, api } from '#kernel/ui/web'
import type { BoardAnswer, FigureAnswer, FigureDetail } from '../../model/indicators/answers.ts'

export function boardQuery({ year, asOf, grain, by, example }: Address) {
  const query = { year, asOf, grain, by, example }
  return queryOptions({
    queryKey: ['projects', 'indicators', query],
    queryFn: ({ signal }) => api.get<BoardAnswer>('/api/projects/indicators', { signal, query }),
  })
}

export const figuresQuery = queryOptions({
  queryKey: ['projects', 'figures'],
  queryFn: ({ signal }) => api.get<FigureAnswer[]>('/api/projects/figures', { signal }),
})

export function figureQuery(id: string) {
  return queryOptions({
    queryKey: ['projects', 'figures', id],
    queryFn: ({ signal }) => api.get<FigureDetail>(`/api/projects/figures/${id}`, { signal }),
  })
}

type Target = { measure: string; district: string; period: string; value: string; source: string }

export function useSetTarget() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Target) => api.put('/api/projects/indicators/targets', body),
    onSuccess: () => client.invalidateQueries({ queryKey: ['projects'] }),
  })
}
