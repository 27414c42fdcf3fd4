import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { DivisionFeatures } from '#kernel/divisions/model'
import { api } from '#kernel/ui/web'
import type {
  AssignBody,
  BuildingDetail,
  BuildingPage,
  CellDetail,
  CellList,
  Changed,
  EndBody,
  HandedOver,
  HandoverBody,
  HeadBody,
  HouseholdResidence,
  ResidenceBody,
  Staff,
} from '../../model/cells/people/people.ts'

const forever = Number.POSITIVE_INFINITY

export const cellsQuery = (division: string) =>
  queryOptions({
    queryKey: ['grid', 'cells', division],
    queryFn: ({ signal }) => api.get<CellList>('/api/grid/cells', { signal, query: { division } }),
  })

export const cellQuery = (cell: string) =>
  queryOptions({
    queryKey: ['grid', 'cell', cell],
    queryFn: ({ signal }) => api.get<CellDetail>(`/api/grid/cells/${cell}`, { signal }),
  })

export const staffQuery = (enabled: boolean) =>
  queryOptions({
    queryKey: ['grid', 'staff'],
    queryFn: ({ signal }) => api.get<Staff[]>('/api/grid/staff', { signal }),
    enabled,
  })

export type BuildingFilter = {
  division: string
  cell: string | undefined
  headless: boolean
  page: number
}

export const buildingsQuery = ({ division, cell, headless, page }: BuildingFilter) =>
  queryOptions({
    queryKey: ['grid', 'buildings', division, cell ?? '', headless, page],
    queryFn: ({ signal }) =>
      api.get<BuildingPage>('/api/grid/buildings', {
        signal,
        query: { division, cell, headless: headless ? 'true' : undefined, page: String(page) },
      }),
  })

export const buildingQuery = (id: string) =>
  queryOptions({
    queryKey: ['grid', 'building', id],
    queryFn: ({ signal }) => api.get<BuildingDetail>(`/api/grid/buildings/${id}`, { signal }),
  })

export const residenceQuery = (household: string) =>
  queryOptions({
    queryKey: ['grid', 'residence', household],
    queryFn: ({ signal }) =>
      api.get<HouseholdResidence>(`/api/grid/households/${household}/building`, { signal }),
  })

/** Buildings of a community to choose from, by what their name holds. */
export const buildingChoicesQuery = (division: string, q: string) =>
  queryOptions({
    queryKey: ['grid', 'buildings', 'choices', division, q],
    queryFn: ({ signal }) =>
      api.get<BuildingPage>('/api/grid/buildings', {
        signal,
        query: { division, q: q.trim() === '' ? undefined : q.trim(), size: '100' },
      }),
  })

export const cellShapesQuery = (division: string) =>
  queryOptions({
    queryKey: ['divisions', 'shapes', 'cell:community', division],
    queryFn: ({ signal }) =>
      api.get<DivisionFeatures>('/api/divisions.geojson', {
        signal,
        query: { layer: 'cell:community', under: division },
      }),
    staleTime: forever,
  })

/** Writes to a roster; whatever shows rosters is read again. */
function useRoster<Body, Answer = Changed>(
  addressOf: (body: Body) => string,
  bodyOf: (body: Body) => object,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Body) => api.put<Answer>(addressOf(body), bodyOf(body)),
    onSuccess: () => client.invalidateQueries({ queryKey: ['grid'] }),
  })
}

export const useAssign = () =>
  useRoster<AssignBody>(
    () => '/api/grid/assignments',
    (body) => body,
  )
export const useEndAssignment = () =>
  useRoster<EndBody & { id: string }>(
    ({ id }) => `/api/grid/assignments/${id}/end`,
    ({ to, reason }) => ({ to, reason }),
  )
export const useHandOver = () =>
  useRoster<HandoverBody, HandedOver>(
    () => '/api/grid/handovers',
    (body) => body,
  )
export const useSetHead = () =>
  useRoster<HeadBody & { building: string }>(
    ({ building }) => `/api/grid/buildings/${building}/head`,
    ({ personId, from, reason }) => ({ personId, from, reason }),
  )
export const useSetResidence = () =>
  useRoster<ResidenceBody & { household: string }>(
    ({ household }) => `/api/grid/households/${household}/building`,
    ({ placeId, unit, room, from, reason }) => ({ placeId, unit, room, from, reason }),
  )
