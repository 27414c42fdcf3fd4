import type { Feature, FeatureCollection } from 'geojson'
import type { GeoJSONSource } from 'maplibre-gl'
import type { Position } from '#kernel/divisions/model'
import type { Standing } from '../canvas/use-map.ts'
import type { PlacedFault } from './steps.ts'
import { type Edge, same, type Shapes, type Vertex } from './vertices.ts'

/** What an edit shows: its shapes, which of them are chosen, their vertices, and what is wrong where. */
export type EditScene = {
  shapes: Shapes
  chosen: ReadonlySet<string>
  vertices: readonly Vertex[]
  edges: readonly Edge[]
  vertex: Position | null
  faults: readonly PlacedFault[]
}

export const editLayers = {
  fill: 'edit fill',
  line: 'edit line',
  middles: 'edit middles',
  vertices: 'edit vertices',
} as const
const faultLayers = ['edit fault area', 'edit fault line', 'edit fault places']
const sources = ['edit shapes', 'edit middles', 'edit vertices', 'edit faults']

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features })
const point = (coordinates: readonly number[], properties: Record<string, unknown>): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [...coordinates] },
})

export function drawEdit(standing: Standing, scene: EditScene): void {
  const { map } = standing
  if (!map.getSource('edit shapes')) addEdit(standing)
  const data: Record<string, Feature[]> = {
    'edit shapes': scene.shapes.map(({ properties: { code, name }, geometry }) => ({
      type: 'Feature',
      properties: { code, name, chosen: scene.chosen.has(code) },
      geometry,
    })),
    'edit middles': scene.edges.map(({ middle }, index) => point(middle, { index })),
    'edit vertices': scene.vertices.map(({ at, codes }, index) =>
      point(at, {
        index,
        shared: codes.length > 1,
        current: scene.vertex !== null && same(scene.vertex, at),
      }),
    ),
    'edit faults': scene.faults.flatMap(featuresOfFault),
  }
  for (const source of sources)
    void map.getSource<GeoJSONSource>(source)?.setData(collection(data[source] ?? []))
}

function featuresOfFault({ at, geometry }: PlacedFault, index: number): Feature[] {
  const drawn = geometry ? [{ type: 'Feature', properties: {}, geometry } as Feature] : []
  return at ? [...drawn, point(at, { number: String(index + 1) })] : drawn
}

function addEdit(standing: Standing): void {
  for (const source of sources)
    standing.map.addSource(source, { type: 'geojson', data: collection([]), ...precise })
  addShapes(standing)
  addHandles(standing)
  addFaults(standing)
}

// Nothing is made simpler than it is: what is seen is what is edited.
const precise = { tolerance: 0, maxzoom: 20 }

function addShapes({ map, palette }: Standing): void {
  const chosen = ['boolean', ['get', 'chosen'], false] as ['boolean', ['get', string], false]
  map.addLayer({
    id: editLayers.fill,
    type: 'fill',
    source: 'edit shapes',
    paint: { 'fill-color': palette.accent, 'fill-opacity': ['case', chosen, 0.16, 0.03] },
  })
  map.addLayer({
    id: editLayers.line,
    type: 'line',
    source: 'edit shapes',
    paint: {
      'line-color': ['case', chosen, palette.accent, palette.inkSoft],
      'line-width': ['case', chosen, 2.5, 1.2],
    },
  })
}

/** A vertex that several shapes share is filled and larger: it moves for all of them. */
function addHandles({ map, palette }: Standing): void {
  const stroke = { 'circle-stroke-color': palette.accent, 'circle-stroke-width': 2 }
  map.addLayer({
    id: editLayers.middles,
    type: 'circle',
    source: 'edit middles',
    minzoom: 11,
    paint: {
      'circle-radius': 3,
      'circle-color': palette.ground,
      'circle-stroke-color': palette.line,
      'circle-stroke-width': 1,
    },
  })
  map.addLayer({
    id: editLayers.vertices,
    type: 'circle',
    source: 'edit vertices',
    paint: {
      ...stroke,
      'circle-radius': [
        'interpolate',
        ['linear'],
        ['zoom'],
        11,
        ['case', ['get', 'current'], 7, ['get', 'shared'], 3.5, 2.5],
        14,
        ['case', ['get', 'current'], 8, ['get', 'shared'], 6, 4.5],
      ],
      'circle-color': ['case', ['get', 'shared'], palette.accent, palette.ground],
      'circle-stroke-color': ['case', ['get', 'current'], palette.ink, palette.accent],
    },
  })
}

function addFaults({ map, palette }: Standing): void {
  const [area = '', line = '', places = ''] = faultLayers
  map.addLayer({
    id: area,
    type: 'fill',
    source: 'edit faults',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': palette.fault, 'fill-opacity': 0.4 },
  })
  map.addLayer({
    id: line,
    type: 'line',
    source: 'edit faults',
    filter: ['!=', ['geometry-type'], 'Point'],
    paint: { 'line-color': palette.fault, 'line-width': 3 },
  })
  map.addLayer({
    id: places,
    type: 'symbol',
    source: 'edit faults',
    filter: ['has', 'number'],
    layout: {
      'icon-image': 'fault',
      'icon-allow-overlap': true,
      'text-field': ['get', 'number'],
      'text-font': [palette.font],
      'text-size': 13,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': palette.ground },
  })
}

export function removeEdit({ map, isGone }: Standing): void {
  if (isGone()) return
  for (const id of [...Object.values(editLayers), ...faultLayers]) if (map.getLayer(id)) map.removeLayer(id)
  for (const source of sources) if (map.getSource(source)) map.removeSource(source)
}
