import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { AdapterEventPage, AdapterList, DeliveryPage, NoticeTextList } from '#kernel/notices/model'
import { api } from '#kernel/ui/web'

export const adaptersQuery = queryOptions({
  queryKey: ['notice-adapters'],
  queryFn: ({ signal }) => api.get<AdapterList>('/api/notice-adapters', { signal }),
})

export const deliveriesQuery = (query: { page: number; size: number; delivered?: string }) =>
  queryOptions({
    queryKey: ['notice-adapters', 'deliveries', query],
    queryFn: ({ signal }) => api.get<DeliveryPage>('/api/notice-deliveries', { signal, query }),
  })

export const noticeTextsQuery = queryOptions({
  queryKey: ['notice-adapters', 'texts'],
  queryFn: ({ signal }) => api.get<NoticeTextList>('/api/notice-texts', { signal }),
})

export const adapterEventsQuery = (query: { page: number; size: number }) =>
  queryOptions({
    queryKey: ['notice-adapters', 'events', query],
    queryFn: ({ signal }) => api.get<AdapterEventPage>('/api/notice-adapter-events', { signal, query }),
  })

/** A change of where notices go; all that is shown of it is asked anew. */
export function useAdapterChange<Answer>() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ method, path, body }: { method: 'put' | 'post'; path: string; body?: object }) =>
      api[method]<Answer>(path, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['notice-adapters'] }),
  })
}
