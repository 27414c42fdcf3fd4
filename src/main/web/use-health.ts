import { useQuery } from '@tanstack/react-query'
import { api } from '#kernel/ui/web'

/** Whether this is the embedded database, which doesn't promise to survive a power cut. */
export function useIsEmbedded(): boolean {
  const { data } = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) =>
      api.get<{ database: 'embedded' | 'postgres' }>('/api/health', { signal, stayOn401: true }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data?.database === 'embedded'
}
