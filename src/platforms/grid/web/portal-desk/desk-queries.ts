import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '#kernel/ui/web'
import type { DeskClaims, IncidentPhotos, PhotoWorks, PortalBlocks } from '../../model/portal/desk-answers.ts'

const root = 'portal_desk'

export const photoWorkQuery = queryOptions({
  queryKey: [root, 'photo-work'],
  queryFn: ({ signal }) => api.get<PhotoWorks>('/api/grid/portal/photo-work', { signal }),
})
export const deskClaimsQuery = (page: number) =>
  queryOptions({
    queryKey: [root, 'claims', page],
    queryFn: ({ signal }) => api.get<DeskClaims>('/api/grid/portal/claims', { signal, query: { page } }),
  })
export const blocksQuery = (page: number) =>
  queryOptions({
    queryKey: [root, 'blocks', page],
    queryFn: ({ signal }) => api.get<PortalBlocks>('/api/grid/portal/blocks', { signal, query: { page } }),
  })
export const photosQuery = (entryId: string) =>
  queryOptions({
    queryKey: [root, 'photos', entryId],
    queryFn: ({ signal }) =>
      api.get<IncidentPhotos>(`/api/grid/portal/incidents/${entryId}/photos`, { signal }),
  })

/** Something that an official does about the portal; what is shown is read again. */
export function usePortalChange() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: unknown }) => api.post<unknown>(path, body),
    onSuccess: () => client.invalidateQueries({ queryKey: [root] }),
  })
}
