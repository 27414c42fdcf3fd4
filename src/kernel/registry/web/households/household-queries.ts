import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Household, HouseholdTimeLine, NewHouseholdEvent, PersonStays } from '#kernel/registry/model'
import { api, useClientKey } from '#kernel/ui/web'

const urlOf = (id: string) => `/api/households/${id}`

/** A household with its members on a day; today without one. */
export function compositionQuery(id: string, on: string | null) {
  return queryOptions({
    queryKey: ['registry', 'household', 'on', id, on],
    queryFn: ({ signal }) => api.get<Household>(urlOf(id), { signal, query: on === null ? {} : { on } }),
  })
}

export function timeLineQuery(id: string) {
  return queryOptions({
    queryKey: ['registry', 'household', 'events', id],
    queryFn: ({ signal }) => api.get<HouseholdTimeLine>(`${urlOf(id)}/events`, { signal }),
  })
}

export function staysQuery(personId: string) {
  return queryOptions({
    queryKey: ['registry', 'person', 'households', personId],
    queryFn: ({ signal }) => api.get<PersonStays>(`/api/persons/${personId}/households`, { signal }),
  })
}

export function useRecordEvent(id: string) {
  const client = useQueryClient()
  const { keyFor, done } = useClientKey()
  return useMutation({
    mutationFn: (event: NewHouseholdEvent) =>
      api.post<HouseholdTimeLine>(`${urlOf(id)}/events`, event, { clientKey: keyFor({ id, event }) }),
    onSuccess: async () => {
      done()
      await client.invalidateQueries({ queryKey: ['registry'] })
    },
  })
}

export function useVoidEvent(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ eventId, reason }: { eventId: string; reason: string }) =>
      api.put<HouseholdTimeLine>(`${urlOf(id)}/events/${eventId}/voiding`, { reason }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['registry'] }),
  })
}
