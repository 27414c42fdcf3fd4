import { queryOptions } from '@tanstack/react-query'
import type { PurposeList } from '#kernel/registry/model'
import { api } from '#kernel/ui/web'

export const purposesQuery = queryOptions({
  queryKey: ['purposes'],
  queryFn: ({ signal }) => api.get<PurposeList>('/api/purposes', { signal }),
})
