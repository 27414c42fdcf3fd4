import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useLocale } from '#kernel/ui/web'
import { cellsQuery } from './queries.ts'

/** What cells are called, by their codes. */
export function useCellNames(): ReadonlyMap<string, string> {
  const { locale } = useLocale()
  const { data } = useQuery(cellsQuery)
  return useMemo(
    () =>
      new Map(
        (data?.features ?? []).map(({ properties: { code, name, nameEn } }) => [
          code,
          locale === 'en' ? nameEn || name : name,
        ]),
      ),
    [data, locale],
  )
}
