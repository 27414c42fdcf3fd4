import { useQuery } from '@tanstack/react-query'
import type { Organisation } from '#kernel/orgs/model'
import { api, useLocale } from '#kernel/ui/web'

/** The directory of organisations that stand today. */
export function useOrganisations(): readonly Organisation[] {
  const { data } = useQuery({
    queryKey: ['organisations'],
    queryFn: ({ signal }) => api.get<Organisation[]>('/api/organisations', { signal }),
    staleTime: 300_000,
  })
  return data ?? []
}

export function useOrganisationName(): (id: number) => string {
  const { locale } = useLocale()
  const names = new Map(
    useOrganisations().map(({ id, name, nameEn }) => [id, locale === 'en' ? nameEn : name]),
  )
  return (id) => names.get(id) ?? `#${id}`
}
