import { useQuery } from '@tanstack/react-query'
import { api, asApiError } from '#kernel/ui/web'

export type RegistryKind = 'person' | 'household' | 'enterprise' | 'place'

export const pathOf = (kind: RegistryKind): string => paths[kind]

export const paths: Record<RegistryKind, string> = {
  person: '/api/persons',
  household: '/api/households',
  enterprise: '/api/enterprises',
  place: '/api/places',
}

type Found = {
  id: string
  name?: string
  number?: string
  headName?: string | null
  creditCode?: string | null
}

export function nameOf({ id, name, number, headName }: Found): string {
  return name ?? ([number, headName].filter(Boolean).join(' ') || id)
}

/** What the register holds by part of a name, pinyin or number, as far as one may see it. */
export function useRegistrySearch(kind: RegistryKind, q: string) {
  return useQuery({
    queryKey: ['registry', kind, 'search', q],
    queryFn: ({ signal }) =>
      api.get<{ rows: Found[]; total: number }>(paths[kind], { signal, query: { q, size: 20 } }),
    staleTime: 30_000,
  })
}

/** The name of an object; undefined while it loads, null where it is held but not for this reader. */
export function useRegistryName(kind: RegistryKind, id: string | null): string | null | undefined {
  const { data } = useQuery({
    queryKey: ['registry', kind, 'name', id],
    queryFn: async ({ signal }) => {
      try {
        return nameOf(await api.get<Found>(`${paths[kind]}/${id}`, { signal }))
      } catch (error) {
        if ([403, 404].includes(asApiError(error).status)) return null
        throw error
      }
    },
    enabled: id !== null,
    staleTime: 300_000,
  })
  return data
}
