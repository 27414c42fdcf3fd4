import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '#kernel/ui/web'

/** A change of one's inbox; all that is shown of it is asked anew. */
export function useNoticeChange() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body?: object }) => api.put(path, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['notices'] }),
  })
}
