import { useMutation } from '@tanstack/react-query'
import type { PersonPage } from '#kernel/registry/model'
import { api } from '#kernel/ui/web'

/** Who has a whole identity number or phone: asked for by itself, on record, and kept nowhere. */
export function useNumberLookup() {
  return useMutation({
    mutationFn: (number: string) => api.post<PersonPage>('/api/persons/number', { number }),
    gcTime: 0,
  })
}
