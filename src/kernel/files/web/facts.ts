import { queryOptions } from '@tanstack/react-query'
import { api, asApiError } from '#kernel/ui/web'

export type FileFacts = { id: string; name: string; size: number; mediaType: string }
/** null: not for the reader to see; `gone`: what is said instead of it. */
type Known = FileFacts | { gone: string } | null

export const factsQuery = (id: string) =>
  queryOptions({
    queryKey: ['files', id],
    queryFn: async ({ signal }): Promise<Known> => {
      try {
        return await api.get<FileFacts>(`/api/files/${id}/facts`, { signal })
      } catch (error) {
        const { status, detail } = asApiError(error)
        if ([403, 404].includes(status)) return null
        if (status === 410) return { gone: detail }
        throw error
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

export const isImage = (known: Known | undefined): known is FileFacts =>
  known !== null && known !== undefined && 'mediaType' in known && known.mediaType.startsWith('image/')
