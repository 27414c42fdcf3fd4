import { queryOptions } from '@tanstack/react-query'
import type { LocalText } from '#kernel/i18n/model'
import type { DataElement, DataElementList } from '#kernel/registry/model'
import { api, type Translate } from '#kernel/ui/web'

export const elementsQuery = queryOptions({
  queryKey: ['data-elements'],
  queryFn: ({ signal }) => api.get<DataElementList>('/api/data-elements', { signal }),
})

export const versionsQuery = (code: string) =>
  queryOptions({
    queryKey: ['data-elements', code],
    queryFn: ({ signal }) => api.get<DataElement[]>(`/api/data-elements/${code}/versions`, { signal }),
  })

export type Named = readonly { id: string; title: LocalText }[]

export const rolesQuery = queryOptions({
  queryKey: ['roles', 'titles'],
  queryFn: ({ signal }) => api.get<Named>('/api/roles', { signal }),
})

export const ledgersQuery = queryOptions({
  queryKey: ['ledgers', 'titles'],
  queryFn: ({ signal }) => api.get<Named>('/api/ledgers', { signal }),
})

/** The kind of object and the fact. */
export function elementTitle(code: string, t: Translate): string {
  const [kind = '', fact = ''] = code.split('.')
  const name = fact === 'divisionCode' ? 'division' : fact
  return `${t(`registry.kind.${kind}`)} · ${t(`registry.screen.fact.${name}`)}`
}
