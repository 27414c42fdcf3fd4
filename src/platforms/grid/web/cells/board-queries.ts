import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '#kernel/ui/web'
import type { CoverageAnswer, CoverageMeasure, CoverageRows } from '../../model/cells/coverage/coverage.ts'
import type {
  DutyAnswer,
  DutyPreview,
  PlanBody,
  PreviewBody,
  SwapBody,
  TemplateBody,
} from '../../model/cells/duty/duty.ts'
import type { Changed } from '../../model/cells/people/people.ts'

export const coverageQuery = (division: string) =>
  queryOptions({
    queryKey: ['grid', 'coverage', division],
    queryFn: ({ signal }) => api.get<CoverageAnswer>('/api/grid/coverage', { signal, query: { division } }),
    refetchInterval: ({ state }) => (state.data?.loading ? 5000 : false),
  })

export const coverageRowsQuery = (division: string, measure: CoverageMeasure, page: number) =>
  queryOptions({
    queryKey: ['grid', 'coverage', division, measure, page],
    queryFn: ({ signal }) =>
      api.get<CoverageRows>('/api/grid/coverage/rows', {
        signal,
        query: { division, measure, page: String(page) },
      }),
  })

export const dutyQuery = (division: string, month: string | undefined) =>
  queryOptions({
    queryKey: ['grid', 'duty', division, month ?? ''],
    queryFn: ({ signal }) => api.get<DutyAnswer>('/api/grid/duty', { signal, query: { division, month } }),
  })

function useChange<Body, Answer>(put: (body: Body) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: put,
    onSuccess: () => client.invalidateQueries({ queryKey: ['grid'] }),
  })
}

export const usePlan = () => useChange((body: PlanBody) => api.put<Changed>('/api/grid/duty/plans', body))
/** What a plan would make: nothing changes by it. */
export const usePreview = () =>
  useMutation({
    mutationFn: (body: PreviewBody) => api.post<DutyPreview>('/api/grid/duty/previews', body),
  })
export const useSaveTemplate = () =>
  useChange(({ division, ...body }: TemplateBody & { division: string }) =>
    api.put<Changed>(`/api/grid/duty/templates/${division}`, body),
  )
export const useSwap = () =>
  useChange(({ shift, ...body }: SwapBody & { shift: string }) =>
    api.put<Changed>(`/api/grid/duty/shifts/${shift}/swap`, body),
  )
