import { queryOptions } from '@tanstack/react-query'
import type { ObjectChanges, ObjectLooks } from '#kernel/registry/model'
import { api } from '#kernel/ui/web'
import { pathOf, type RegistryKind } from '../registry-objects.ts'

export function changesQuery(kind: RegistryKind, id: string) {
  return queryOptions({
    queryKey: ['registry', kind, 'changes', id],
    queryFn: ({ signal }) => api.get<ObjectChanges>(`${pathOf(kind)}/${id}/changes`, { signal }),
  })
}

export function looksQuery(kind: 'person' | 'enterprise', id: string) {
  return queryOptions({
    queryKey: ['registry', kind, 'looks', id],
    queryFn: ({ signal }) => api.get<ObjectLooks>(`${pathOf(kind)}/${id}/unmaskings`, { signal }),
  })
}
