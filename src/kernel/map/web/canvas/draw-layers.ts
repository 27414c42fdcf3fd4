import type { FeatureCollection } from 'geojson'
import type { GeoJSONSource, LayerSpecification, VectorTileSource } from 'maplibre-gl'
import type { Locale } from '#kernel/i18n/model'
import type { MapLayer } from '#kernel/map/model'
import type { LayerChoice } from '../layer-choice.ts'
import { type Drawn, drawnOf, namesSourceOf, sourceOf } from './style-layers.ts'
import { overlayAnchor, type Standing } from './use-map.ts'

const zoomMax = 16
const nothing = { type: 'FeatureCollection' as const, features: [] }

/** Tiles of another version have another address, so that none is taken for what it isn't. */
function tilesOf({ id, version }: MapLayer): string {
  const path = `/api/map/tiles/${encodeURIComponent(id)}/{z}/{x}/{y}.pbf`
  return `${location.origin}${path}?v=${encodeURIComponent(String(version))}`
}

function keepSources({ map }: Standing, layer: MapLayer): void {
  const tiles = [tilesOf(layer)]
  const source = map.getSource<VectorTileSource>(sourceOf(layer.id))
  if (!source) {
    map.addSource(sourceOf(layer.id), { type: 'vector', tiles, minzoom: 0, maxzoom: zoomMax })
    if (layer.geometry === 'polygon')
      map.addSource(namesSourceOf(layer.id), { type: 'geojson', data: nothing })
  } else if (source.serialize().tiles?.[0] !== tiles[0]) {
    // Asked of what it was declared with: it takes its tiles a moment later.
    source.setTiles(tiles)
  }
}

/** Adds the layer, or brings what is there up to what it should be. */
function keepLayer({ map }: Standing, wanted: LayerSpecification): void {
  if (!map.getLayer(wanted.id)) {
    map.addLayer(wanted, overlayAnchor)
    return
  }
  // Types of style values are a union over all kinds of layers; each was made by `drawnOf` for its own.
  for (const [name, value] of Object.entries(wanted.paint ?? {}))
    map.setPaintProperty(wanted.id, name as never, value as never)
  for (const [name, value] of Object.entries(wanted.layout ?? {}))
    map.setLayoutProperty(wanted.id, name as never, value as never)
  map.moveLayer(wanted.id, overlayAnchor)
}

/** Draws the layers as they were chosen, the first on top; what is no longer there goes. */
export function drawLayers(
  standing: Standing,
  layers: readonly MapLayer[],
  choice: readonly LayerChoice[],
  locale: Locale,
  edited: string | undefined,
): void {
  const wanted = choice.toReversed().flatMap((one) => {
    const layer = layers.find(({ id }) => id === one.id)
    return layer ? [{ layer, drawn: drawnAs(layer, one) }] : []
  })
  function drawnAs(layer: MapLayer, one: LayerChoice): Drawn {
    const rest = { palette: standing.palette, locale, rank: rankOf(layer, layers, choice) }
    if (layer.id !== edited) return drawnOf(layer, one, rest)
    // What is being edited is drawn by the edit; only its names stay.
    const { shapes } = drawnOf(layer, { ...one, visible: false }, rest)
    return { ...drawnOf(layer, { ...one, visible: true }, rest), shapes }
  }
  for (const { layer } of wanted) keepSources(standing, layer)
  const specifications = [
    ...wanted.flatMap(({ drawn }) => drawn.shapes),
    ...wanted.flatMap(({ drawn }) => drawn.names),
    ...wanted.flatMap(({ drawn }) => drawn.points),
  ]
  for (const one of specifications) keepLayer(standing, one)
  removeOthers(standing, new Set(specifications.map(({ id }) => id)))
}

/** Which of the visible layers of points this is. */
function rankOf(layer: MapLayer, layers: readonly MapLayer[], choice: readonly LayerChoice[]): number {
  const visible = choice.filter((one) => {
    const known = layers.find(({ id }) => id === one.id)
    return one.visible && known?.geometry === 'point'
  })
  return Math.max(
    visible.findIndex(({ id }) => id === layer.id),
    0,
  )
}

function removeOthers({ map }: Standing, kept: ReadonlySet<string>): void {
  const before = map.getLayersOrder()
  const end = before.indexOf(overlayAnchor)
  for (const id of before.slice(1, end)) if (!kept.has(id)) map.removeLayer(id)
}

/** Puts the names of a layer's areas where they stay inside. */
export function setNames({ map }: Standing, layer: string, names: FeatureCollection): void {
  void map.getSource<GeoJSONSource>(namesSourceOf(layer))?.setData(names)
}
