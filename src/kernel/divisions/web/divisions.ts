import { useQuery } from '@tanstack/react-query'
import type { Division } from '#kernel/divisions/model'
import { api, useLocale } from '#kernel/ui/web'

/** Every division of the net: a few hundred, read once. */
export function useDivisions(): readonly Division[] {
  const { data } = useQuery({
    queryKey: ['divisions'],
    queryFn: ({ signal }) => api.get<Division[]>('/api/divisions', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data ?? []
}

/** The name of a division by its code, in the page's language; the code itself while the names aren't here. */
export function useDivisionName(): (code: string) => string {
  const { locale } = useLocale()
  const names = new Map(
    useDivisions().map(({ code, shortName, nameEn }) => [code, locale === 'en' ? nameEn : shortName]),
  )
  return (code) => names.get(code) ?? code
}
