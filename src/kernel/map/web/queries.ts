import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { DivisionFeatures } from '#kernel/divisions/model'
import type { LayerHistory, LayerShapes, MapLayer, MapLayers } from '#kernel/map/model'
import { api } from '#kernel/ui/web'
import type { Bounds } from './canvas/use-map.ts'

export const layersQuery = queryOptions({
  queryKey: ['map', 'layers'],
  queryFn: ({ signal }) => api.get<MapLayers>('/api/map/layers', { signal }),
  staleTime: 30_000,
})

const pathOf = (layer: string) => `/api/map/layers/${encodeURIComponent(layer)}`

/** Shapes of a layer in full precision, within bounds or all of them. */
export function shapesQuery(layer: string, bounds: Bounds | null) {
  return queryOptions({
    queryKey: ['map', 'shapes', layer, bounds],
    queryFn: ({ signal }) =>
      api.get<LayerShapes>(`${pathOf(layer)}/shapes`, { signal, query: { bbox: bounds?.join(',') } }),
    placeholderData: keepPreviousData,
  })
}

/** Where names of a layer's areas stay inside them: the divisions know it. */
export function namesQuery({ id, version }: MapLayer) {
  const layer = id.startsWith('division:') ? id.slice('division:'.length) : id
  return queryOptions({
    queryKey: ['map', 'names', id, version],
    queryFn: ({ signal }) =>
      api.get<DivisionFeatures>('/api/divisions.geojson', { signal, query: { layer } }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function historyQuery(layer: string, page: number, size: number) {
  return queryOptions({
    queryKey: ['map', 'history', layer, page],
    queryFn: ({ signal }) =>
      api.get<LayerHistory>(`${pathOf(layer)}/edits`, { signal, query: { page, size } }),
  })
}

export { pathOf as layerPath }
