import type { Feature, FeatureCollection } from 'geojson'
import type { GeoJSONSource } from 'maplibre-gl'
import type { Position } from '#kernel/divisions/model'
import type { Standing } from '../canvas/use-map.ts'
import type { Sketch } from './sketch.ts'

const source = 'sketch'
const layers = ['sketch fill', 'sketch line', 'sketch points']

function featuresOf(kind: 'line' | 'polygon', { points, done }: Sketch, hover: Position | null): Feature[] {
  const line = !done && hover && points.length > 0 ? [...points, hover] : [...points]
  const features: Feature[] = points.map((coordinates) => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'Point', coordinates },
  }))
  const [first] = line
  if (kind === 'polygon' && line.length > 2 && first) {
    const geometry = { type: 'Polygon' as const, coordinates: [[...line, first]] }
    features.push({ type: 'Feature', properties: {}, geometry })
  } else if (line.length > 1) {
    features.push({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: line } })
  }
  return features
}

export function drawSketch(
  standing: Standing,
  kind: 'line' | 'polygon',
  sketch: Sketch,
  hover: Position | null,
): void {
  const { map } = standing
  const data: FeatureCollection = { type: 'FeatureCollection', features: featuresOf(kind, sketch, hover) }
  if (!map.getSource(source)) addSketch(standing)
  void map.getSource<GeoJSONSource>(source)?.setData(data)
}

function addSketch({ map, palette }: Standing): void {
  map.addSource(source, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } })
  const [fill = '', line = '', points = ''] = layers
  map.addLayer({
    id: fill,
    type: 'fill',
    source,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': palette.accent, 'fill-opacity': 0.14 },
  })
  map.addLayer({
    id: line,
    type: 'line',
    source,
    filter: ['!=', ['geometry-type'], 'Point'],
    paint: { 'line-color': palette.accent, 'line-width': 2.5, 'line-dasharray': [3, 1.5] },
  })
  map.addLayer({
    id: points,
    type: 'circle',
    source,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 4.5,
      'circle-color': palette.ground,
      'circle-stroke-color': palette.accent,
      'circle-stroke-width': 2,
    },
  })
}

/** Leaves nothing of it on the map. */
export function removeSketch({ map, isGone }: Standing): void {
  if (isGone()) return
  for (const id of layers) if (map.getLayer(id)) map.removeLayer(id)
  if (map.getSource(source)) map.removeSource(source)
}
