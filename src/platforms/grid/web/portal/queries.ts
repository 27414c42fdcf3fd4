import { queryOptions } from '@tanstack/react-query'
import { api } from '#kernel/ui/portal'
import type {
  CategoryProposals,
  PortalIncident,
  PortalIncidents,
  PortalMap,
  PortalPlaces,
  PortalSession,
  PortalSetup,
} from '../../model/portal/answers.ts'

const hourMs = 3_600_000

export const setupQuery = queryOptions({
  queryKey: ['portal', 'setup'],
  queryFn: ({ signal }) => api.get<PortalSetup>('/api/portal/setup', { signal }),
  staleTime: hourMs,
})
export const portalSessionQuery = queryOptions({
  queryKey: ['portal', 'session'],
  queryFn: ({ signal }) => api.get<PortalSession>('/api/portal/session', { signal }),
})
export const mapQuery = queryOptions({
  queryKey: ['portal', 'map'],
  queryFn: ({ signal }) => api.get<PortalMap>('/api/portal/map', { signal }),
  staleTime: hourMs,
})
/** What the words may be about; without an answer the lists stand for themselves. */
export const proposalsQuery = (words: string) =>
  queryOptions({
    queryKey: ['portal', 'proposals', words],
    queryFn: ({ signal }) => api.post<CategoryProposals>('/api/portal/proposals', { words }, { signal }),
    staleTime: hourMs,
    retry: false,
  })
export const placesQuery = (parent: string | undefined) =>
  queryOptions({
    queryKey: ['portal', 'places', parent ?? ''],
    queryFn: ({ signal }) => api.get<PortalPlaces>('/api/portal/places', { signal, query: { parent } }),
    staleTime: hourMs,
  })

export type Near = {
  lng?: number
  lat?: number
  metres?: number
  place?: string
  page?: number
  size?: number
}
export const incidentsQuery = (near: Near) =>
  queryOptions({
    queryKey: ['portal', 'incidents', near],
    queryFn: ({ signal }) => api.get<PortalIncidents>('/api/portal/incidents', { signal, query: near }),
  })
export const incidentQuery = (no: string) =>
  queryOptions({
    queryKey: ['portal', 'incident', no],
    queryFn: ({ signal }) =>
      api.get<PortalIncident>(`/api/portal/incidents/${encodeURIComponent(no)}`, { signal }),
  })
