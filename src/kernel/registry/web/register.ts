import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Enterprise, Household, HouseholdRow, Person, Place } from '#kernel/registry/model'
import { api, type ApiQuery } from '#kernel/ui/web'
import { paths, type RegistryKind } from './registry-objects.ts'

export type RowOf = { person: Person; household: HouseholdRow; enterprise: Enterprise; place: Place }
export type ObjectOf = { person: Person; household: Household; enterprise: Enterprise; place: Place }

export const registerPageSize = 50

export function registerQuery<Kind extends RegistryKind>(kind: Kind, query: ApiQuery) {
  return queryOptions({
    queryKey: ['registry', kind, 'list', query],
    queryFn: ({ signal }) => api.get<{ rows: RowOf[Kind][]; total: number }>(paths[kind], { signal, query }),
    placeholderData: keepPreviousData,
  })
}

export function objectQuery<Kind extends RegistryKind>(kind: Kind, id: string) {
  return queryOptions({
    queryKey: ['registry', kind, 'one', id],
    queryFn: ({ signal }) => api.get<ObjectOf[Kind]>(`${paths[kind]}/${id}`, { signal }),
  })
}
