import { queryOptions, useMutation } from '@tanstack/react-query'
import { api } from '#kernel/ui/web'
import type {
  AgainAnswer,
  CircularAnswer,
  CircularAsked,
  CircularBasis,
  CircularDrafted,
} from '../../model/circulars/answers.ts'

export const paperPath = (path: string, id: string, format: 'docx' | 'pdf') => `${path}/${id}/paper.${format}`

/** A circular of the sort that the path of the API is for. */
export function circularQuery<C extends CircularBasis>(path: string, id: string) {
  return queryOptions({
    // Under the entry's key: what is done to the entry has it read again.
    queryKey: ['entry', id, 'circular'],
    queryFn: ({ signal }) => api.get<CircularAnswer<C>>(`${path}/${id}`, { signal }),
  })
}

export function againQuery(path: string, id: string) {
  return queryOptions({
    queryKey: ['circular-again', id],
    queryFn: ({ signal }) => api.get<AgainAnswer>(`${path}/${id}/again`, { signal }),
    enabled: false,
    gcTime: 0,
  })
}

export function useDraftCircular(path: string) {
  return useMutation({
    mutationFn: ({ asked, clientKey }: { asked: CircularAsked; clientKey: string }) =>
      api.post<CircularDrafted>(path, asked, { clientKey }),
  })
}
