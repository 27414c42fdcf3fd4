import type { FeatureCollection } from 'geojson'
import type { ExpressionSpecification, GeoJSONSource } from 'maplibre-gl'
import type { MapSpot, MapWeight } from '../SpotsMap.tsx'
import { markImage } from './marks.ts'
import { nameBeside } from './style-layers.ts'
import type { Standing } from './use-map.ts'

const [spotSource, weightSource] = ['spots', 'weights']
const [single, several, square, squareText] = [
  'spots mark',
  'spots count',
  'weights square',
  'weights number',
]

const collection = (features: FeatureCollection['features']): FeatureCollection => ({
  type: 'FeatureCollection',
  features,
})

/** Puts the spots and squares on the map; what stood there before goes. */
export function drawSpots(
  standing: Standing,
  spots: readonly MapSpot[],
  weights: readonly MapWeight[],
): void {
  keepLayers(standing)
  const { map } = standing
  const point = (lng: number, lat: number) => ({ type: 'Point' as const, coordinates: [lng, lat] })
  void map.getSource<GeoJSONSource>(spotSource)?.setData(
    collection(
      spots.map(({ key, lng, lat, count, light, name }) => ({
        type: 'Feature',
        properties: { key, count, light: light ?? 'none', name },
        geometry: point(lng, lat),
      })),
    ),
  )
  const most = Math.max(1, ...weights.map(({ n }) => n))
  void map.getSource<GeoJSONSource>(weightSource)?.setData(
    collection(
      weights.map(({ key, lng, lat, n }) => ({
        type: 'Feature',
        properties: { key, n, side: Math.sqrt(n / most) },
        geometry: point(lng, lat),
      })),
    ),
  )
}

const isSeveral: ExpressionSpecification = ['>', ['get', 'count'], 1]
const squareImage = 'weights square'
const squareSidePx = 64

function keepLayers({ map, palette }: Standing): void {
  if (map.getSource(spotSource)) return
  map.addImage(squareImage, filledSquare(palette.accent), { pixelRatio: 1 })
  for (const source of [weightSource, spotSource])
    map.addSource(source, { type: 'geojson', data: collection([]) })
  map.addLayer({
    id: square,
    type: 'symbol',
    source: weightSource,
    layout: {
      'icon-image': squareImage,
      'icon-size': ['*', ['get', 'side'], 0.75],
      'icon-allow-overlap': true,
      'symbol-sort-key': ['-', 0, ['get', 'n']],
    },
    paint: { 'icon-opacity': 0.55 },
  })
  map.addLayer({
    id: squareText,
    type: 'symbol',
    source: weightSource,
    layout: { 'text-field': ['to-string', ['get', 'n']], 'text-font': [palette.font], 'text-size': 12 },
    paint: { 'text-color': palette.ink, 'text-halo-color': palette.ground, 'text-halo-width': 1.4 },
  })
  map.addLayer({
    id: single,
    type: 'symbol',
    source: spotSource,
    filter: ['!', isSeveral],
    layout: {
      'icon-image': ['get', 'light'],
      'icon-size': 0.8,
      'icon-allow-overlap': true,
      'text-field': ['step', ['zoom'], '', 14, ['get', 'name']],
      ...nameBeside(palette),
    },
    paint: { 'text-color': palette.ink, 'text-halo-color': palette.ground, 'text-halo-width': 1.6 },
  })
  map.addLayer({
    id: several,
    type: 'symbol',
    source: spotSource,
    filter: isSeveral,
    layout: {
      'icon-image': [
        'match',
        ['get', 'light'],
        ['green', 'amber', 'red'],
        ['concat', 'cluster-', ['get', 'light']],
        markImage('cluster', true),
      ],
      'icon-size': ['step', ['get', 'count'], 1.15, 100, 1.4, 1000, 1.7],
      'icon-allow-overlap': true,
      'text-field': ['to-string', ['get', 'count']],
      'text-font': [palette.font],
      'text-size': 12,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': palette.ink },
  })
}

function filledSquare(colour: string): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = squareSidePx
  canvas.height = squareSidePx
  const context = canvas.getContext('2d')
  if (!context) return new ImageData(squareSidePx, squareSidePx)
  context.fillStyle = colour
  context.fillRect(0, 0, squareSidePx, squareSidePx)
  return context.getImageData(0, 0, squareSidePx, squareSidePx)
}

const nearPx = 8

/** What stands at a place of the map; several together have no key. */
export function spotAt(
  { map }: Standing,
  [lng, lat]: readonly [number, number],
): { key: string | null; at: [number, number] } | null {
  if (!map.getSource(spotSource)) return null
  const { x, y } = map.project([lng, lat])
  const [found] = map.queryRenderedFeatures(
    [
      [x - nearPx, y - nearPx],
      [x + nearPx, y + nearPx],
    ],
    { layers: [several, single, square] },
  )
  if (!found || found.geometry.type !== 'Point') return null
  const key: unknown = found.properties['key']
  return {
    key: typeof key === 'string' ? key : null,
    at: found.geometry.coordinates as [number, number],
  }
}
