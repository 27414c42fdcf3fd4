import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { FileKeeping, Removals } from '#kernel/files/model'
import { api } from '#kernel/ui/web'

export const keepingQuery = queryOptions({
  queryKey: ['files-keeping'],
  queryFn: ({ signal }) => api.get<FileKeeping>('/api/files-keeping', { signal }),
})

export const removalsQuery = queryOptions({
  queryKey: ['files-keeping', 'removals'],
  queryFn: ({ signal }) => api.get<Removals>('/api/files-keeping/removals', { signal }),
})

/** A change of the rules; all that is shown of them is asked anew. */
export function useKeepingChange<Body>(method: 'put' | 'post', path: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Body) => api[method](path, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['files-keeping'] }),
  })
}
