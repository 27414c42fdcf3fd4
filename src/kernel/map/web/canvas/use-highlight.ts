import type { FeatureCollection } from 'geojson'
import type { GeoJSONSource } from 'maplibre-gl'
import { useEffect } from 'react'
import { sourceOf } from './style-layers.ts'
import type { Standing } from './use-map.ts'

const [place, border] = ['asked place', 'asked border']

/** Marks the place that was asked about, and the border of the area that is open. */
export function useHighlight(
  standing: Standing | null,
  here: readonly [number, number] | null,
  open: string | undefined,
): void {
  const at = here?.join()
  useEffect(() => {
    if (!standing) return
    const { map, palette } = standing
    const coordinates = at?.split(',').map(Number)
    const data: FeatureCollection = {
      type: 'FeatureCollection',
      features: coordinates
        ? [{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates } }]
        : [],
    }
    if (!map.getSource(place)) {
      map.addSource(place, { type: 'geojson', data })
      map.addLayer({
        id: place,
        type: 'circle',
        source: place,
        paint: {
          'circle-radius': 12,
          'circle-opacity': 0,
          'circle-stroke-color': palette.accent,
          'circle-stroke-width': 2,
        },
      })
    }
    void map.getSource<GeoJSONSource>(place)?.setData(data)
  }, [standing, at])
  useEffect(() => {
    if (!standing) return
    const { map, palette } = standing
    if (map.getLayer(border)) map.removeLayer(border)
    const cut = open?.lastIndexOf('~') ?? -1
    const layer = open?.slice(0, cut) ?? ''
    if (open === undefined || !map.getLayer(`${layer} border`)) return
    map.addLayer({
      id: border,
      type: 'line',
      source: sourceOf(layer),
      'source-layer': layer,
      filter: ['==', ['get', 'code'], open.slice(cut + 1)],
      paint: { 'line-color': palette.accent, 'line-width': 3.5 },
    })
  }, [standing, open])
}
