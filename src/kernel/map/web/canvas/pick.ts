import type { MapGeoJSONFeature } from 'maplibre-gl'
import type { MapLayer } from '#kernel/map/model'
import { TileProperties } from '#kernel/map/model'
import { layerOfStyle } from './style-layers.ts'
import type { Standing } from './use-map.ts'

/** One thing that lies at a place of the map. */
export type Found = {
  layer: string
  /** Code of an area, id of a point; of several points together there is none. */
  key: string | null
  properties: TileProperties
  at: [longitude: number, latitude: number]
}

const nearPx = 6

function foundOf(feature: MapGeoJSONFeature, at: [number, number]): Found | null {
  const properties = TileProperties.safeParse(feature.properties)
  if (!properties.success) return null
  const { id, code } = properties.data
  const point = feature.geometry.type === 'Point' ? (feature.geometry.coordinates as [number, number]) : at
  return {
    layer: layerOfStyle(feature.layer.id),
    key: id ?? code ?? null,
    properties: properties.data,
    at: point,
  }
}

/** What lies at a place, the topmost layer first and each thing once. */
export function findAt(
  { map }: Standing,
  at: readonly [number, number],
  layers: readonly MapLayer[],
): Found[] {
  const { x, y } = map.project([at[0], at[1]])
  const parts = layers.flatMap(({ id }) =>
    ['mark', 'count', 'fill'].map((part) => `${id} ${part}`).filter((name) => map.getLayer(name)),
  )
  const hits = map.queryRenderedFeatures(
    [
      [x - nearPx, y - nearPx],
      [x + nearPx, y + nearPx],
    ],
    { layers: parts },
  )
  // An area is hit where the point itself lies, not a few px beside it.
  const inside = new Set(
    map.queryRenderedFeatures([x, y], { layers: parts }).map((feature) => keyOf(feature)),
  )
  const seen = new Set<string>()
  return hits.flatMap((feature) => {
    const key = keyOf(feature)
    if (seen.has(key) || (feature.layer.id.endsWith(' fill') && !inside.has(key))) return []
    seen.add(key)
    const found = foundOf(feature, [at[0], at[1]])
    return found ? [found] : []
  })
}

function keyOf({ layer, properties, geometry }: MapGeoJSONFeature): string {
  const place = geometry.type === 'Point' ? geometry.coordinates.join() : ''
  return `${layer.id} ${properties['id'] ?? properties['code'] ?? place}`
}
