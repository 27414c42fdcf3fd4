import { useQueries } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { type DivisionFeature, mapLabel } from '#kernel/divisions/model'
import type { Locale } from '#kernel/i18n/model'
import type { MapLayer } from '#kernel/map/model'
import { useLocale, useT } from '#kernel/ui/web'
import type { LayerChoice } from '../layer-choice.ts'
import { namesQuery } from '../queries.ts'
import type { View } from '../view-address.ts'
import { drawLayers, setNames } from './draw-layers.ts'
import { MapFurniture } from './MapFurniture.tsx'
import './map-canvas.css'
import { useHighlight } from './use-highlight.ts'
import { type Bounds, type Standing, useFollow, useMap } from './use-map.ts'

export type MapCanvasProps = {
  layers: readonly MapLayer[]
  choice: readonly LayerChoice[]
  bounds: Bounds
  view: View | null
  onView: (view: View) => void
  /** A place was pointed at, or the middle of the map was chosen by key. */
  onPoint?: ((at: [longitude: number, latitude: number]) => void) | undefined
  onLost: () => void
  /** The map as it stands, for what works on it; null before and after. */
  standing: Standing | null
  onStanding: (standing: Standing | null) => void
  /** The place that was asked about, and the thing that is open: `layer~key`. */
  here?: readonly [longitude: number, latitude: number] | null
  open?: string | undefined
  /** The layer that is being edited: its shapes are not drawn from tiles. */
  edited?: string | undefined
  /** On paper a px of the page is several dots. */
  pixelRatio?: number | undefined
}

/** The map itself. What it shows stands beside it as a list, too. */
export default function MapCanvas(props: MapCanvasProps) {
  const { layers, choice, bounds, view, onView, onPoint, onLost, standing, onStanding, edited } = props
  const t = useT()
  const { locale } = useLocale()
  const container = useRef<HTMLDivElement>(null)
  const { pixelRatio } = props
  useMap(container, { bounds, view, onView, onLost, onStanding, pixelRatio, title: t('map.screen.canvas') })
  useFollow(standing, view)
  useEffect(() => {
    if (standing) drawLayers(standing, layers, choice, locale, edited)
  }, [standing, layers, choice, locale, edited])
  useNames(standing, layers, choice, edited)
  usePointing(standing, onPoint)
  useHighlight(standing, props.here ?? null, props.open)
  return (
    <div className="map-canvas">
      <div className="map-canvas-container" ref={container} data-ready={standing ? '' : undefined} />
      <span className="map-middle" aria-hidden="true" />
      {standing && <MapFurniture bounds={bounds} standing={standing} />}
    </div>
  )
}

/** A cell is told apart by the end of its name. */
function labelOf(properties: DivisionFeature['properties'], locale: Locale): string {
  if (properties.level !== 'cell') return mapLabel(properties, locale)
  return locale === 'en' ? properties.nameEn || properties.name : properties.name
}

/** Names come once for each layer and version, when the layer is first seen. */
function useNames(
  standing: Standing | null,
  layers: readonly MapLayer[],
  choice: readonly LayerChoice[],
  edited: string | undefined,
): void {
  const { locale } = useLocale()
  const wanted = layers.filter(
    ({ id, geometry }) =>
      geometry === 'polygon' && (id === edited || choice.some((one) => one.id === id && one.visible)),
  )
  const answers = useQueries({ queries: wanted.map((layer) => namesQuery(layer)) })
  const found = wanted.map(({ id }, at) => ({ id, features: answers[at]?.data?.features }))
  const key = found.map(({ id, features }) => `${id} ${features?.length ?? '-'}`).join()
  const held = useRef(found)
  useEffect(() => {
    held.current = found
  })
  const drawn = useMemo(() => choice.map(({ id, visible }) => `${id} ${visible}`).join(), [choice])
  useEffect(() => {
    if (!standing) return
    for (const { id, features = [] } of held.current) {
      setNames(standing, id, {
        type: 'FeatureCollection',
        features: features.map(({ properties }) => ({
          type: 'Feature',
          properties: { code: properties.code, name: labelOf(properties, locale) },
          geometry: { type: 'Point', coordinates: properties.label },
        })),
      })
    }
  }, [standing, key, drawn, locale])
}

function usePointing(standing: Standing | null, onPoint: MapCanvasProps['onPoint']): void {
  const latest = useRef(onPoint)
  useEffect(() => {
    latest.current = onPoint
  })
  useEffect(() => {
    if (!standing) return
    const { map } = standing
    const subscription = map.on('click', ({ lngLat }) => latest.current?.([lngLat.lng, lngLat.lat]))
    // The canvas takes the keys: arrows move the map, + and - bring it nearer, Enter asks about its middle.
    const canvas = map.getCanvas()
    const atMiddle = (press: KeyboardEvent) => {
      if (press.key !== 'Enter') return
      const { lng, lat } = map.getCenter()
      latest.current?.([lng, lat])
    }
    canvas.addEventListener('keydown', atMiddle)
    return () => {
      subscription.unsubscribe()
      canvas.removeEventListener('keydown', atMiddle)
    }
  }, [standing])
}
